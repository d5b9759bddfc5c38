// When things are done that are asked for often.
import assert from 'node:assert/strict'
import { soon } from '../../server/src/lsp/timing.ts'

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('what is done soon', () => {
  it('is done once for all who ask meanwhile, and not before nobody does', async () => {
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
  it('does not wait for ever while somebody asks', async () => {
    let done = 0
    const ask = soon(() => done++, 10_000, 50)
    for (let k = 0; k < 200 && done === 0; k++) {
      ask()
      await sleep(5)
    }
    assert.equal(done, 1)
  })
})
