// When things are done that are asked for often.

/** Does something once, when nobody has asked for it for a while; after `longest` milliseconds all the same. */
export function soon(work: () => void, wait = 150, longest = 2000): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let since: number | undefined
  return () => {
    since ??= Date.now()
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        since = undefined
        work()
      },
      Math.max(0, Math.min(wait, since + longest - Date.now())),
    )
  }
}

/** Does something at once, and not again for a while. */
export function seldom(work: () => void, wait = 1000): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again = false
  return function ask() {
    if (timer) {
      again = true
      return
    }
    work()
    timer = setTimeout(() => {
      timer = undefined
      if (again) ask()
      again = false
    }, wait)
  }
}
