// The command line: which files it walks, what it prints, and its exit codes.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { allRules } from '../../server/src/rules/all.ts'
import { pageOfRule } from '../../server/src/rules/engine/page.ts'
import { findMarkdown } from '../../server/src/workspace/walk.ts'
import { run } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { program } from '../support/program.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const good = readFileSync(`${root}examples/docs/specs/001-good/spec.md`, 'utf8').replace(
  '[docs/specs/constitution.md](../constitution.md)',
  'the constitution',
)
const bad = good.replace('**FR-002**', '**FR-001**')
const questions = good
  .replace('[CLARIFIED: Topics', '[NEEDS CLARIFICATION: Topics')
  .replace('**Status**: approved', '**Status**: in-review')

describe('specwise check', () => {
  it('walks folders, honours .gitignore, and ignores ordinary Markdown and templates', async () => {
    const { out, code, reads } = await run(
      {
        '/w/.git/x.md': bad,
        '/w/.gitignore': 'ignored/\n*.draft.md\n!kept.draft.md\n',
        '/w/ignored/spec.md': bad,
        '/w/a.draft.md': bad,
        '/w/docs/kept.draft.md': good,
        '/w/docs/.gitignore': 'local.md\n',
        '/w/docs/local.md': bad,
        '/w/docs/a.md': good,
        '/w/docs/specs/templates/spec.md': bad,
        '/w/spec-template.md': bad,
        '/w/node_modules/p/spec.md': bad,
        '/w/README.md': '# A\n\nFR-001\n',
        '/w/notes.txt': bad,
      },
      'check',
      '/w',
    )
    assert.equal(code, 0, out)
    assert.match(out, /^No findings in 2 specifications \(3 Markdown files\)\.\n$/)
    assert.deepEqual(reads.filter((path) => path.endsWith('.md')).sort(), [
      '/w/README.md',
      '/w/docs/a.md',
      '/w/docs/kept.draft.md',
      '/w/docs/specs/templates/spec.md',
    ])
  })
  it('checks files that Git tracks even if .gitignore matches them', async () => {
    const files = memoryFiles({
      '/w/.git/HEAD': '',
      '/w/.gitignore': 'specs/\nold/\n',
      '/w/specs/004-a/spec.md': bad,
      '/w/specs/templates/spec-template.md': bad,
      '/w/specs/005-b/spec.md': bad,
      '/w/old/node_modules/x.md': bad,
    })
    const tracked = [
      'specs/004-a/spec.md',
      'specs/templates/spec-template.md',
      'specs/gone.md',
      'old/node_modules/x.md',
    ]
    const { found } = await findMarkdown({ ...files, tracked: async () => tracked.map((name) => `/w/${name}`) }, '/w', [
      '.',
    ])
    assert.deepEqual(
      found.map(({ path }) => path),
      ['/w/specs/004-a/spec.md'],
    )
    assert.deepEqual((await findMarkdown(files, '/w', ['.'])).found, [])
  })
  it('says that .gitignore excludes the folder of specifications if there are no others', async () => {
    const files = { '/w/.git/HEAD': '', '/w/.gitignore': 'specs/\n', '/w/specs/004-a/spec.md': bad }
    const reason = 'Not checked: specs. Excluded by .gitignore.\n'
    assert.equal((await run(files, 'check', '/w')).out.startsWith(reason), true)
    assert.equal((await run({ ...files, '/w/docs/a.md': good }, 'check', '/w')).out.includes(reason), false)
  })
  it('honours the .gitignore of parent folders, up to the repository', async () => {
    const files = {
      '/w/.git/HEAD': '',
      '/w/.gitignore': 'docs/old\n',
      '/w/docs/old/spec.md': bad,
      '/w/docs/a.md': good,
    }
    assert.match((await run(files, 'check', '/w/docs')).out, /1 specification \(1 Markdown file\)/)
  })
  it('skips a named file that is not a specification, and says so', async () => {
    for (const [path, text, why] of [
      ['/w/README.md', '# Tool\n\nFR-001 is one.\n', 'Not a specification'],
      ['/w/.specify/templates/spec-template.md', good, 'Template, not a specification'],
      [
        '/w/openspec/specs/a/spec.md',
        '# A\n\n### Requirement: B\n\n#### Scenario: C\n',
        'The OpenSpec format is not supported',
      ],
    ] as const) {
      const { out, err, code } = await run({ [path]: text }, 'check', path)
      assert.equal(code, 0)
      assert.equal(err, `specwise: ${path.slice(3)}: ${why}. Skipped; use "--as FORMAT" to check it anyway.\n`)
      assert.match(out, /^No specifications found \(1 Markdown file\)\.\n$/)
    }
  })
  it('checks a named file as a given format with --as', async () => {
    const files = { '/w/templates/a.md': 'Nothing of a specification.\n' }
    const { out, code } = await run(files, 'check', '--as', 'seed', '/w/templates/a.md')
    assert.equal(code, 1)
    assert.match(out, /checked because of --as[\s\S]*missing sections: "Summary"/)
    const unknown = await run(files, 'check', '--as', 'sed', '/w/templates/a.md')
    assert.equal(unknown.code, 2)
    assert.match(unknown.err, /Unknown format "sed"\. Expected "seed", "seed-directory" or "spec-kit"\.\n$/)
  })
  it('names folders without a specification next to folders with one', async () => {
    const rest = {
      '002-b/data-model.md': '# D\n',
      'later/x/notes.md': '# N\n',
      'templates/t.md': '# T\n',
      'a.md': '# A\n',
    }
    const otherEntries = (parent: string) =>
      Object.fromEntries(Object.entries(rest).map(([path, text]) => [`${parent}/${path}`, text]))
    const unreadIn = async (parent: string): Promise<string[]> => {
      const files = { [`${parent}/001-a/spec.md`]: good, ...otherEntries(parent) }
      const { unread } = JSON.parse((await run(files, 'check', '--format', 'json', '/w')).out)
      return unread.map(({ path, reason }: { path: string; reason: string }) => `${path}: ${reason}`)
    }
    const reason = 'No spec.md in this folder'
    assert.deepEqual(await unreadIn('/w/specs'), [`specs/002-b: ${reason}`, `specs/later: ${reason}`])
    assert.deepEqual(await unreadIn('/w/docs/features'), [`docs/features/002-b: ${reason}`])
  })
  it('prints file, location, severity, message, code, source line and caret', async () => {
    const { out, code } = await run({ '/w/b/spec.md': bad }, 'check', '/w')
    assert.equal(code, 1)
    const [file, ...lines] = out.split('\n')
    assert.equal(file, 'b/spec.md')
    assert.deepEqual(lines.slice(0, 4), [
      '48:5 error Duplicate id "FR-001" (first defined on line 47). duplicate-id',
      "48 | - **FR-001**: System MUST write the credentials into a Secret of the claim's namespace",
      '   |     ^^^^^^',
      '   | b/spec.md:47:5: First definition of FR-001',
    ])
    assert.match(out, /^Found 1 error and 1 warning in 1 specification \(1 Markdown file\)\./m)
  })
  it('exits with 0 when there are only warnings', async () => {
    const { out, code } = await run({ '/w/spec.md': questions }, 'check', '/w/spec.md')
    assert.equal(code, 0)
    assert.match(out, /1 warning in/)
  })
  it('names what cannot be read, checks the rest, and exits with 2', async () => {
    const { out, err, code } = await run(
      { '/w/spec.md': bad, '/w/locked.md': null },
      'check',
      '/w',
      '/w/nowhere',
      '/w/gone.md',
    )
    assert.equal(code, 2)
    assert.match(err, /specwise: nowhere: does not exist\n/)
    assert.match(err, /specwise: gone\.md: does not exist\n/)
    assert.match(err, /specwise: locked\.md: cannot be read: permission denied\n/)
    assert.match(out, /duplicate-id/)
  })
  it('prints colours only on request or on a capable terminal', async () => {
    assert.ok(!(await run({ '/w/s.md': bad }, 'check', '/w')).out.includes('\u001b'))
    assert.ok((await run({ '/w/s.md': bad }, 'check', '--color', '/w')).out.includes('\u001b[31m'))
    assert.ok(!(await run({ '/w/s.md': bad }, 'check', '--color', '--no-color', '/w')).out.includes('\u001b'))
  })
  it('replaces control characters of a document', async () => {
    const { out } = await run({ '/w/s.md': good.replace('**FR-002**', '**FR-001**\u001b[2J\u202e') }, 'check', '/w')
    for (const steering of ['\u001b', '\u202e']) assert.ok(!out.includes(steering))
  })
  it('cuts long lines around the finding, and aligns the caret below wide characters', async () => {
    const { out } = await run(
      { '/w/s.md': good.replace('**FR-002**: ', `**FR-002**: ${'字'.repeat(300)} FR-099 ${'b'.repeat(300)}`) },
      'check',
      '/w',
    )
    const [line, caret] = out.split('\n').slice(2, 4) as [string, string]
    assert.ok(line.length < 180 && line.includes('…字') && line.endsWith('…'))
    const columns = (text: string): number => text.replace(/字/g, 'xx').length
    assert.equal(caret.indexOf('^'), columns(line.slice(0, line.indexOf('FR-099'))))
  })
})

describe('specwise check --format json', () => {
  it('has the documented shape', async () => {
    const { out, code } = await run({ '/w/b.md': bad, '/w/a.md': questions }, 'check', '--format', 'json', '/w')
    assert.equal(code, 1)
    const json = JSON.parse(out)
    assert.deepEqual(Object.keys(json), ['version', 'specs', 'findings', 'unread', 'summary'])
    assert.equal(json.version, '1.2.3')
    assert.deepEqual(json.specs[0], {
      path: 'a.md',
      format: 'seed',
      id: 'SPEC-001',
      title: 'Message queues on demand',
      status: 'in-review',
      requirements: 4,
      criteria: 2,
      stories: 2,
      tasks: { done: 2, total: 3 },
      review: { done: 6, total: 6 },
      clarifications: { open: 1, answered: 0 },
    })
    const duplicate = json.findings.find((finding: { code: string }) => finding.code === 'duplicate-id')
    assert.deepEqual(
      { ...duplicate, message: undefined },
      {
        path: 'b.md',
        range: { start: { line: 48, column: 5 }, end: { line: 48, column: 11 } },
        code: 'duplicate-id',
        severity: 'error',
        message: undefined,
        fixable: true,
      },
    )
    assert.deepEqual(json.summary, {
      files: 2,
      specs: 2,
      errors: 1,
      warnings: json.findings.length - 1,
      infos: 0,
      hints: 0,
    })
  })
  it('counts columns in UTF-16 units, and lines over all line ends', async () => {
    const text = `# Spec: 😀\r\n\r\n**ID**: SPEC-1\r**Status**: 😀 wip\n`
    const { out } = await run({ '/w/a.md': text }, 'check', '--format', 'json', '/w/a.md')
    const found = JSON.parse(out).findings.find((candidate: { code: string }) => candidate.code === 'invalid-metadata')
    assert.deepEqual(found.range, { start: { line: 4, column: 13 }, end: { line: 4, column: 19 } })
  })
})

describe('specwise report', () => {
  const report = (code: string, place: string, files: Record<string, string> = { '/w/a/b.md': bad }) =>
    run(files, 'report', code, place)

  it('prints what the editor shows, without the words of the document', async () => {
    const { code, out, err } = await report('duplicate-id', 'a/b.md:48')
    assert.deepEqual([code, err], [0, ''])
    assert.match(
      out,
      /^# Wrong finding: duplicate-id\n[\s\S]*\n- Specwise: 1\.2\.3\n- Format: seed \(built in\), spec document\n/,
    )
    assert.match(out, /\n- \*\*FR-001\*\*: Xxxxxxx MUST [\s\S]*\n {4}\^{6}\n/)
    assert.doesNotMatch(out, /queue/i)
    assert.equal((await report('duplicate-id', 'a/b.md:48:5')).out, out)
  })
  it("reveals nothing of the repository's templates except the headings and fields that the document uses", async () => {
    const template =
      '# Acme Bill: [T]\n\n**Payer**: free | paid\n\n## Invoice Needs\n\n- **INV-01**: [x]\n\n## Ledger\n\n## Audit\n'
    const { out } = await report('duplicate-id', 'spec.md:8', {
      '/w/.specify/templates/spec-template.md': template,
      '/w/spec.md':
        '# Acme Bill: Ledger\n\n**Payer**: paid\n\n## Invoice Needs\n\n- **INV-01**: Audit Acme\n- **INV-01**: Audit Invoice\n\n## Ledger\n\na\n',
    })
    assert.match(out, /\n- Format: templates from the repository, spec document\n/)
    assert.doesNotMatch(
      /````+markdown/.exec(out) ? out.slice(0, out.indexOf('````')) : out,
      /acme|invoice|ledger|specify/i,
    )
    assert.match(out, /# Acme Bill: Ledger\n/)
    assert.match(out, /\n## Invoice Needs\n\n- \*\*INV-01\*\*: Xxxx Xxxx\n- \*\*INV-01\*\*: Xxxx Xxxxxxx\n/)
  })
  for (const [args, message] of [
    [['no-such-rule', 'a/b.md:1'], /Unknown rule "no-such-rule"\. Run "specwise rules" to list all rules\./],
    [['duplicate-id', 'a/b.md'], /Invalid location "a\/b\.md"\. Expected FILE:LINE\./],
    [['duplicate-id', 'nowhere.md:1'], /nowhere\.md: No such file or folder/],
    [['duplicate-id', 'README.md:1'], /"README\.md" is not a specification/],
    [
      ['undefined-id', 'a/b.md:48'],
      /No undefined-id finding on line 48 of a\/b\.md\. Findings on this line: duplicate-id\./,
    ],
    [['duplicate-id', 'a/b.md:2'], /No duplicate-id finding on line 2 of a\/b\.md\. Lines with this finding: 48\./],
    [['merge-conflict', 'a/b.md:2'], /Line 2 of a\/b\.md has no findings/],
    [['duplicate-id'], /specwise report RULE FILE:LINE/],
    [['duplicate-id', 'a/b.md:1', 'x'], /specwise report RULE FILE:LINE/],
  ] as const)
    it(`exits with 2 for: ${args.join(' ')}`, async () => {
      const { code, out, err } = await run({ '/w/a/b.md': bad, '/w/README.md': '# A\n' }, 'report', ...args)
      assert.equal(code, 2)
      assert.equal(out, '')
      assert.match(err, message)
    })
})

describe('the command line', () => {
  for (const [args, message] of [
    [['chekc'], /Unknown command "chekc"/],
    [['check', '--format', 'xml'], /Invalid value "xml" for --format\. Expected text, concise, json, .* or agent\./],
    [['check', '--nope'], /nope/],
    [['explain', 'no-such-rule'], /Unknown rule "no-such-rule"/],
    [['explain', 'a', 'b'], /"specwise explain" takes a single rule/],
    [[], /specwise check/],
  ] as const) {
    it(`exits with 2 for: ${args.join(' ') || 'nothing'}`, async () => {
      const { code, out, err } = await run({}, ...args)
      assert.equal(code, 2)
      assert.match(err, message)
      assert.equal(out, '')
    })
  }
  it('lists open questions, as text and as JSON', async () => {
    const plan = '# Plan: Queue\n\n**Storage**: NEEDS CLARIFICATION: which one?\n'
    const head = '# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: approved\n**Type**: platform\n'
    const open = `${head}\n## Requirements\n\n- **FR-001**: [NEEDS CLARIFICATION: who\u001b pays?]\n`
    const files = {
      '/w/1-a/spec.md': open,
      '/w/1-a/plan.md': plan,
      '/w/2-b/spec.md': good,
      '/w/README.md': open.slice(9, 60),
    }
    const { out, code } = await run(files, 'clarifications')
    assert.equal(code, 0)
    assert.match(
      out,
      /^1-a\/spec\.md: .*\n {2}9:15 FR-001: who\ufffd pays\?\n {2}1-a\/plan\.md:3:14 which one\?\n\n2 open questions in 1 of 2 specifications\.\n$/,
    )
    const { specs, summary } = JSON.parse((await run(files, 'clarifications', '--format', 'json')).out)
    assert.deepEqual(summary, { open: 2, specs: 2 })
    assert.deepEqual(specs[0].questions[1], {
      path: '1-a/plan.md',
      item: null,
      question: 'which one?',
      range: { start: { line: 3, column: 14 }, end: { line: 3, column: 45 } },
    })
    assert.match((await run({ '/w/a.md': good }, 'clarifications')).out, /^No open questions in 1 specification\.\n$/)
    assert.equal((await run({}, 'clarifications', 'nowhere')).code, 2)
  })
  it('explains with --verbose how each specification is read', async () => {
    const { out } = await run({ '/w/a.md': good }, 'check', '--verbose')
    assert.match(
      out,
      /^a\.md: format seed: a title that starts with "Spec:", 5 of 5 metadata fields, 11 of 11 sections/,
    )
  })
  it('shows what was learnt from templates', async () => {
    const files = {
      '/w/a.md': good,
      '/w/.specify/templates/spec-template.md': '# Story: [T]\n\n## Needs\n\n- **R-01**: [x]\n',
    }
    const { out } = await run(files, 'explain', '--format')
    for (const part of [
      '# Format .specify/templates (templates of this repository)',
      'Title: starts with "story:"',
      '- Needs (required, from .specify/templates/spec-template.md)',
      '- R: requirement, list items, under "needs", for example R-01',
      '# Format spec-kit (built in)',
      '- CHK: check, list items with a checkbox, anywhere in the document, for example CHK001',
      '- Platform Engineer',
    ])
      assert.ok(out.includes(part), part)
    assert.match((await run(files, 'explain', '--format', 'a.md')).out, /^a\.md has the format seed: /)
    assert.match((await run(files, 'explain', '--format', 'spec-kit')).out, /^# Format spec-kit/)
    assert.equal((await run(files, 'explain', '--format', 'nowhere')).code, 2)
  })
  it('explains every rule', async () => {
    for (const rule of allRules) assert.equal((await run({}, 'explain', rule.code)).out, pageOfRule(rule))
    assert.equal((await run({}, 'explain')).out.trim().split('\n').length, allRules.length)
  })
  it('shows help and version', async () => {
    assert.match((await run({}, '--help')).out, /Exit code/)
    assert.equal((await run({}, '-v')).out, 'specwise 1.2.3\n')
  })
  it('works as the bundled program', () => {
    const cli = (...args: string[]) =>
      spawnSync(process.execPath, [program, ...args], { cwd: `${root}examples`, encoding: 'utf8' })
    const checked = cli('check')
    assert.equal(checked.status, 1, checked.stderr)
    assert.match(checked.stdout, /docs\/specs\/002-defective\/spec\.md\n/)
    assert.doesNotMatch(checked.stdout, /001-good/)
    assert.equal(cli('check', 'docs/specs/001-good').status, 0)
    assert.equal(cli('check', 'nowhere').status, 2)
  })
})
