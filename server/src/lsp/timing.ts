// When things are done that are asked for often.

/** Does something once, when nobody has asked for it for a while. */
export function soon(work: () => void, wait = 150): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(work, wait)
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
