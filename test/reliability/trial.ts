// The interface of a trial: an operation that is repeated very often with random values, and must never lose anything.
import fc from 'fast-check'

export interface Trial {
  name: string
  /** The unit that is counted, in the plural. */
  unit: string
  /** What would count as a loss. */
  loss: string
  /** The counts of `npm run reliability` per batch and in total (`goal`), and the count of the tests (`short`). */
  batch: number
  goal: number
  short: number
  /** Runs the given count, and resolves to a description of each loss. Never rejects. */
  run(seed: number, count: number): Promise<string[]>
}

/** Runs a check on random values, and returns a description of each value for which it throws. */
export async function lossesOf<T>(
  values: fc.Arbitrary<T>,
  check: (value: T) => unknown,
  seed: number,
  count: number,
): Promise<string[]> {
  const losses: string[] = []
  for (const value of fc.sample(values, { seed, numRuns: count })) {
    try {
      await check(value)
    } catch (error) {
      losses.push(`${JSON.stringify(value)?.slice(0, 400)}: ${(error as Error).message.slice(0, 400)}`)
    }
  }
  return losses
}
