// The shape of the product: who may import whom, that no files import each other in a circle, and how large a file may be.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = ['client/src', 'client/page', 'server/src'].flatMap((folder) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).split(sep).join('/')),
)

// Lowest first. A layer may import those before it, as far as they are named; `''` are the entries.
const model = ['base', 'languages', 'markdown', 'document']
const layers: Record<string, readonly string[]> = {
  base: [],
  pages: ['base'], // what is shown in a webview, and written as HTML
  languages: ['base'],
  markdown: ['base'],
  document: ['base', 'languages', 'markdown'],
  manifests: model,
  templates: model,
  feature: [...model, 'templates'],
  rules: [...model, 'manifests', 'templates', 'feature'],
  edits: [...model, 'manifests', 'templates', 'feature', 'rules'],
  queries: [...model, 'manifests', 'templates', 'feature', 'rules', 'pages'],
  workspace: [...model, 'manifests', 'templates', 'feature'], // knows no rules
  analysis: [...model, 'manifests', 'templates', 'feature', 'rules', 'edits', 'queries', 'workspace'],
  lsp: [...model, 'manifests', 'templates', 'feature', 'rules', 'edits', 'queries', 'pages', 'workspace', 'analysis'],
  cli: [...model, 'manifests', 'templates', 'feature', 'rules', 'edits', 'queries', 'pages', 'workspace', 'analysis'],
  mcp: [...model, 'feature', 'edits', 'queries', 'workspace', 'cli'],
  '': ['base', 'markdown', 'manifests', 'workspace', 'lsp', 'cli', 'mcp'],
}
const pure = [
  'base',
  'pages',
  'languages',
  'markdown',
  'document',
  'manifests',
  'templates',
  'feature',
  'rules',
  'edits',
  'queries',
]

const layerOf = (file: string): string => {
  const [, , first, ...rest] = file.split('/')
  return rest.length > 0 ? (first as string) : ''
}
const sourceOf = (file: string): string => readFileSync(join(root, file), 'utf8')

interface Import {
  name: string
  /** From the root of the project; undefined for packages. */
  target: string | undefined
  typeOnly: boolean
}

const importsOf = (file: string): Import[] =>
  [
    ...sourceOf(file).matchAll(
      /^(?:import|export) (type )?[^'"]*?from '([^']+)'|^import '([^']+)'|\brequire\('([^']+)'\)/gm,
    ),
  ].map(([, type, from, bare, required]) => {
    const name = from ?? bare ?? required ?? ''
    const target = name.startsWith('.')
      ? relative(root, join(root, dirname(file), name))
          .split(sep)
          .join('/')
      : undefined
    return { name, target, typeOnly: type !== undefined }
  })

describe('architecture', () => {
  it('each layer imports only what it may', () => {
    const wrong: string[] = []
    for (const file of files) {
      const own = layerOf(file)
      for (const { name, target } of importsOf(file)) {
        const bad = (why: string): void => void wrong.push(`${file}: ${why}: ${name}`)
        if (target === undefined) {
          if (
            file.startsWith('server/') &&
            pure.includes(own) &&
            /^(?:vscode|node:)/.test(name) &&
            name !== 'vscode-uri'
          )
            bad('pure layers know neither editor nor Node')
          if (/^node:fs/.test(name) && !/^server\/src\/workspace\/(?:nodeFiles|writeFiles|diskWatch)\.ts$/.test(file))
            bad('only nodeFiles.ts, writeFiles.ts and diskWatch.ts know the disk')
          if (/^node:child_process/.test(name) && file !== 'server/src/workspace/git.ts') bad('only git.ts runs git')
        } else if (file.startsWith('client/')) {
          const shared = /^server\/src\/(?:lsp\/messages\.ts|languages\/|base\/|pages\/)/.test(target)
          if (!target.startsWith('client/') && !shared) bad('the client is thin')
        } else if (target.startsWith('server/src/') && target !== 'server/src/version.ts') {
          const other = layerOf(target)
          if (own !== other && !layers[own]?.includes(other)) bad(`${own} may not import ${other}`)
        }
      }
    }
    assert.deepEqual(wrong, [])
  })

  it('no files import each other in a circle', () => {
    const next = new Map(
      files.map((file) => [
        file,
        importsOf(file).flatMap(({ target, typeOnly }) => (target && !typeOnly ? [target] : [])),
      ]),
    )
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      else if (!done.has(file)) {
        for (const other of next.get(file) ?? []) visit(other, [...path, file])
        done.add(file)
      }
    }
    for (const file of files) visit(file, [])
    assert.deepEqual(circles, [])
  })

  it('rules read facts, not texts', () => {
    const rules = files.filter((file) => layerOf(file) === 'rules')
    assert.ok(rules.length > 0)
    // The text of a document, also where it is taken out of one: `{ text }: Document`, `document: { text }`.
    const reads =
      /\bdocument\.text\b|\.scan\b|\bscan\.lines\b|\bcontentOf\b|\{[^{}]*\btext\b[^{}]*\}(?:: Document\b| = [\w.]*\bdocument$)|\bdocument: \{[^{}]*\btext\b/m
    assert.deepEqual(
      rules.filter((file) => reads.test(sourceOf(file))),
      [],
    )
  })

  it('scans are read by those alone who make them and the model of documents', () => {
    const outside = files.filter((file) => !['markdown', 'document'].includes(layerOf(file)))
    // Neither `document.scan` nor `{ scan }`, and no type for one.
    const reads = /\.scan\b|[{,]\s*scan\b\s*[,:}]|\bScan\b/
    assert.deepEqual(
      outside.filter((file) => reads.test(sourceOf(file))),
      [],
    )
  })

  it('no source file is over 400 lines, most are under 200', () => {
    const sizes = files.map((file) => sourceOf(file).split('\n').length - 1)
    assert.deepEqual(
      files.filter((_, k) => (sizes[k] as number) > 400),
      [],
    )
    assert.ok(sizes.filter((size) => size < 200).length > sizes.length * 0.9)
  })

  it('every source file says what it owns', () => {
    for (const file of files) assert.match(sourceOf(file), /^(?:#!.*\n)?(?:\/\/ |import |\/\*\*)/, file)
  })
})
