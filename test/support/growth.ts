// Measures how running time grows with the size of the input. Speed is not measured: two sizes are compared on one machine.
import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { share } from './property.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Runs and times a named part of the work. Parts are also compared one by one. */
export type Clock = <T>(part: string, work: () => T) => T

/** The work to measure. Only what runs under the clock counts; for a promise, the time until it settles. */
export type Work = (time: Clock) => void | Promise<void>

export interface Sizes {
  /** The first n to try. */
  from?: number
  /** The largest n. Work that is still too quick at this size is repeated instead. */
  to?: number
  /** How many comparisons may fail before the assertion fails. */
  attempts?: number
}

type Parts = Map<string, number> // milliseconds

interface Measured {
  n: number
  parts: Parts
}

/** The first n that is tried by default. Quick runs (SPECWISE_SHARE) find only what costs more for each pair. */
export const firstSize = share < 1 ? 300 : 800

const enough = 4 // milliseconds for n; less cannot be compared
const noise = 4 // milliseconds for 4n; parts that take less are ignored
const doubtful = 6 // ratio for four times the size from which everything is measured again, because code is slow at first
const slowest = 9 // ratio that is too much; for quadratic work it is 16
const rounds = 4 // in which all sizes are measured in turn: a machine may be slower for a while than before
const slowestTwice = 2.5 // the same for two times the size, for which linear work takes 2; a heap that has to grow takes its time only once

/**
 * Asserts that work takes linear time: compares the work for n with the work for 4n, as a whole and part by part. n grows
 * until the work takes some milliseconds, so that every call really compares. Work that seems slow is measured once more, then
 * also for 2n, and then again with a larger n.
 * @param prepare makes the work for a size; this is not measured.
 */
export async function assertLinear(
  prepare: (n: number) => Work | Promise<Work>,
  { from = firstSize, to = 3.125 * firstSize, attempts = 5 }: Sizes = {},
): Promise<void> {
  let slow: string[] = []
  for (let attempt = 0, n = Math.ceil(from); attempt < attempts; attempt++, n = Math.ceil(n * 1.3)) {
    const { work, times, ...small } = await measureEnough(prepare, n, Math.max(n, to))
    n = small.n
    const four = { n: 4 * n, parts: new Map() }
    const workForFour = await prepare(four.n)
    await measure(workForFour, times, four.parts)
    await measure(work, times, small.parts) // once more, because the code may have become faster meanwhile
    if (slowOf(small, four, doubtful).length === 0) return
    await measure(workForFour, times, four.parts)
    if (slowOf(small, four, doubtful).length === 0) return
    const two = { n: 2 * n, parts: new Map() }
    const workForTwo = await prepare(two.n)
    for (let round = 0; round < rounds; round++) {
      for (const [again, { parts }] of [
        [work, small],
        [workForTwo, two],
        [workForFour, four],
      ] as const) {
        collectGarbage() // otherwise the collection of what earlier tests left behind may fall into the largest size
        await measure(again, times, parts)
      }
      if (slowOf(small, four, doubtful).length === 0) return
    }
    const twice = new Set(slowOf(two, four, slowestTwice).map(({ part }) => part))
    slow = slowOf(small, four, slowest).flatMap(({ part, words }) => (twice.has(part) ? [words] : []))
    if (slow.length === 0) return
  }
  assert.fail(`grows faster than linear: ${slow.join('; ')}`)
}

/** Increases n up to `to`, then the number of repetitions, until the work takes long enough to be compared. */
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

const total = (parts: Parts): number => [...parts.values()].reduce((sum, ms) => sum + ms, 0)

/**
 * Starts a clock. The returned function gives the milliseconds since then: CPU time of this process or elapsed time,
 * whichever is less. So neither other programs nor other threads of this process count.
 */
function startClock(): () => number {
  const start = performance.now()
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    const passed = performance.now() - start
    // CPU time on Windows advances in coarse steps.
    return process.platform === 'win32' ? passed : Math.min(passed, (user + system) / 1000)
  }
}

/** Does the work `times` times. `least` keeps the shortest time in milliseconds that this ever took, part by part. */
async function measure(work: Work, times: number, least: Parts): Promise<void> {
  const totals: Parts = new Map()
  const time: Clock = (part, run) => {
    const clock = startClock()
    const add = (): void => void totals.set(part, (totals.get(part) ?? 0) + clock())
    const result = run()
    if (result instanceof Promise) return result.finally(add) as typeof result
    add()
    return result
  }
  for (let k = 0; k < times; k++) await work(time)
  for (const [part, took] of totals) least.set(part, Math.min(took, least.get(part) ?? Number.POSITIVE_INFINITY))
}

/** The parts, and the whole, that take at least `ratio` times as long for the larger size. */
function slowOf(small: Measured, large: Measured, ratio: number): { part: string; words: string }[] {
  const parts = [...large.parts].map(([part, took]) => ({ part, before: small.parts.get(part) ?? 0, took }))
  return [...parts, { part: 'all', before: total(small.parts), took: total(large.parts) }]
    .filter(({ before, took }) => took >= noise && took >= ratio * Math.max(before, noise / 8))
    .map(({ part, before, took }) => ({
      part,
      words: `${part}: ${before.toFixed(1)} ms for ${small.n}, ${took.toFixed(1)} ms for ${large.n}`,
    }))
}
