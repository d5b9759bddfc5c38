// Long work in slices: others are answered in between.

const slice = 5 // milliseconds of work at a time

/**
 * To be awaited often: lets others work when a slice is over.
 * @returns whether it did.
 */
export function createPause(): () => Promise<boolean> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < slice) return false
    await new Promise((resume) => setImmediate(resume))
    begun = performance.now()
    return true
  }
}
