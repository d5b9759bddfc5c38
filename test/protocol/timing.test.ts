// How often frequently requested work runs.
import assert from 'node:assert/strict'
import { soon } from '../../server/src/lsp/timing.ts'

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('debounced work', () => {
  it('runs once for all requests, after the last of them', async () => {
    let done = 0
    const ask = soon(() => done++, 200, 60_000)
    for (let k = 0; k < 10; k++) {
      ask()
      await sleep(5)
      assert.equal(done, 0)
    }
    await sleep(600)
    assert.equal(done, 1)
  })
  it('runs at the latest possible time while requests go on', async () => {
    let done = 0
    const ask = soon(() => done++, 10_000, 50)
    for (let k = 0; k < 200 && done === 0; k++) {
      ask()
      await sleep(5)
    }
    assert.equal(done, 1)
  })
})
