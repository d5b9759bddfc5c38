/** Waits for what comes in its own time. What never comes ends the test by its timeout. */
export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((done) => setTimeout(done, 5))
}
