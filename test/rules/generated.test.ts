// Generated files are committed, and have to be up to date with the sources.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generated } from '../tools/generate.mjs'
import { root } from '../tools/setup.mjs'

it('generated files are up to date (npm run generate)', async () => {
  for (const [path, text] of await generated()) assert.equal(readFileSync(join(root, path), 'utf8'), text, path)
})
