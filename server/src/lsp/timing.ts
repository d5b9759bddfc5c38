// Limits how often frequently requested work runs.

/** Debounces work by `wait` milliseconds, but runs it after `longest` milliseconds at the latest. */
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

/** Throttles work: runs it at once, and again after `wait` milliseconds at the earliest. */
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
