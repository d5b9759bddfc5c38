// The shape of the product: who may import whom, and how large a file may be.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = ['client/src', 'server/src'].flatMap((folder) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).split(sep).join('/')),
)

// What each layer may import besides itself.
const layers: Record<string, string[]> = {
  markdown: [],
  spec: ['markdown'],
  formats: ['markdown', 'spec'],
  resources: ['markdown', 'spec'],
  rules: ['markdown', 'spec', 'formats', 'resources'],
  clarify: ['markdown', 'spec', 'formats', 'rules'],
  workspace: ['markdown', 'spec', 'formats', 'resources', 'rules'],
  features: ['markdown', 'spec', 'formats', 'resources', 'workspace', 'rules', 'clarify'],
  lsp: ['markdown', 'spec', 'formats', 'resources', 'workspace', 'rules', 'features', 'clarify'],
  cli: ['markdown', 'spec', 'formats', 'resources', 'workspace', 'rules', 'features', 'clarify'],
  '': ['lsp', 'cli', 'workspace'],
}
const pure = ['markdown', 'spec', 'formats', 'resources', 'rules', 'clarify']

const layerOf = (file: string): string => {
  const [, , first, ...rest] = file.split('/')
  return rest.length > 0 ? (first as string) : ''
}

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)[^'"]*?from '([^']+)'/gm)].map(
    (match) => match[1] as string,
  )

describe('architecture', () => {
  for (const file of files) {
    it(`${file} imports only what its layer may`, () => {
      for (const name of importsOf(file)) {
        if (!name.startsWith('.')) {
          if (file.startsWith('server/') && pure.includes(layerOf(file)))
            assert.ok(!/^(?:vscode|node:)/.test(name), name)
          if (/^node:fs/.test(name)) assert.equal(file, 'server/src/workspace/files.ts')
          if (/^node:child_process/.test(name)) assert.equal(file, 'server/src/workspace/git.ts')
          if (layerOf(file) === 'features') assert.ok(!/^node:/.test(name), name)
          continue
        }
        const target = relative(root, join(root, dirname(file), name))
          .split(sep)
          .join('/')
        if (file.startsWith('client/')) {
          assert.ok(target.startsWith('client/') || target === 'server/src/lsp/messages.ts', name)
        } else if (target.startsWith('server/src/')) {
          const [own, other] = [layerOf(file), layerOf(target)]
          if (target === 'server/src/version.ts') continue
          assert.ok(own === other || layers[own]?.includes(other), `${own} may not import ${other}: ${name}`)
        }
      }
    })
  }

  it('no source file is over 400 lines, most are under 200', () => {
    const sizes = files.map((file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1)
    for (const [k, size] of sizes.entries()) assert.ok(size <= 400, `${files[k]}: ${size} lines`)
    assert.ok(sizes.filter((size) => size < 200).length > sizes.length * 0.9)
  })

  it('every source file says what it is', () => {
    for (const file of files)
      assert.match(readFileSync(join(root, file), 'utf8'), /^(?:#!.*\n)?(?:\/\/ |import |\/\*\*)/, file)
  })
})
