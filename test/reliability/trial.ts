// What is tried very often with random values, and must lose nothing.
import fc from 'fast-check'

export interface Trial {
  name: string
  /** What is counted, in the plural. */
  unit: string
  /** What would be lost. */
  loss: string
  /** How many `npm run reliability` tries, at a time and in all; and how many the tests try. */
  batch: number
  goal: number
  short: number
  /** Tries so many; each loss in words. Never rejects. */
  run(seed: number, count: number): Promise<string[]>
}

/** The losses of something that throws for each, tried on random values. */
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
