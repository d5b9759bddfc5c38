// Checks units in threads: the work is given out in small batches, and the results are put in order.
import { availableParallelism } from 'node:os'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { currentLanguage, type Language, useLanguage } from '../base/l10n.ts'
import type { Files } from '../workspace/files.ts'
import type { Found } from '../workspace/walk.ts'
import type { Spread } from './check.ts'
import { createUnitChecker, type How, type UnitResult } from './checkUnit.ts'

type Batch = readonly (readonly Found[])[]
type CheckBatch = (batch: Batch) => Promise<UnitResult[]>

/** A promise with the functions that settle it. */
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
const youngMegabytes = 32 // young generation of a thread's heap: a smaller one is collected all the time, a larger one wastes memory

/** @param program the file that a thread runs; it must call `serveBatches`. */
export const createSpread = (program: string): Spread =>
  async function* spread(units, cwd, how, check) {
    const batches: Batch[] = []
    for (let k = 0; k < units.length; k += batchSize) batches.push(units.slice(k, k + batchSize))
    const others = Math.min(availableParallelism(), mostThreads, batches.length) - 1 // besides this thread
    const workers = Array.from(
      { length: Math.max(0, others) },
      () =>
        new Worker(program, {
          workerData: { cwd, how, language: currentLanguage() },
          resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
        }),
    )
    const here: CheckBatch = async (batch) => {
      const results: UnitResult[] = []
      for (const unit of batch) results.push(await check(unit))
      return results
    }
    try {
      // Each worker has two batches, so that it has work while this thread is too busy with its batch to send another.
      const there = workers.map((worker) => orHere(inThread(worker), here)).flatMap((check) => [check, check])
      yield* inOrder(batches, [here, ...there])
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()))
    }
  }

/** Each thread takes the next batch when it has finished one. */
async function* inOrder(batches: readonly Batch[], threads: readonly CheckBatch[]): AsyncGenerator<UnitResult> {
  const results = new Map(batches.map((_, k) => [k, deferred<UnitResult[]>()]))
  let next = 0
  const work = async (check: CheckBatch): Promise<void> => {
    for (let k = next++; k < batches.length; k = next++) {
      await check(batches[k] as Batch).then(results.get(k)?.resolve, results.get(k)?.reject)
      await new Promise((resume) => setImmediate(resume)) // lets results of other threads arrive and be printed
    }
  }
  for (const check of threads) void work(check)
  for (const [k, { promise }] of results) {
    yield* await promise
    results.delete(k) // ten thousand results would not fit into the memory of a CI machine
  }
}

/** Sends batches to a thread, which checks them in order. Rejects when the thread has ended. */
function inThread(worker: Worker): CheckBatch {
  const waiting: Deferred<UnitResult[]>[] = []
  let ended: Error | undefined
  const end = (error: Error): void => {
    ended = error
    for (const batch of waiting.splice(0)) batch.reject(error)
  }
  worker.on('message', (results: UnitResult[]) => waiting.shift()?.resolve(results))
  worker.on('error', end)
  worker.on('exit', () => end(new Error('a thread ended')))
  return (batch) => {
    if (ended) return Promise.reject(ended)
    const results = deferred<UnitResult[]>()
    waiting.push(results)
    worker.postMessage(batch)
    return results.promise
  }
}

/** Checks in this thread what another cannot check for lack of memory. */
const orHere =
  (check: CheckBatch, here: CheckBatch): CheckBatch =>
  (batch) =>
    check(batch).catch(() => here(batch))

/** The work of a thread: checks each batch that it receives, and sends back the results. */
export function serveBatches(files: Files): void {
  const { cwd, how, language } = workerData as { cwd: string; how: How; language: Language }
  useLanguage(language.bundle, language.tag)
  const checker = createUnitChecker(files, cwd, how)
  parentPort?.on('message', async (batch: Batch) => {
    const results: UnitResult[] = []
    for (const unit of batch) results.push(await checker.check(unit))
    parentPort?.postMessage(results)
  })
}
