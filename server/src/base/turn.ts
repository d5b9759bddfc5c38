// The event loop, under Node and in a worker of a browser.

/** Does something when what waits already is done. */
export const inNextTurn: (work: () => void) => void =
  typeof setImmediate === 'function' ? (work) => void setImmediate(work) : byMessage()

/** A browser makes timers wait, messages not. */
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
