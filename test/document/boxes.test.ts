// Checkboxes: any mark makes a checkbox, some marks have a known meaning, and a document may define the meaning of others.
import assert from 'node:assert/strict'
import { boxState, endsNotApplicable, stateOfWords } from '../../server/src/document/checkboxes.ts'
import { entriesOf } from '../../server/src/document/listEntries.ts'
import { readDocument } from '../../server/src/document/read.ts'

/** The state of the checkbox of each list item in a text; `-` for an item without a checkbox. */
const states = (text: string): string[] => {
  const document = readDocument(text)
  return entriesOf(document).map(({ box }) => (box ? boxState(document, box) : '-'))
}

describe('a mark', () => {
  for (const [state, marks] of Object.entries({
    done: 'x X ✓ ✔ ✔️ ✔︎ ✅ ☑️ ☒ √ v V 完 完了 완료 DONE Done PASS',
    dropped: '- – ~ ⊘ N/A n/a NA SKIP Skipped Cancelled 取消',
    open: '! > ? / * + · . ❌ 🔴 WIP TODO BLOCKED Wip S B',
  }))
    for (const mark of marks.split(' '))
      it(`[${mark}] means ${state}, and the id after it is read`, () => {
        const text = `- [${mark}] T001 Do it\n`
        assert.deepEqual(states(text), [state])
        assert.deepEqual(
          readDocument(text).definitions.map(({ id, box }) => [id.text, box?.mark]),
          [['T001', mark]],
        )
      })
  for (const line of [
    '[P] T001 Do it',
    '[US1] Do it',
    '[Story] T001 Do it',
    '[T001] Do it',
    '[x](a.md) link',
    '[ref][1] link',
    '[Title] of it',
    '[S] small letters are labels without an id',
    '[…] and so on',
    '[#] number',
    '[1] note',
    '[x]tight',
    '[A] B2B customers',
    '[API Request] of it',
  ])
    it(`is not read in ${line}`, () => assert.deepEqual(states(`- ${line}\n`), ['-']))
})

describe('a legend', () => {
  for (const [legend, state] of [
    ['- [S] = skipped', 'dropped'],
    ['Legend: [x] done, [S] skipped, [!] blocked', 'dropped'],
    ['- **[S]**: Skipped (not needed)', 'dropped'],
    ['`[S]` skipped · `[!]` blocked', 'dropped'],
    ['`[S]` means that the task was intentionally skipped.', 'dropped'],
    ['[S]: skipped', 'dropped'],
    ['| Mark | Meaning |\n|---|---|\n| `[S]` | Not applicable |', 'dropped'],
    ['Skipped tasks are marked [S].', 'dropped'],
    ['Status: done = [S], blocked = [!]', 'done'],
    ['- [S] – completed', 'open'],
    ['**Legend**\n\n- [S] – completed', 'done'],
    ['**Legend**: `[x]` complete, `[S]` skipped by design, `[D]` deferred', 'dropped'],
    ['Key: [S] skipped by design', 'dropped'],
    ['| Symbol | Meaning |\n|---|---|\n| [S] | moved to 009 |', 'dropped'],
    ['The [S] of the team decides what is skipped.', 'open'],
  ] as const)
    it(`defines the meaning of a mark: ${legend}`, () =>
      assert.equal(states(`# Tasks\n\n${legend}\n\n## Phase 1\n\n- [S] T001 Do it\n`).at(-1), state))
  it('may redefine a known mark, but not the tick', () => {
    assert.deepEqual(states('`[~]` in progress, `[x]` cancelled\n\n- [~] T001 a\n- [x] T002 b\n'), ['open', 'done'])
  })
  it('is not read from tasks that use such words', () => {
    assert.deepEqual(states('- [x] Cancelled orders are shown\n- [~] Done by hand\n- [~] Partial rework\n'), [
      'done',
      'dropped',
      'dropped',
    ])
  })
})

describe('a sign or a word', () => {
  for (const [words, state] of [
    ['✅', 'done'],
    ['✅ Complete', 'done'],
    ['**Done**', 'done'],
    ['Implemented (2025-01-02)', 'done'],
    ['[x]', 'done'],
    ['❌', 'open'],
    ['⬜ Not started', 'open'],
    ['In Progress', 'open'],
    ['N/A', 'dropped'],
    ['Not applicable', 'dropped'],
    ['Database', undefined],
    ['', undefined],
    ['Donetsk', undefined],
  ] as const)
    it(`${JSON.stringify(words)} means ${state}`, () => assert.equal(stateOfWords(words), state))
})

describe('an item', () => {
  for (const words of [
    'Review (N/A)',
    'Review (not applicable here)',
    'Limits - N/A: nothing is made',
    'Limits — **N/A**',
  ])
    it(`does not apply: ${words}`, () => assert.ok(endsNotApplicable(words)))
  for (const words of ['Type: N/A', 'Show the label - N/A when empty', 'Show N/A', 'Write (N/A) for nothing'])
    it(`does apply: ${words}`, () => assert.ok(!endsNotApplicable(words)))
})
