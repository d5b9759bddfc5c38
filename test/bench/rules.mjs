// Measures each rule on one document, in a separate process. Prints JSON: milliseconds by code, and `all` for all rules.
import '../support/register.mjs'
import { bigSpec } from './generate.mjs'

const { builtinFormats } = await import('../../server/src/templates/builtin.ts')
const { recognise } = await import('../../server/src/templates/detect.ts')
const { featureOf } = await import('../../server/src/feature/feature.ts')
const { allRules } = await import('../../server/src/rules/all.ts')
const { check } = await import('../../server/src/rules/engine/run.ts')
const { makeText } = await import('../../server/src/workspace/store.ts')

const text = bigSpec(Number(process.argv[2]))
const repetitions = Number(process.argv[3])

/** Times of a check. The facts that rules share are collected again each time, as after a keystroke. */
function times(rules) {
  const durations = []
  for (let k = -20; k < repetitions; k++) {
    const { spec } = recognise(makeText('', text, ''), builtinFormats())
    const start = performance.now()
    check(featureOf(spec), spec, { rules })
    if (k >= 0) durations.push(performance.now() - start)
  }
  return durations
}

console.log(
  JSON.stringify({ all: times(allRules), ...Object.fromEntries(allRules.map((rule) => [rule.code, times([rule])])) }),
)
