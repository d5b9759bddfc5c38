// Checks units by threads: the work is dealt out in small batches, and what comes back is put in order.
import { availableParallelism } from 'node:os'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Files } from '../workspace/files.ts'
import type { Found } from '../workspace/walk.ts'
import type { Spread } from './check.ts'
import { createUnitChecker, type How, type UnitResult } from './checkUnit.ts'

type Batch = readonly (readonly Found[])[]
type CheckBatch = (batch: Batch) => Promise<UnitResult[]>

/** A promise that somebody else settles. */
interface Deferred<T> {
  promise: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

function deferred<T>(): Deferred<T> {
  let [resolve, reject]: [(value: T) => void, (error: unknown) => void] = [() => undefined, () => undefined]
  const promise = new Promise<T>((...both) => {
    ;[resolve, reject] = both
  })
  return { promise, resolve, reject }
}

const batchSize = 20 // units
const mostThreads = 8
const youngMegabytes = 32 // of a thread's heap: less is collected all the time, more is memory for nothing

/** @param program the file that a thread runs; it has to call `serveBatches`. */
export const createSpread = (program: string): Spread =>
  async function* spread(units, cwd, how, check) {
    const batches: Batch[] = []
    for (let k = 0; k < units.length; k += batchSize) batches.push(units.slice(k, k + batchSize))
    const others = Math.min(availableParallelism(), mostThreads, batches.length) - 1 // beside this one
    const workers = Array.from(
      { length: Math.max(0, others) },
      () =>
        new Worker(program, { workerData: { cwd, how }, resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } }),
    )
    const here: CheckBatch = async (batch) => {
      const results: UnitResult[] = []
      for (const unit of batch) results.push(await check(unit))
      return results
    }
    try {
      // A worker has the next batch while this thread is too busy with its own to send one.
      const there = workers.map((worker) => orHere(inThread(worker), here)).flatMap((one) => [one, one])
      yield* inOrder(batches, [here, ...there])
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()))
    }
  }

/** Each takes the next batch when it is done with one. */
async function* inOrder(batches: readonly Batch[], threads: readonly CheckBatch[]): AsyncGenerator<UnitResult> {
  const results = new Map(batches.map((_, k) => [k, deferred<UnitResult[]>()]))
  let next = 0
  const work = async (check: CheckBatch): Promise<void> => {
    for (let k = next++; k < batches.length; k = next++) {
      await check(batches[k] as Batch).then(results.get(k)?.resolve, results.get(k)?.reject)
      await new Promise((resume) => setImmediate(resume)) // what others have done is heard of, and told
    }
  }
  for (const check of threads) void work(check)
  for (const [k, { promise }] of results) {
    yield* await promise
    results.delete(k) // ten thousand results are more than a machine of CI has
  }
}

/** Sends batches to a thread, which does them in order. Rejects when the thread is no more. */
function inThread(worker: Worker): CheckBatch {
  const waiting: Deferred<UnitResult[]>[] = []
  let ended: Error | undefined
  const end = (error: Error): void => {
    ended = error
    for (const one of waiting.splice(0)) one.reject(error)
  }
  worker.on('message', (results: UnitResult[]) => waiting.shift()?.resolve(results))
  worker.on('error', end)
  worker.on('exit', () => end(new Error('a thread ended')))
  return (batch) => {
    if (ended) return Promise.reject(ended)
    const one = deferred<UnitResult[]>()
    waiting.push(one)
    worker.postMessage(batch)
    return one.promise
  }
}

/** What a thread cannot do, for want of memory, this one does. */
const orHere =
  (check: CheckBatch, here: CheckBatch): CheckBatch =>
  (batch) =>
    check(batch).catch(() => here(batch))

/** A thread's part: checks each batch that it is sent, and sends back what it found. */
export function serveBatches(files: Files): void {
  const { cwd, how } = workerData as { cwd: string; how: How }
  const checker = createUnitChecker(files, cwd, how)
  parentPort?.on('message', async (batch: Batch) => {
    const results: UnitResult[] = []
    for (const unit of batch) results.push(await checker.check(unit))
    parentPort?.postMessage(results)
  })
}
