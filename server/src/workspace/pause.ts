// Divides long work into slices, so that requests are answered in between.

import { runInNextTurn } from '../base/turn.ts'

const slice = 5 // milliseconds of work at a time
const turns = 6 // of the event loop in between: a request needs several from its first byte to its answer

/**
 * Returns a function to be called often, which lets others work when a slice is over.
 * @returns `false` as long as the slice is not over; otherwise a pause to be awaited.
 */
export function createPause(): () => Promise<true> | false {
  let begun = performance.now()
  const rest = async (): Promise<true> => {
    for (let turn = 0; turn < turns; turn++) await new Promise<void>(runInNextTurn)
    begun = performance.now()
    return true
  }
  return () => performance.now() - begun >= slice && rest()
}
