// The cost of each rule on one document, in a process of its own: prints JSON, milliseconds by code; `all` is all of them.
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

/** Times of a check; the facts that rules share are collected anew each time, as after a keystroke. */
function times(rules) {
  const found = []
  for (let k = -20; k < repetitions; k++) {
    const { spec } = recognise(makeText('', text, ''), builtinFormats())
    const start = performance.now()
    check(featureOf(spec), spec, { rules })
    if (k >= 0) found.push(performance.now() - start)
  }
  return found
}

console.log(
  JSON.stringify({ all: times(allRules), ...Object.fromEntries(allRules.map((rule) => [rule.code, times([rule])])) }),
)
