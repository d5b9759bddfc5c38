// What the tools take of the sources is there: nobody type-checks them, and a bench or a fuzzer that has not run for a while
// must not be found broken when it is needed.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a script takes of the sources of the server, as names of files and of what they export. */
function takenBy(path: string): { from: string; names: string[] }[] {
  const text = readFileSync(path, 'utf8')
  const imports = /(?:import|const) \{([^}]*)\}(?: from| = await import\()\s*'([^']+\/server\/src\/[^']+)'/g
  return [...text.matchAll(imports)].map(([, names = '', from = '']) => ({
    from: resolve(path, '..', from),
    names: names.split(',').flatMap((one) => one.trim().split(/ as |:/)[0] || []),
  }))
}

describe('the tools', () => {
  const scripts = (readdirSync(join(root, 'test'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(root, 'test', name))

  it('take nothing of the sources that is not there', async () => {
    let count = 0
    for (const script of scripts)
      for (const { from, names } of takenBy(script)) {
        const there = await import(pathToFileURL(from).href)
        for (const name of names) assert.ok(name in there, `${script} takes ${name} of ${from}`)
        count += names.length
      }
    assert.ok(count > 20, `${count}`)
  })
})
