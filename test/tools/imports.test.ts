// Checks what scripts import from the sources. They are not type-checked, and a benchmark or a fuzzer that has not run for a
// while must not turn out to be broken when it is needed.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The files of the server's sources that a script imports, with the imported names. */
function takenBy(path: string): { from: string; names: string[] }[] {
  const text = readFileSync(path, 'utf8')
  const imports = /(?:import|const) \{([^}]*)\}(?: from| = await import\()\s*'([^']+\/server\/src\/[^']+)'/g
  return [...text.matchAll(imports)].map(([, names = '', from = '']) => ({
    from: resolve(path, '..', from),
    names: names.split(',').flatMap((entry) => entry.trim().split(/ as |:/)[0] || []),
  }))
}

describe('scripts in test/', () => {
  const scripts = (readdirSync(join(root, 'test'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(root, 'test', name))

  it('import only what the sources export', async () => {
    let count = 0
    for (const script of scripts)
      for (const { from, names } of takenBy(script)) {
        const exported = await import(pathToFileURL(from).href)
        for (const name of names) assert.ok(name in exported, `${script} imports ${name} from ${from}`)
        count += names.length
      }
    assert.ok(count > 20, `${count}`)
  })
})
