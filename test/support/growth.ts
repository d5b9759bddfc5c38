// Measures how time grows with size. No measurement of speed: two sizes are compared on the same machine.
import assert from 'node:assert/strict'

/** Runs a part of a piece of work under its name; parts are compared each on its own, too. */
export type Clock = <T>(part: string, work: () => T) => T

/** What is measured. Only what runs under the clock counts; of a promise, the time until it is settled. */
export type Work = (time: Clock) => void | Promise<void>

export interface Sizes {
  /** The first n. */
  from?: number
  /** The largest n: work that is still too quick is done several times then. */
  to?: number
  /** How often a comparison that fails is made anew. */
  attempts?: number
}

type Parts = Map<string, number> // milliseconds

interface Measured {
  n: number
  parts: Parts
}

const enough = 4 // milliseconds for n: less cannot be compared
const noise = 4 // milliseconds for 4n: parts that take less are not looked at
const doubtful = 6 // so many times as long for four times the size, and all is measured again: at first, code is slow
const slowest = 9 // so many times as long is too much; quadratic work takes sixteen times as long
const slowestTwice = 3 // for two times the size; a heap that has to be made larger takes its time only once

/**
 * Compares the work for n with that for 4n, as a whole and in its parts. n grows until the work takes some milliseconds,
 * so that each call compares. What seems to be slow is measured for 2n too, and then again with a larger n.
 * @param prepare makes the work for a size; not measured.
 */
export async function assertLinear(
  prepare: (n: number) => Work | Promise<Work>,
  { from = 800, to = 2500, attempts = 5 }: Sizes = {},
): Promise<void> {
  let slow: string[] = []
  for (let attempt = 0, n = from; attempt < attempts; attempt++, n = Math.ceil(n * 1.3)) {
    const { work, times, ...one } = await measureEnough(prepare, n, Math.max(n, to))
    n = one.n
    const four = { n: 4 * n, parts: new Map() }
    const workForFour = await prepare(four.n)
    await measure(workForFour, times, four.parts)
    if (slowOf(one, four, doubtful).length === 0) return
    const two = { n: 2 * n, parts: new Map() }
    const workForTwo = await prepare(two.n)
    for (let k = 0; k < 2; k++) {
      await measure(work, times, one.parts)
      await measure(workForTwo, times, two.parts)
      await measure(workForFour, times, four.parts)
    }
    const twice = new Set(slowOf(two, four, slowestTwice).map(({ part }) => part))
    slow = slowOf(one, four, slowest).flatMap(({ part, words }) => (twice.has(part) ? [words] : []))
    if (slow.length === 0) return
  }
  assert.fail(`grows faster than linear: ${slow.join('; ')}`)
}

/** Measures with the first n, and so many times, that it takes long enough. */
async function measureEnough(
  prepare: (n: number) => Work | Promise<Work>,
  n: number,
  to: number,
): Promise<Measured & { work: Work; times: number }> {
  for (let times = 1; times < 1_000_000; ) {
    const work = await prepare(n)
    const parts: Parts = new Map()
    for (let k = 0; k < 2; k++) await measure(work, times, parts)
    if (total(parts) >= enough) return { n, parts, work, times }
    const step = Math.ceil(Math.min(64, (1.3 * enough) / total(parts)))
    if (n < to) n = Math.min(to, n * step)
    else times *= step
  }
  return assert.fail(`size ${n} is no work`)
}

const total = (parts: Parts): number => [...parts.values()].reduce((sum, one) => sum + one, 0)

/**
 * Starts a clock, which tells the milliseconds since then: what this process has worked, or what has passed, if that is
 * less. So neither other programs count nor what threads beside this one do meanwhile.
 */
function startClock(): () => number {
  const start = performance.now()
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    const passed = performance.now() - start
    return process.platform === 'win32' ? passed : Math.min(passed, (user + system) / 1000) // there it counts in steps
  }
}

/** Does the work so many times; `least` keeps for each part the least time that this ever took. */
async function measure(work: Work, times: number, least: Parts): Promise<void> {
  const now: Parts = new Map()
  const time: Clock = (part, run) => {
    const clock = startClock()
    const add = (): void => void now.set(part, (now.get(part) ?? 0) + clock())
    const result = run()
    if (result instanceof Promise) return result.finally(add) as typeof result
    add()
    return result
  }
  for (let k = 0; k < times; k++) await work(time)
  for (const [part, took] of now) least.set(part, Math.min(took, least.get(part) ?? Number.POSITIVE_INFINITY))
}

/** The parts, and all together, that take so many times as long with the larger size. */
function slowOf(small: Measured, large: Measured, most: number): { part: string; words: string }[] {
  const parts = [...large.parts].map(([part, took]) => ({ part, before: small.parts.get(part) ?? 0, took }))
  return [...parts, { part: 'all', before: total(small.parts), took: total(large.parts) }]
    .filter(({ before, took }) => took >= noise && took >= most * Math.max(before, noise / 8))
    .map(({ part, before, took }) => ({
      part,
      words: `${part}: ${before.toFixed(1)} ms for ${small.n}, ${took.toFixed(1)} ms for ${large.n}`,
    }))
}
