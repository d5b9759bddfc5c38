// Line ends make no difference to the findings in the examples of the rules, and fixes write the line ends of the document.
import assert from 'node:assert/strict'
import { allRules } from '../../server/src/rules/all.ts'
import { apply, documentsOf, run } from '../support/rules.ts'

/** The documents of an example with a lone carriage return at the end of each line but the last. */
const withReturns = (example: string): string => {
  const documents = [...documentsOf(example)].map(([name, text]) => [name, text.replace(/\n(?!$)/g, '\r')])
  return documents.length > 1
    ? documents.map((document) => `//- ${document.join('\n')}`).join('')
    : (documents[0]?.[1] ?? '')
}

describe('lone carriage returns', () => {
  for (const rule of allRules)
    for (const key of ['bad', 'good'] as const)
      it(`do not change the findings: ${rule.code}, ${key}`, () => {
        const found = (text: string) =>
          run(text).map(({ start, end, code, message }) => `${start}–${end} ${code}: ${message.replace(/\r/g, '\n')}`)
        assert.deepEqual(found(withReturns(rule[key])), found(rule[key]))
      })
  for (const { code, bad } of allRules.filter((rule) => documentsOf(rule.bad).size === 1))
    it(`are written by fixes: ${code}`, () => {
      const fixed = (text: string): string[] =>
        run(text, code).flatMap((finding) => finding.fixes().map(({ edits }) => apply(text, edits)))
      const lines = (text: string): string => text.replaceAll('\n', '\r')
      assert.deepEqual(fixed(lines(bad)), fixed(bad).map(lines))
    })
})
