// The configuration: its effects, and the findings in an invalid one.
import assert from 'node:assert/strict'
import { checkPaths } from '../../server/src/cli/check.ts'
import { readConfig } from '../../server/src/rules/engine/config.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const spec = (extra = '') =>
  `# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n### Functional\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b, etc.\n${extra}`

async function check(config: string, files: Record<string, string> = {}) {
  const { checked } = await checkPaths(
    memoryFiles({ '/w/.git/HEAD': '', '/w/.specwise.json': config, '/w/specs/004-a/spec.md': spec(), ...files }),
    '/w',
    ['.'],
  )
  return checked
}
const found = async (config: string, path = 'specs/004-a/spec.md'): Promise<string[]> =>
  ((await check(config)).find((file) => file.path === path)?.findings ?? []).map(
    (file) => `${file.severity} ${file.code}`,
  )
const messages = (text: string): string[] =>
  readConfig(text).problems.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`)

describe('a configuration', () => {
  it('sets severities, for all stages or for each stage', async () => {
    assert.ok((await found('{}')).includes('error duplicate-id'))
    assert.ok((await found('{ "rules": { "duplicate-id": "hint" } }')).includes('hint duplicate-id'))
    assert.ok(
      !(await found('{ "rules": { "duplicate-id": "off" } }')).some((finding) => finding.includes('duplicate-id')),
    )
    const stages = '{ "draft": "info", "review": "off", "approved": "error", "done": "error" }'
    assert.ok((await found(`{ "rules": { "duplicate-id": { "severity": ${stages} } } }`)).includes('info duplicate-id'))
  })
  it('sets a severity that is not exceeded, and findings that are milder stay so', async () => {
    const stated = spec('\n## Tasks\n\n**Progress**: 2/2 tasks\n\n- [x] T001: a\n- [ ] T002: b\n')
    const severities = async (config: string): Promise<string[]> => {
      const checked = await check(config, { '/w/specs/004-a/spec.md': stated })
      const findings = checked.find(({ path }) => path.endsWith('spec.md'))?.findings ?? []
      return findings.flatMap(({ code, severity }) => (code === 'open-tasks' ? severity : []))
    }
    assert.deepEqual(await severities('{}'), ['info'])
    assert.deepEqual(await severities('{ "rules": { "open-tasks": "error" } }'), ['info'])
    assert.deepEqual(await severities('{ "rules": { "open-tasks": "hint" } }'), ['hint'])
  })
  it('sets options', async () => {
    assert.ok((await found('{}')).includes('hint open-ended-list'))
    const customWords = await found('{ "rules": { "open-ended-list": { "words": ["and more"] } } }')
    assert.ok(!customWords.includes('hint open-ended-list'))
    assert.ok(customWords.includes('error duplicate-id'))
  })
  it('selects the files that are specifications', async () => {
    assert.deepEqual(await found('{ "specs": ["docs/**"] }'), [])
    assert.ok((await found('{ "specs": ["specs/**"] }')).length > 0)
  })
  it('excludes files from the comparison of specification numbers', async () => {
    const otherSpecs = { '/w/specs/old/004-b/spec.md': spec(), '/w/specs/004-c/spec.md': spec() }
    const duplicatesWith = async (config: string): Promise<string[]> =>
      ((await check(config, otherSpecs)).find((file) => file.path === 'specs/004-a/spec.md')?.findings ?? [])
        .filter(({ code }) => code === 'duplicate-spec-id')
        .map(({ message }) => message)
    assert.deepEqual(await duplicatesWith('{}'), ['Duplicate specification number 4 (also used by specs/004-c).'])
    assert.deepEqual(await duplicatesWith('{ "specs": ["specs/004-a/**"] }'), [])
  })
  it('replaces vocabularies', async () => {
    assert.ok(!(await found('{}')).includes('error invalid-metadata'))
    assert.ok((await found('{ "vocabularies": { "Status": ["offen", "fertig"] } }')).includes('error invalid-metadata'))
  })
  it('names templates', async () => {
    const template =
      '# Spec: [Title]\n\n**ID**: SPEC-XXX\n**Status**: draft | done\n\n## Requirements\n\n### Functional\n\n- **FR-001**: [text]\n\n## Threats\n'
    const checked = await check('{ "templates": ["house/spec.md"] }', { '/w/house/spec.md': template })
    const findings = checked.find((file) => file.path === 'specs/004-a/spec.md')?.findings ?? []
    assert.deepEqual(
      findings.filter((finding) => finding.code === 'missing-section').map((finding) => finding.message),
      ['Missing section "Threats" after "Requirements" (required by house/spec.md).'],
    )
  })
  it('accepts "warn" for "warning"', async () => {
    assert.ok((await found('{ "rules": { "duplicate-id": "warn" } }')).includes('warning duplicate-id'))
    const stages = '{ "draft": "warn", "review": "warn", "approved": "warn", "done": "warn" }'
    assert.ok(
      (await found(`{ "rules": { "duplicate-id": { "severity": ${stages} } } }`)).includes('warning duplicate-id'),
    )
  })
  it('applies to its folder, and only the nearest one counts', async () => {
    const near = { '/w/specs/.specwise.jsonc': '// ours\n{ "rules": { "duplicate-id": "warning", }, }' }
    const checked = await check('{ "rules": { "duplicate-id": "off" } }', near)
    const file = checked.find((candidate) => candidate.path === 'specs/004-a/spec.md')
    assert.ok(file?.findings.some(({ code, severity }) => code === 'duplicate-id' && severity === 'warning'))
  })
})

describe('an invalid configuration', () => {
  it('is reported with the location, the allowed values, and the probable intention', () => {
    assert.deepEqual(messages('{ "rules": { "duplicate-ids": "off" } }'), [
      '"duplicate-ids": Unknown rule "duplicate-ids". Did you mean "duplicate-id"?',
    ])
    assert.deepEqual(messages('{ "rules": { "placeholder": "loud" } }'), [
      '"loud": "placeholder" must be off, hint, info, warning or error.',
    ])
    assert.match(messages('{ "rule": {} }')[0] ?? '', /^"rule": Unknown setting "rule"\. Did you mean "rules"\?$/)
    for (const name of ['a~b', 'a/b', 'a~1b', 'größe', 'a b', '100%'])
      assert.ok(messages(`{ "${name}": {} }`)[0]?.startsWith(`"${name}": Unknown setting "${name}". Expected `), name)
    assert.deepEqual(messages('{ "specs": "docs" }'), ['"docs": "specs" must be of type array.'])
    assert.deepEqual(messages('[]'), ['[]: The configuration must be an object.'])
    assert.match(
      messages('{ "rules": { "too-few-criteria": { "least": "x" } } }')[0] ?? '',
      /"least" must be of type number\./,
    )
    assert.match(messages('{ "rules": ')[0] ?? '', /Invalid JSON: value expected/)
    assert.deepEqual(messages(''), [': The file is empty. Write at least {}.'])
  })
  const mistakes: readonly [text: string, problem: string][] = [
    ['{ "resourcePrefixes": ["x"] }', '"x": "0" needs at least two characters.'],
    ['{ "resourcePrefixes": [] }', '[]: "resourcePrefixes" needs at least one entry.'],
    ['{ "vocabularies": { "Status": [] } }', '[]: "Status" needs at least one entry.'],
    [
      '{ "rules": { "placeholder": { "severity": { "draft": "hint" } } } }',
      '{ "draft": "hint" }: "severity" needs draft, review, approved and done.',
    ],
    ['{ "rules": { "too-few-criteria": { "lest": 3 } } }', '"lest": Unknown setting "lest". Did you mean "least"?'],
    [
      '{ "rules": { "too-few-criteria": { "colour": 3 } } }',
      '"colour": Unknown setting "colour". Expected severity or least.',
    ],
  ]
  for (const [text, problem] of mistakes)
    it(`is reported as ${problem}`, () => assert.deepEqual(messages(text), [problem]))
  it('is reported for two packs of one name, and for too many entries', async () => {
    const pack = { name: 'acme', rules: {} }
    const [config] = await check(JSON.stringify({ packs: [pack, pack] }))
    assert.deepEqual(
      config?.findings.map(({ message }) => message),
      ['Two packs are named "acme".'],
    )
    const specs = JSON.stringify({ specs: Array.from({ length: 1001 }, (_, k) => `s${k}/**`) })
    assert.deepEqual(messages(specs), ['"s1000/**": Too many entries (1001). The entries from here on are ignored.'])
    const words = Object.fromEntries(Array.from({ length: 1001 }, (_, k) => [`W${k}`, ['a', 'b']]))
    assert.deepEqual(messages(JSON.stringify({ vocabularies: words })), [
      '"W1000": Too many entries (1001). The entries from here on are ignored.',
    ])
  })
  it('does not stop the rest: valid settings apply, and documents are checked', async () => {
    const checked = await check('{ "rules": { "duplicate-id": "hint", "nope": "off" }, "specs": 7 }')
    assert.deepEqual(
      checked[0]?.findings.map(({ code, severity }) => `${severity} ${code}`),
      ['error configuration', 'error configuration'],
    )
    assert.equal(checked[0]?.path, '.specwise.json')
    assert.ok(checked[1]?.findings.some(({ code, severity }) => code === 'duplicate-id' && severity === 'hint'))
    const nothing = await check('{ not json')
    assert.ok(nothing[1]?.findings.some(({ code, severity }) => code === 'duplicate-id' && severity === 'error'))
  })
  it('is reported if it names a template that does not exist', async () => {
    const [config] = await check('{ "templates": ["nowhere"] }')
    assert.match(config?.findings[0]?.message ?? '', /^No template found at "nowhere"/)
  })
  it('is reported for an unpaired surrogate, and the rest applies', async () => {
    const half = '{ "rules": { "a\\ud800b": "off", "duplicate-id": "off" }, "x\\udc00": 1 }'
    assert.deepEqual(messages(half), [
      '"a\\ud800b": The name has an unpaired surrogate and is ignored.',
      '"x\\udc00": The name has an unpaired surrogate and is ignored.',
    ])
    assert.ok(!(await found(half)).some((finding) => finding.includes('duplicate-id')))
  })
  it('is read up to a limit if it has very many entries, with a limited number of messages', async () => {
    const rules = Object.fromEntries(Array.from({ length: 100_000 }, (_, k) => [`key${k}`, 'off']))
    const many = messages(JSON.stringify({ rules: { 'duplicate-id': 'off', ...rules } }))
    assert.equal(many.length, 201)
    assert.match(many.at(-1) ?? '', /^"key200": 800 more problems\.$/)
    const text = JSON.stringify({ rules: { 'duplicate-id': 'off', ...rules } })
    assert.ok(!(await found(text)).some((finding) => finding.includes('duplicate-id')))
  })
  it('is reported if it is nested too deeply, and does not stop the rest', async () => {
    const checked = await check('['.repeat(100_000))
    assert.match(checked[0]?.findings[0]?.message ?? '', /Nested too deeply/)
    assert.ok(checked[1]?.findings.some(({ code }) => code === 'duplicate-id'))
  })
  it('never throws', () => {
    for (const text of [
      'null',
      '1',
      '"a"',
      '{"rules":[]}',
      '{"rules":{"placeholder":null}}',
      '{"vocabularies":{"A":[]}}',
      '{"a/b~c":1}',
      '\u0000',
      '{"rules":{"placeholder":{"severity":{"draft":"off"}}}}',
    ])
      assert.ok(readConfig(text).problems.length > 0, text)
  })
})
