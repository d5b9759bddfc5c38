// The output formats and options of `specwise check`, fingerprints and baselines.
import assert from 'node:assert/strict'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Log } from 'sarif'
import { main } from '../../server/src/cli/main.ts'
import type { RenderedFinding } from '../../server/src/cli/renderedFinding.ts'
import { createTextPrinter } from '../../server/src/cli/text.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { run } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const spec = '/w/specs/001-a, b%/spec.md'
const text = `# Spec: Queue

**ID**: SPEC-001
**Status**: draft

## Requirements

- 😀 **FR-001**: System MUST "a" & <b>
- 😀 **FR-001**: System MUST c
- **FR 003**: System MUST d
- **FR-004**: as FR-012 says [NEEDS CLARIFICATION: when?]
`

const findingsOf = async (files: Record<string, string>) =>
  JSON.parse((await run(files, 'check', '--format', 'json', '--level', 'warning')).out).findings as {
    path: string
    range: { start: { line: number; column: number }; end: { line: number; column: number } }
    code: string
    severity: string
    message: string
  }[]

describe('a format of check', () => {
  const files = { [spec]: text }
  const printed = async (format: string): Promise<string> => {
    const { out, code, err } = await run(files, 'check', '--format', format)
    assert.deepEqual([code, err], [1, ''], format)
    return out
  }
  it('concise prints one line per finding', async () => {
    const expected = (await findingsOf(files)).map(
      ({ path, range: { start }, severity, code, message }) =>
        `${path}:${start.line}:${start.column}: ${severity} ${code}: ${message}`,
    )
    assert.deepEqual((await printed('concise')).trimEnd().split('\n'), expected)
    assert.ok(expected.length > 3)
  })
  it('json-lines prints one object per finding, including hints', async () => {
    const { findings } = JSON.parse((await run(files, 'check', '--format', 'json')).out)
    const lines = (await printed('json-lines')).trimEnd().split('\n')
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      findings,
    )
  })
  it('sarif contains rules with help, locations, fingerprints and fixes', async () => {
    const log = JSON.parse(await printed('sarif')) as Log
    const [run] = log.runs
    const results = run?.results ?? []
    const rules = run?.tool.driver.rules ?? []
    const findings = await findingsOf(files)
    assert.equal(log.version, '2.1.0')
    assert.equal(results.length, findings.length)
    for (const [k, { ruleId, ruleIndex = -1, level, message, locations, partialFingerprints }] of results.entries()) {
      const { code, severity, message: expectedMessage, range } = findings[k] ?? assert.fail()
      const rule = rules[ruleIndex]
      assert.deepEqual([ruleId, rule?.id, level, message.text], [code, code, severity, expectedMessage])
      assert.ok(rule?.help?.markdown?.startsWith(`# ${code}`) && rule.helpUri?.endsWith(`/${code}.md`))
      assert.ok(allRules.find((candidate) => candidate.code === code)?.summary === rule?.shortDescription?.text)
      const place = locations?.[0]?.physicalLocation
      assert.equal(place?.artifactLocation?.uri, 'specs/001-a%2C%20b%25/spec.md')
      assert.deepEqual(
        [place?.region?.startLine, place?.region?.startColumn, place?.region?.endLine, place?.region?.endColumn],
        [range.start.line, range.start.column, range.end.line, range.end.column],
      )
      assert.match(partialFingerprints?.['specwise/v1'] ?? '', /^[0-9a-f]{32}$/)
    }
    assert.equal(new Set(results.map((result) => result.partialFingerprints?.['specwise/v1'])).size, results.length)
    const malformed = results.find(({ ruleId }) => ruleId === 'malformed-id')
    const [replacement] = malformed?.fixes?.[0]?.artifactChanges[0]?.replacements ?? []
    assert.deepEqual(replacement?.deletedRegion, { startLine: 10, startColumn: 5, endLine: 10, endColumn: 11 })
    assert.deepEqual(replacement?.insertedContent, { text: 'FR-003' })
    const duplicate = results.find(({ ruleId }) => ruleId === 'duplicate-id')
    assert.equal(duplicate?.relatedLocations?.[0]?.physicalLocation?.region?.startLine, 8)
  })
  it('junit and checkstyle are valid XML with the same findings as json', async () => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', htmlEntities: true })
    const findings = await findingsOf(files)
    const [junit, checkstyle] = [await printed('junit'), await printed('checkstyle')]
    for (const xml of [junit, checkstyle]) assert.equal(XMLValidator.validate(xml), true)
    const suite = parser.parse(junit).testsuites.testsuite
    assert.deepEqual([suite.tests, suite.failures].map(Number), [findings.length, findings.length])
    const messages = suite.testcase.map((testcase: { failure: { message: string } }) => testcase.failure.message)
    assert.deepEqual(
      messages,
      findings.map(({ message }) => message),
    )
    const errors = parser.parse(checkstyle).checkstyle.file.error
    assert.deepEqual(
      errors.map((error: Record<string, string>) => [
        Number(error.line),
        Number(error.column),
        error.severity,
        error.message,
      ]),
      findings.map(({ range: { start }, severity, message }) => [start.line, start.column, severity, message]),
    )
    const clean = await run(
      { '/w/specs/001-a/spec.md': text },
      'check',
      '--format',
      'junit',
      '--rule',
      'duplicate-id=off',
      '--quiet',
    )
    assert.equal(XMLValidator.validate(clean.out), true)
  })
  it('github and azure escape characters that would end a command', async () => {
    const [github = ''] = (await printed('github')).split('\n').filter((line) => line.includes('duplicate-id'))
    assert.match(
      github,
      /^::error file=specs\/001-a%2C b%25\/spec\.md,line=9,endLine=9,title=duplicate-id,col=8,endColumn=14::Duplicate id "FR-001" /,
    )
    const [azure = ''] = (await printed('azure')).split('\n').filter((line) => line.includes('duplicate-id'))
    assert.match(
      azure,
      /^##vso\[task\.logissue type=error;sourcepath=specs\/001-a, b%AZP25\/spec\.md;linenumber=9;columnnumber=8;code=duplicate-id;\]Duplicate id "FR-001" /,
    )
  })
  it('gitlab contains the fields of a code quality report', async () => {
    const issues = JSON.parse(await printed('gitlab')) as Record<string, unknown>[]
    for (const issue of issues)
      assert.deepEqual(Object.keys(issue), ['description', 'check_name', 'fingerprint', 'severity', 'location'])
    assert.ok(issues.every(({ severity }) => severity === 'major' || severity === 'minor'))
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length)
  })
  it('rdjson counts columns in bytes, and suggests the same fixes as the editor', async () => {
    const { diagnostics } = JSON.parse(await printed('rdjson'))
    type Diagnostic = { code: { value: string }; location: { range: object }; suggestions?: { text: string }[] }
    const of = (code: string): Diagnostic =>
      diagnostics.find((diagnostic: Diagnostic) => diagnostic.code.value === code)
    // An emoji has two UTF-16 units and four bytes.
    assert.deepEqual(of('duplicate-id').location.range, {
      start: { line: 9, column: 10 },
      end: { line: 9, column: 16 },
    })
    assert.deepEqual(
      of('malformed-id').suggestions?.map((suggestion) => suggestion.text),
      ['FR-003'],
    )
  })
})

describe('a fingerprint', () => {
  const of = async (content: string): Promise<Map<string, string>> => {
    const log = JSON.parse((await run({ [spec]: content }, 'check', '--format', 'sarif')).out) as Log
    const results = log.runs[0]?.results ?? []
    return new Map(
      results.map((result) => [
        `${result.ruleId} ${result.message.text?.replace(/ on line \d+/, '')}`,
        result.partialFingerprints?.['specwise/v1'] ?? '',
      ]),
    )
  }
  it('stays the same when lines move, and changes with the text', async () => {
    const before = await of(text)
    assert.deepEqual(await of(text.replace('## Requirements\n', '## Requirements\n\nSome words.\n\n')), before)
    const after = await of(text.replace('**FR 003**', '**FR 005**'))
    const changed = [...before].filter(([key, print]) => after.get(key) !== print).map(([key]) => key.split(' ')[0])
    assert.deepEqual(changed, ['malformed-id'])
  })
})

describe('options of check', () => {
  const files = { '/w/specs/001-a/spec.md': text }
  it('show errors and warnings by default, and all findings with --level hint', async () => {
    const { out } = await run(files, 'check')
    assert.ok(!/^\d+:\d+ hint /m.test(out) && /^\d+:\d+ warning /m.test(out))
    assert.match(out, /\d hints? in 1 specification \(1 Markdown file\)\..* Use "--level hint" to show all findings\./)
    assert.match((await run(files, 'check', '--level', 'hint')).out, /^\d+:\d+ hint /m)
    const quiet = await run(files, 'check', '--quiet')
    assert.ok(!/:\d+ warning /.test(quiet.out) && /:\d+ error /.test(quiet.out))
  })
  it('decide which findings fail the check', async () => {
    const codes = async (...args: string[]): Promise<number> => (await run(files, 'check', ...args)).code
    const mild = ['--rule', 'duplicate-id=warning', '--rule', 'missing-section=off', '--rule', 'missing-metadata=off']
    assert.equal(await codes(), 1)
    assert.equal(await codes('--fail-on', 'never'), 0)
    assert.equal(await codes(...mild), 0)
    assert.equal(await codes(...mild, '--fail-on', 'warning'), 1)
    assert.equal(await codes(...mild, '--max-warnings', '3'), 0)
    assert.equal(await codes(...mild, '--max-warnings', '2'), 1)
  })
  it('count findings by rule with --statistics', async () => {
    const { out } = await run(files, 'check', '--statistics')
    assert.match(out, /^ *\d+ {2}missing-section$/m)
    assert.match(out, /^ *1 {2}duplicate-id$/m)
  })
  it('write result files in addition to standard output', async () => {
    const disk: Record<string, string> = { ...files, '/w/old.xml': 'old' }
    const { out, code } = await run(
      disk,
      'check',
      '--output-file',
      'sarif=out.sarif',
      '--output-file',
      'junit=/w/old.xml',
      '--output-file',
      'text=out.txt',
    )
    assert.equal(code, 1)
    assert.equal(JSON.parse(disk['/w/out.sarif'] ?? '').version, '2.1.0')
    assert.match(disk['/w/old.xml'] ?? '', /^<\?xml/)
    assert.equal(disk['/w/out.txt'], out)
    const failed = await run(files, 'check', '--output-file', 'json=nowhere')
    assert.equal(failed.code, 1)
  })
  it('fold repeated messages in the text format', () => {
    const excerpt = { text: 'a', from: 0, length: 1, cutBefore: false, cutBehind: false }
    const alike = (message: string, count: number): RenderedFinding[] =>
      Array.from({ length: count }, (_, k) => {
        const at = { line: k + 1, column: 1 }
        const rest = { severity: 'error' as const, fixable: false, safe: false, related: [] }
        return { code: 'rule', message, start: at, end: at, excerpt, ...rest }
      })
    const printer = createTextPrinter({ colour: false, verbose: false, level: 'hint' })
    const findings = [...alike('Many.', 12), ...alike('Three.', 3)]
    const shown = printer.step({ file: { path: 'a.md', recognised: true, findings } }) ?? ''
    assert.deepEqual([shown.match(/Many\./g)?.length, shown.match(/Three\./g)?.length], [1, 3])
    assert.match(shown, /and 11 more like this on lines 2, 3, 4, 5, 6, 7, 8, 9, …\n/)
    const totals = { files: 1, fixed: 0 }
    assert.match(printer.end(totals, 1.234), /^Found 15 errors in 0 specifications \(1 Markdown file, 1\.2 s\)\./)
  })
  for (const [args, message] of [
    [['chekc'], 'Unknown command "chekc". Did you mean "check"?'],
    [['check', '--formt', 'json'], 'Unknown option "--formt". Did you mean "--format"?'],
    [['check', '--issue', '3'], 'Command "check" has no option "--issue"'],
    [['check', '--level', 'all'], 'Invalid value "all" for --level. Expected hint, info, warning or error.'],
    [['check', '--fail-on', 'hint'], 'Invalid value "hint" for --fail-on. Expected error, warning or never.'],
    [['check', '--max-warnings', '-1'], 'Option "--max-warnings" requires a value'],
    [['check', '--max-warnings', 'x'], 'Invalid value "x" for --max-warnings. Expected a number.'],
    [['check', '--level'], 'Option "--level" requires a value'],
    [['check', '--quiet=yes'], 'Option "--quiet" does not take a value'],
    [['check', '--help=yes'], 'Option "--help" does not take a value'],
    [['check', '--rule', 'nothing=off'], 'Unknown rule "nothing". Run "specwise rules" to list all rules.'],
    [
      ['check', '--rule', 'duplicate-id=bad'],
      'Invalid value "duplicate-id=bad" for --rule. Expected CODE=SEVERITY, where SEVERITY is off, hint, info, warning or error.',
    ],
    [['check', '--output-file', 'sarif'], 'Invalid value "sarif" for --output-file. Expected FORMAT=PATH.'],
    [['check', '--output-file', 'xml=a'], /Unknown format "xml"\. Expected text, concise, .* or agent\.\n/],
    [['check', '--update-baseline'], 'No .specwise-baseline.json to update. Run "specwise baseline" to create it.'],
    [['help', 'chekc'], 'Unknown command "chekc". Did you mean "check"?'],
    [['help', 'nothing'], 'Unknown command "nothing"'],
    [['rules', 'duplicate-id'], '"specwise rules" takes no arguments. Run "specwise explain CODE" to show a rule.'],
  ] as const)
    it(`report what is wrong in: ${args.join(' ')}`, async () => {
      const { code, err, out } = await run(files, ...args)
      assert.deepEqual([code, out], [2, ''])
      if (typeof message === 'string') assert.equal(err, `specwise: ${message}\nRun "specwise --help" for usage.\n`)
      else assert.match(err, message)
    })
  it('have help for each command, and rules are available as JSON', async () => {
    const { out } = await run({}, 'help')
    for (const [, name = ''] of out.matchAll(/^ {2}specwise ([a-z-]+)/gm)) {
      const help = await run({}, 'help', name)
      assert.deepEqual([help.code, help.err], [0, ''])
      assert.ok(help.out.startsWith(`specwise ${name}`))
    }
    const rules = JSON.parse((await run({}, 'rules', '--format', 'json')).out)
    assert.deepEqual(
      rules.map((rule: { code: string }) => rule.code),
      allRules.map(({ code }) => code),
    )
  })
})

describe('a baseline', () => {
  const path = '/w/specs/001-a/spec.md'
  const name = '/w/.specwise-baseline.json'
  it('hides recorded findings, so that only new ones are shown', async () => {
    const files: Record<string, string> = { [path]: text }
    const written = await run(files, 'baseline')
    assert.match(written.out, /^Wrote \d+ findings to \.specwise-baseline\.json\n$/)
    const lines = (files[name] ?? '').split('\n').slice(1, -2)
    assert.deepEqual(lines, [...lines].sort(), 'one entry per line, sorted')
    const unchanged = await run(files, 'check')
    assert.equal(unchanged.code, 0)
    assert.match(unchanged.out, /\d+ findings recorded in \.specwise-baseline\.json are not shown\.\n$/)
    files[path] = `Words.\n${text}- **FR-001**: System MUST e\n`.replace('Words.\n', '')
    const grown = await run(files, 'check', '--format', 'concise')
    assert.equal(grown.code, 1)
    assert.match(grown.out, /^specs\/001-a\/spec\.md:12:\d+: error duplicate-id: [^\n]*\n$/)
    assert.ok((await run(files, 'check', '--no-baseline', '--format', 'concise')).out.split('\n').length > 5)
  })
  it('reports fixed findings, and is pruned on request', async () => {
    const files: Record<string, string> = { [path]: text }
    await run(files, 'baseline')
    const before = (files[name] ?? '').split('\n').length
    files[path] = text.replace('**FR 003**', '**FR-003**')
    assert.match(
      (await run(files, 'check')).out,
      /1 recorded finding is fixed\. Use "--update-baseline" to remove it from the baseline\.\n$/,
    )
    await run(files, 'check', '--update-baseline')
    assert.equal((files[name] ?? '').split('\n').length, before - 1)
    assert.doesNotMatch((await run(files, 'check')).out, /fixed/)
  })
  it('drops documents that no longer exist, and keeps the entries of the others', async () => {
    const otherPath = '/w/specs/002-b/spec.md'
    const files: Record<string, string> = { [path]: text, [otherPath]: text.replace('SPEC-001', 'SPEC-002') }
    await run(files, 'baseline')
    const entries = (): string[] => (files[name] ?? '').split('\n').slice(1, -2)
    const both = entries().length
    await run(files, 'baseline', 'specs/001-a')
    assert.equal(entries().length, both)
    delete files[otherPath]
    assert.match((await run(files, 'check')).out, /\d+ recorded findings are fixed/)
    await run(files, 'check', '--update-baseline')
    assert.ok(entries().length > 0 && entries().every((line) => line.includes('001-a')))
  })
  it('distinguishes missing sections, and applies in subfolders', async () => {
    const others = ['User Stories', 'Success Criteria', 'Design', 'Tasks', 'Review Checklist']
    const withSection = (title: string): string =>
      `${text}${[title, ...others].map((name) => `\n## ${name}\n\nWords.\n`).join('')}`
    const files: Record<string, string> = { [path]: withSection('Problem') }
    await run(files, 'baseline')
    files[path] = withSection('Summary')
    const { out } = await run(files, 'check', '--format', 'concise')
    assert.deepEqual(out.match(/Missing section "\w+"/g), ['Missing section "Problem"'])
    files[path] = withSection('Problem')
    let below = ''
    const print = (part: string): void => {
      below += part
    }
    const memory = memoryFiles(files)
    const world = { files: memory, cwd: '/w/specs', version: '1.2.3', colour: false, out: print, err: print }
    assert.equal(await main(['check'], world), 0)
    assert.match(below, /findings recorded in \.specwise-baseline\.json are not shown/)
    assert.match(
      (await run(files, 'check', '--update-baseline', '--rule', 'duplicate-id=off')).err,
      /--update-baseline cannot be combined with --rule/,
    )
  })
  it('that is invalid is reported', async () => {
    for (const invalid of ['', '{}', '{ "version": 1, "findings": [7] }', '<<<<<<< HEAD']) {
      const { code, err } = await run({ [path]: text, [name]: invalid }, 'check')
      assert.equal(code, 2)
      assert.match(
        err,
        /"\.specwise-baseline\.json" is not a valid baseline\. Run "specwise baseline" to recreate it\./,
      )
    }
  })
})
