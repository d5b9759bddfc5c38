// The end of the words of a section, and applying edits.
import assert from 'node:assert/strict'
import { applyEdits } from '../../server/src/base/edit.ts'
import { wordsEnd } from '../../server/src/edits/change.ts'

describe('the end of the words of a part', () => {
  for (const rule of ['---', '- - -', '***', '*****', '* * *', '___', '_ _ _', '   ---'])
    it(`is before a thematic break: ${rule}`, () => {
      const text = `a\nwords\n\n${rule}\n\n`
      assert.equal(wordsEnd(text, { start: 0, end: text.length }), 'a\nwords'.length)
    })
  for (const words of ['a\n--', 'a\n**', 'a ---', 'a\n    ---', 'a\n- b'])
    it(`is after what is not a thematic break: ${JSON.stringify(words)}`, () => {
      assert.equal(wordsEnd(`${words}\n\n`, { start: 0, end: words.length + 2 }), words.length)
    })
})

describe('edits', () => {
  it('are applied in the order of the text, an insertion before a replacement at the same offset', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 2, end: 3, text: 'C' },
      { start: 2, end: 2, text: '>' },
      { start: 0, end: 1, text: 'A' },
    ]
    assert.equal(applyEdits('abcdef', edits), 'Ab>CdEf')
  })
})
