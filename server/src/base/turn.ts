// Scheduling in the event loop, under Node and in a web worker.

/** Runs a function in the next turn of the event loop, after everything that is already queued. */
export const runInNextTurn: (work: () => void) => void =
  typeof setImmediate === 'function' ? (work) => void setImmediate(work) : byMessage()

/** Schedules by messages, because browsers throttle timers. */
function byMessage(): (work: () => void) => void {
  const { port1, port2 } = new MessageChannel()
  const waiting: (() => void)[] = []
  port1.addEventListener('message', () => waiting.shift()?.())
  port1.start()
  return (work) => {
    waiting.push(work)
    port2.postMessage(undefined)
  }
}
