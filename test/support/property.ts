// Runs a property with a printed seed: `SPECWISE_SEED=… npm test` runs the same documents again.
import fc from 'fast-check'

/** Checks a property on `runs` values; throws with the smallest counterexample. */
export function property<T>(what: fc.IPropertyWithHooks<T>, runs: number): void {
  const seed = process.env.SPECWISE_SEED ? Number(process.env.SPECWISE_SEED) : Math.floor(Math.random() * 2 ** 31)
  console.log(`        seed ${seed}, ${runs} runs`)
  fc.assert(what, { seed, numRuns: runs })
}
