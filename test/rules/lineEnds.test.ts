// Line ends change nothing: what is found in the examples of the rules, and what their fixes write.
import assert from 'node:assert/strict'
import { allRules } from '../../server/src/rules/all.ts'
import { apply, documentsOf, run } from '../support/rules.ts'

/** The documents of an example with a lone carriage return at the end of each line but the last. */
const returned = (example: string): string => {
  const documents = [...documentsOf(example)].map(([name, text]) => [name, text.replace(/\n(?!$)/g, '\r')])
  return documents.length > 1 ? documents.map((one) => `//- ${one.join('\n')}`).join('') : (documents[0]?.[1] ?? '')
}

describe('lone carriage returns', () => {
  for (const rule of allRules)
    for (const key of ['bad', 'good'] as const)
      it(`change nothing in what is found: ${rule.code}, ${key}`, () => {
        const found = (text: string) =>
          run(text).map(({ start, end, code, message }) => `${start}–${end} ${code}: ${message.replace(/\r/g, '\n')}`)
        assert.deepEqual(found(returned(rule[key])), found(rule[key]))
      })
  for (const { code, bad } of allRules.filter((rule) => documentsOf(rule.bad).size === 1))
    it(`stand in what fixes write: ${code}`, () => {
      const fixed = (text: string): string[] =>
        run(text, code).flatMap((one) => one.fixes().map(({ edits }) => apply(text, edits)))
      const lines = (text: string): string => text.replaceAll('\n', '\r')
      assert.deepEqual(fixed(lines(bad)), fixed(bad).map(lines))
    })
})
