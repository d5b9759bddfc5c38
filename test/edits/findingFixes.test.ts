// Fixes that do not come from the rules: for an undefined id, for all findings of a rule, and turning a rule off.
import assert from 'node:assert/strict'
import { parse } from 'jsonc-parser'
import { fixAll, fixesOfRule } from '../../server/src/edits/fixAll.ts'
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

describe('fixing all findings', () => {
  const finding = (code: string, start: number, safe: boolean, preferred: boolean, end = start + 1, text = 'x') => ({
    ...{ code, severity: 'warning' as const, message: '', start, end, related: [], fixable: true },
    fixes: () => [{ title: '', edits: [{ start, end, text }], preferred, safe }],
  })
  /** A check that finds each `a`, whose fix is `b`, and each `b`, whose fix is `c`. */
  const letters = async (text: string) =>
    [...text].flatMap((one, k) =>
      one === 'a' || one === 'b' ? [finding('x', k, true, false, k + 1, one === 'a' ? 'b' : 'c')] : [],
    )
  it('applies the fixes of one round as they are', async () => {
    assert.deepEqual(await fixAll('.b.b', letters), [
      { start: 1, end: 2, text: 'c' },
      { start: 3, end: 4, text: 'c' },
    ])
    assert.deepEqual(await fixAll('..', letters), [])
  })
  it('applies fixes until none is left, as one edit', async () => {
    assert.deepEqual(await fixAll('.a.b.', letters), [{ start: 1, end: 4, text: 'c.c' }])
  })
  it('stops after ten rounds of fixes that undo each other', async () => {
    let rounds = 0
    const endless = async (text: string) => {
      rounds++
      return [finding('x', 0, true, false, 1, text === 'a' ? 'b' : 'a')]
    }
    await fixAll('a', endless)
    assert.equal(rounds, 10)
  })
  it('applies the first of fixes that overlap or touch', () => {
    const fixed = (...spans: [number, number][]): string =>
      apply(
        '0123456789',
        fixesOfRule(
          spans.map(([start, end]) => finding('x', start, true, false, end, '')),
          'x',
        ),
      )
    assert.equal(fixed([2, 5], [4, 7]), '0156789')
    assert.equal(fixed([4, 7], [2, 5]), '0123789')
    assert.equal(fixed([2, 5], [5, 7]), '0156789')
    assert.equal(fixed([5, 7], [2, 4]), '014789')
    assert.equal(fixed([5, 7], [2, 4], [3, 6]), '014789')
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
