// A short version of `npm run reliability`, whose results are in docs/reliability.md.
import assert from 'node:assert/strict'
import { trials } from './trials.ts'

describe('a short trial', function () {
  this.timeout(60_000)
  for (const { name, short, unit, run } of trials)
    it(`${name} (${short} ${unit})`, async () => {
      const seed = Math.floor(Math.random() * 2 ** 31)
      assert.deepEqual(await run(seed, short), [], `seed ${seed}`)
    })
})
