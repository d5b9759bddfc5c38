// The line that introduces a list.
import assert from 'node:assert/strict'
import { labelOfList } from '../../server/src/document/listLabel.ts'

const cases: readonly [name: string, text: string, label: string | undefined][] = [
  ['a line before the list', 'Removed:\n- a\n- HERE', 'Removed:'],
  ['the first line of the text', 'Removed:\n- HERE', 'Removed:'],
  ['blank lines between', 'text\n\nRemoved:\n\n- a\n\n- HERE', 'Removed:'],
  ['bold', '**Removed**:\n- HERE', '**Removed**:'],
  ['bold with the colon in it', '**Removed:**\n- HERE', '**Removed:**'],
  ['another colon', '削除：\n- HERE', '削除：'],
  ['the item around it', '- Changes:\n  - a\n    more\n  - HERE', 'Changes:'],
  ['a numbered item around it', '12. Changes:\n  - HERE', 'Changes:'],
  ['an item around it below other items', '- a\n- Changes:\n  - b\n  - HERE', 'Changes:'],
  ['a deeper list before it', 'Removed:\n- a:\n  - b\n- HERE', 'Removed:'],
  ['a sentence', 'Removed things.\n- HERE', undefined],
  ['a colon inside of a sentence', 'Removed: two things.\n- HERE', undefined],
  ['the start of the text', '- a\n- HERE', undefined],
  ['an item around it without a colon', 'Removed:\n- a\n  - HERE', undefined],
  ['a list that is too long', `Removed:\n${'- a\n'.repeat(60)}- HERE`, undefined],
  ['a list that is just short enough', `Removed:\n${'- a\n'.repeat(59)}- HERE`, 'Removed:'],
  ['text that looks like an item', 'Removed 1) a:\n- HERE', 'Removed 1) a:'],
]

describe('the label of a list', () => {
  for (const [name, text, label] of cases)
    it(name, () => {
      const at = text.indexOf('HERE')
      assert.equal(labelOfList(text, at), label)
      assert.equal(labelOfList(text, at - 2), label, 'from the start of the item')
    })
})
