// What the growth tests share: the work from a text to its findings, and the settings of a suite.
import { featureOf } from '../../server/src/feature/feature.ts'
import { clearYamlCaches } from '../../server/src/manifests/yamlBlocks.ts'
import { allRules } from '../../server/src/rules/all.ts'
import type { Rule } from '../../server/src/rules/engine/rule.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { recognise } from '../../server/src/templates/detect.ts'
import { makeText } from '../../server/src/workspace/store.ts'
import type { Clock, Work } from './growth.ts'
import { bareTexts, fullTexts } from './hostileTexts.ts'
import { read, throwing } from './rules.ts'

export type Check = (...args: unknown[]) => void

/** A copy of a rule with another check. */
export const checkedBy = (rule: Rule, check: Check): Rule => ({ ...rule, check }) as Rule

/** The rules, each timed as a part of the work. */
const timed = (time: Clock, rules: readonly Rule[]): Rule[] =>
  rules.map((rule) => checkedBy(rule, (...args) => time(rule.code, () => (rule.check as Check)(...args))))

/** The work from a text to its findings. The text is read from scratch each time, so that nothing is cached. */
export const textToFindings =
  (text: string, rules = allRules): Work =>
  (time) => {
    time('recognise', () => recognise(makeText('', text, ''), builtinFormats()))
    const spec = time('read', () => read(text))
    clearYamlCaches() // the cache is limited: one size would be below the limit, the other above
    check(featureOf(spec), spec, { rules: timed(time, rules), onError: throwing })
  }

export const texts = { ...fullTexts, ...bareTexts }

/** A suite of tests that compare sizes. Speed is not tested, because the pace of the machine cancels out. */
export function describeGrowth(title: string, tests: () => void): void {
  describe(`time grows linearly: ${title}`, function () {
    this.timeout(60_000)
    // Mocha removes the limit of stack traces, and the YAML parser creates an error for each fault. Programs keep ten frames.
    const { stackTraceLimit } = Error
    before(async () => {
      Error.stackTraceLimit = 10
      const [text] = Object.values(fullTexts) // a warm-up, so that the first sizes are not measured with slow code
      for (let k = 0; k < 5; k++) await textToFindings(text?.(1000) ?? '')((_, work) => work())
    })
    after(() => {
      Error.stackTraceLimit = stackTraceLimit
    })
    tests()
  })
}
