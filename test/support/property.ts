// Runs a property with a printed seed: `SPECWISE_SEED=… npm test` runs the same documents again. `npm test -- --no-editor` takes a
// twentieth of the documents (SPECWISE_SHARE), others each time.
import fc from 'fast-check'

/** Checks a property on `runs` values; throws with the smallest counterexample. */
export function property<T>(what: fc.IPropertyWithHooks<T>, runs: number): void {
  fc.assert(what, parameters(runs))
}

/** The same for an asynchronous property; rejects with the smallest counterexample. */
export const asyncProperty = <T>(what: fc.IAsyncPropertyWithHooks<T>, runs: number): Promise<void> =>
  fc.assert(what, parameters(runs))

/** The part of the documents that properties are checked with. */
export const share = Number(process.env.SPECWISE_SHARE ?? 1)

function parameters(all: number): { seed: number; numRuns: number } {
  const numRuns = Math.ceil(all * share)
  const seed = process.env.SPECWISE_SEED ? Number(process.env.SPECWISE_SEED) : Math.floor(Math.random() * 2 ** 31)
  console.log(`        seed ${seed}, ${numRuns} runs`)
  return { seed, numRuns }
}
