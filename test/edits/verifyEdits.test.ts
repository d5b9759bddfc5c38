// Whether a text keeps its meaning after edits of its ids.
import assert from 'node:assert/strict'
import { renameAll } from '../../server/src/edits/rename.ts'
import { misreadAt } from '../../server/src/edits/verifyEdits.ts'
import { symbolIn } from '../support/ids.ts'

describe('edits of ids', () => {
  /** Where a text is misread after an edit of its first part; undefined if it keeps its meaning. */
  const misread = (text: string, part: string, now: string): number | undefined => {
    const start = text.indexOf(part)
    return misreadAt(text, [{ start, end: start + part.length, text: now }])
  }
  for (const [behaviour, text, part, now, expected] of [
    ['may replace a definition', '- **FR-001**: a', 'FR-001', 'FR-002', undefined],
    ['may replace a reference', 'as FR-001 says', 'FR-001', 'FR-002', undefined],
    ['may split a range', 'FR-001..FR-003', 'FR-001..FR-003', 'FR-001, FR-003', undefined],
    ['may not remove a definition', '- **FR-001**: a', 'FR-001', 'x', 4],
    ['may not break an id', 'as FR-001 says', 'FR-001', 'FR 2', 3],
    ['may not make a range of two ids', 'as FR-001, FR-003', 'FR-001', 'FR-002–', 3],
    ['may not make two ids of one', 'as FR-001 says', 'FR-001', 'FR-001 FR-002', 3],
    ['may not add an id', 'a b', 'b', 'FR-1', 5],
    ['may not add an id before others', 'a b FR-2', 'b', 'FR-1', 4],
    ['may not join a range with what follows it', 'as FR-001..FR-003 to FR-009', 'FR-001..FR-003', 'FR-001, FR-003', 3],
    ['may not join words', 'x FR-001 FR-002', 'x ', 'x.', 2],
  ] as const)
    it(behaviour, () => assert.equal(misread(text, part, now), expected))
  it('are checked in each line, and a wrong place is one of the text', () => {
    const text = 'one\n\nFR-001\n\ntwo\n\n  FR-002 and\n'
    const edits = (second: string) => [
      { start: text.indexOf('FR-001'), end: text.indexOf('FR-001') + 6, text: 'FR-007' },
      { start: text.indexOf('FR-002'), end: text.indexOf('FR-002') + 6, text: second },
    ]
    assert.equal(misreadAt(text, edits('FR-008')), undefined)
    assert.equal(misreadAt(text, edits('FR')), text.indexOf('FR-002'))
  })
})

describe('renaming several ids', () => {
  it('is refused if two would get the same', () => {
    const { feature, symbol } = symbolIn('# Spec: A\n\n## Requirements\n\n- **FR-$0001**: a\n- **FR-002**: b\n')
    const { id } = symbol
    const next = { ...id, number: 7, key: 'FR-7', text: 'FR-007' }
    assert.deepEqual(
      renameAll(
        feature,
        new Map([
          ['FR-1', next],
          ['FR-2', next],
        ]),
      ),
      { why: 'Two items would get the same id' },
    )
  })
})
