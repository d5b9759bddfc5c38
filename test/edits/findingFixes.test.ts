// Fixes that do not come from the rules: for an undefined id, for all findings of a rule, and turning a rule off.
import assert from 'node:assert/strict'
import { parse } from 'jsonc-parser'
import { fixesOfRule } from '../../server/src/edits/fixAll.ts'
import { configWithout, turnedOff } from '../../server/src/edits/turnOff.ts'
import { undefinedIdFixes } from '../../server/src/edits/undefinedIdFixes.ts'
import { apply, folderOf } from '../support/rules.ts'

describe('fixes of an undefined id', () => {
  const spec = (text: string): string =>
    `# Spec: Queue\n\n## Requirements\n\n### Functional\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b as ${text} says\n- **FR-011**: System MUST c\n`
  const fixes = (text: string): string[] => {
    const { feature } = folderOf(spec(text))
    const specDocument = feature.spec
    const at = specDocument.document.text.indexOf(text, specDocument.document.text.indexOf('b as'))
    return undefinedIdFixes(feature, specDocument, at).map(({ title, change }) => {
      const [only] = change.documents
      const after = apply(only?.before ?? '', only?.edits ?? [])
      const changed = after.split('\n').filter((line) => !(only?.before ?? '').split('\n').includes(line))
      return `${title}: ${changed.join(' / ')}`
    })
  }
  it('are the nearest id, and a new item at the place of its number', () => {
    assert.deepEqual(fixes('FR-012'), [
      'Change to "FR-011": - **FR-002**: System MUST b as FR-011 says',
      'Add "FR-012" to spec.md: - **FR-012**: ',
    ])
    assert.deepEqual(fixes('FR-003')[1], 'Add "FR-003" to spec.md: - **FR-003**: ')
    const { feature } = folderOf(spec('FR-003'))
    const at = feature.spec.document.text.indexOf('FR-003')
    const change = undefinedIdFixes(feature, feature.spec, at)[1]?.change
    const [only] = change?.documents ?? []
    const after = apply(only?.before ?? '', only?.edits ?? [])
    assert.ok(after.indexOf('**FR-003**') < after.indexOf('**FR-011**'), 'sorted by number')
    assert.equal(after.slice((change?.cursor?.start ?? 0) - 14, change?.cursor?.start), '- **FR-003**: ')
  })
  it('are not offered for an id of another kind or of another specification', () => {
    assert.deepEqual(fixes('SC-009'), [])
    assert.deepEqual(fixes('SPEC-009 FR-012'), [])
  })
})

describe('turning a rule off', () => {
  const off = (text: string, code = 'vague-term'): string => apply(text, turnedOff(text, code) ?? assert.fail())
  it('keeps comments, order and options', () => {
    assert.equal(
      off('{\n  // ours\n  "rules": {\n    "duplicate-id": "error" // sure\n  }\n}\n'),
      '{\n  // ours\n  "rules": {\n    "vague-term": "off",\n    "duplicate-id": "error" // sure\n  }\n}\n',
    )
    assert.deepEqual(parse(off('{ "rules": { "vague-term": { "severity": "hint", "words": ["a"] } } }')), {
      rules: { 'vague-term': { severity: 'off', words: ['a'] } },
    })
    assert.deepEqual(parse(off('{ "rules": { "vague-term": "warning" } }')), { rules: { 'vague-term': 'off' } })
    assert.deepEqual(parse(off('{}')), { rules: { 'vague-term': 'off' } })
    assert.ok(!/(?<!\r)\n/.test(off('{\r\n\t"packs": []\r\n}\r\n')))
  })
  it('is not offered unless the configuration is an object', () => {
    for (const text of ['', '[]', '{ "rules": [] }', '{ "rules": {'])
      assert.equal(turnedOff(text, 'vague-term'), undefined)
  })
  it('creates a missing configuration', () => {
    assert.equal(configWithout('vague-term'), '{\n  "rules": {\n    "vague-term": "off"\n  }\n}\n')
  })
})

describe('fixing all findings of a rule', () => {
  const finding = (code: string, start: number, safe: boolean, preferred: boolean) => ({
    ...{ code, severity: 'warning' as const, message: '', start, end: start + 1, related: [], fixable: true },
    fixes: () => [{ title: '', edits: [{ start, end: start + 1, text: 'x' }], preferred, safe }],
  })
  it('applies safe and preferred fixes, and skips choices', () => {
    const findings = [
      finding('a', 0, true, false),
      finding('a', 2, false, true),
      finding('a', 4, false, false),
      finding('b', 6, true, true),
    ]
    assert.equal(apply('.........', fixesOfRule(findings, 'a')), 'x.x......')
  })
})
