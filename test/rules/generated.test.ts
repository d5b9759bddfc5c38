// Generated files are checked in: they have to be what the rules say now.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generated } from '../tools/generate.mjs'
import { root } from '../tools/setup.mjs'

it('what follows from the rules is up to date (npm run generate)', async () => {
  for (const [path, text] of await generated()) assert.equal(readFileSync(join(root, path), 'utf8'), text, path)
})
