// Divides long work into slices, so that requests are answered in between.

import { runInNextTurn } from '../base/turn.ts'

const slice = 5 // milliseconds of work at a time
const turns = 6 // of the event loop in between: a request needs several from its first byte to its answer

/**
 * Returns a function to be awaited often, which lets others work when a slice is over.
 * @returns whether it paused.
 */
export function createPause(): () => Promise<boolean> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < slice) return false
    for (let turn = 0; turn < turns; turn++) await new Promise<void>(runInNextTurn)
    begun = performance.now()
    return true
  }
}
