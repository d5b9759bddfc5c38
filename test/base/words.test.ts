// Plain text for rules and views: Markdown without its marks.
import assert from 'node:assert/strict'
import { withoutMarks } from '../../server/src/base/words.ts'

describe('Markdown without its marks', () => {
  for (const [text, plain] of [
    ['how long is **retention**?', 'how long is retention?'],
    ['see [the plan](plan.md#a) and `spec.md`', 'see the plan and spec.md'],
    ['_why_ not *now*, ~~then~~', 'why not now, then'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
    ['', ''],
  ] as const)
    it(`is ${JSON.stringify(plain)} for ${JSON.stringify(text)}`, () => {
      assert.equal(withoutMarks(text), plain)
    })
})
