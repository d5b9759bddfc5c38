// The comparison page: what it shows of each change.
import assert from 'node:assert/strict'
import { comparisonOf } from '../../server/src/pages/comparison.ts'
import type { Change, ComparisonModel } from '../../server/src/pages/comparisonModel.ts'
import { toXml } from '../../server/src/pages/element.ts'

const change = (values: Partial<Change>): Change => ({
  mark: '~',
  role: 'requirement',
  id: null,
  words: [],
  scenarios: [],
  details: [],
  references: [],
  ...values,
})
const shown = (...changes: Change[]): string => {
  const spec = { title: 'Queue', path: 'specs/001-queue/spec.md', uri: 'file:///w/spec.md', changes }
  const model: ComparisonModel = { base: 'main', summary: 'One.', specs: changes.length > 0 ? [spec] : [] }
  return comparisonOf(model)
    .map((child) => (typeof child === 'string' ? child : toXml(child)))
    .join('')
}

describe('the comparison page', () => {
  it('marks words, links ids to their lines, and says what each sign means', () => {
    const html = shown(
      change({
        id: { text: 'FR-002', place: { uri: 'file:///w/spec.md', line: 7 }, was: 'FR-001' },
        words: [
          { type: 'same', text: 'System' },
          { type: 'removed', text: 'MUST' },
          { type: 'added', text: 'SHOULD' },
        ],
        details: ['Obligation: MUST → SHOULD'],
      }),
    )
    assert.match(html, /System <del>MUST<\/del> <ins>SHOULD<\/ins>/)
    assert.match(html, /<a href="file:\/\/\/w\/spec.md#L7" data-uri="file:\/\/\/w\/spec.md" data-line="7">FR-002<\/a>/)
    assert.match(html, /was FR-001/)
    assert.match(html, /aria-label="Changed"/)
  })
  it('groups changes by role, and shows scenarios and references', () => {
    const html = shown(
      change({ role: null, words: [{ type: 'same', text: 'Status: Draft → Approved' }] }),
      change({
        role: 'story',
        scenarios: [{ label: 'Scenario 2', words: [{ type: 'added', text: 'twice' }] }],
      }),
      change({ mark: '-', references: [{ uri: 'file:///w/plan.md', line: 3, label: 'plan.md:3' }] }),
    )
    assert.deepEqual(html.match(/<h3>[^<]*/g), ['<h3>Stories', '<h3>Requirements'])
    assert.match(html, /<em>Scenario 2<\/em> <ins>twice<\/ins>/)
    assert.match(html, /Still referenced in: <a [^>]*>plan.md:3<\/a>/)
    assert.match(html, /aria-label="Removed"/)
  })
  it('says that nothing differs', () => {
    assert.match(shown(), /<p class="summary">One.<\/p>.*Nothing to compare/)
  })
})
