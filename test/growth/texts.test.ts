// Reading and all rules take linear time on hostile texts.
import { assertLinear } from '../support/growth.ts'
import { describeGrowth, texts, textToFindings } from '../support/growthSuite.ts'
import { folderOf } from '../support/rules.ts'

describeGrowth('texts', () => {
  for (const [name, text] of Object.entries(texts))
    it(`reading and rules: ${name}`, () => assertLinear((n) => textToFindings(text(n))))
  for (const [name, text] of Object.entries(texts).filter(([name]) => name.includes('questions')))
    it(`a plan: ${name}`, () =>
      assertLinear((n) => {
        const fixture = `//- spec.md\n# Spec: A\n//- plan.md\n${text(n)}`
        return (time) => void time('read', () => folderOf(fixture))
      }))
})
