// The architecture: which layers may import which, no import cycles, what only some files may use, and the size of files.
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

// Lowest first. A layer may import only the layers that are listed for it, all of them before it. `''` are the entries.
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
  evidence: ['base', 'document', 'feature'],
  rules: [...model, 'manifests', 'templates', 'feature'],
  edits: [...model, 'manifests', 'templates', 'feature', 'rules'],
  queries: [...model, 'manifests', 'templates', 'feature', 'evidence', 'rules', 'pages'],
  workspace: [...model, 'manifests', 'templates', 'feature', 'evidence'], // knows no rules
  analysis: [...model, 'manifests', 'templates', 'feature', 'evidence', 'rules', 'edits', 'queries', 'workspace'],
  lsp: [
    ...model,
    'manifests',
    'templates',
    'feature',
    'evidence',
    'rules',
    'edits',
    'queries',
    'pages',
    'workspace',
    'analysis',
  ],
  cli: [
    ...model,
    'manifests',
    'templates',
    'feature',
    'evidence',
    'rules',
    'edits',
    'queries',
    'pages',
    'workspace',
    'analysis',
  ],
  mcp: [...model, 'feature', 'edits', 'queries', 'workspace', 'cli'],
  '': ['base', 'markdown', 'manifests', 'workspace', 'analysis', 'lsp', 'cli', 'mcp'],
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
  'evidence',
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
  /** The path from the root of the project; undefined for packages. */
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
  it('lets each layer import only the layers that are listed for it', () => {
    const violations: string[] = []
    for (const file of files) {
      const layer = layerOf(file)
      for (const { name, target } of importsOf(file)) {
        const report = (why: string): void => void violations.push(`${file}: ${why}: ${name}`)
        if (target === undefined) {
          if (
            file.startsWith('server/') &&
            pure.includes(layer) &&
            /^(?:vscode|node:)/.test(name) &&
            name !== 'vscode-uri'
          )
            report('pure layers know neither editor nor Node')
          if (/^node:fs/.test(name) && !/^server\/src\/workspace\/(?:nodeFiles|writeFiles|diskWatch)\.ts$/.test(file))
            report('only nodeFiles.ts, writeFiles.ts and diskWatch.ts know the disk')
          if (/^node:child_process/.test(name) && file !== 'server/src/workspace/git.ts') report('only git.ts runs git')
        } else if (file.startsWith('client/')) {
          const shared = /^server\/src\/(?:lsp\/(?:compareM|m)essages\.ts|languages\/|base\/|pages\/)/.test(target)
          if (!target.startsWith('client/') && !shared) report('the client is thin')
        } else if (target.startsWith('server/src/') && target !== 'server/src/version.ts') {
          const imported = layerOf(target)
          if (layer !== imported && !layers[layer]?.includes(imported)) report(`${layer} may not import ${imported}`)
        }
      }
    }
    assert.deepEqual(violations, [])
  })

  it('has no import cycles', () => {
    const next = new Map(
      files.map((file) => [
        file,
        importsOf(file).flatMap(({ target, typeOnly }) => (target && !typeOnly ? [target] : [])),
      ]),
    )
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      else if (!done.has(file)) {
        for (const imported of next.get(file) ?? []) visit(imported, [...path, file])
        done.add(file)
      }
    }
    for (const file of files) visit(file, [])
    assert.deepEqual(cycles, [])
  })

  it('lets rules read facts, but not the text of documents', () => {
    const rules = files.filter((file) => layerOf(file) === 'rules')
    assert.ok(rules.length > 0)
    // Uses of the text of a document, also by destructuring: `{ text }: Document`, `document: { text }`.
    const reads =
      /\bdocument\.text\b|\.scan\b|\bscan\.lines\b|\bcontentOf\b|\{[^{}]*\btext\b[^{}]*\}(?:: Document\b| = [\w.]*\bdocument$)|\bdocument: \{[^{}]*\btext\b/m
    assert.deepEqual(
      rules.filter((file) => reads.test(sourceOf(file))),
      [],
    )
  })

  it('lets only markdown/ and document/ read scans', () => {
    const outside = files.filter((file) => !['markdown', 'document'].includes(layerOf(file)))
    // Neither `document.scan` nor `{ scan }`, nor the type `Scan`.
    const reads = /\.scan\b|[{,]\s*scan\b\s*[,:}]|\bScan\b/
    assert.deepEqual(
      outside.filter((file) => reads.test(sourceOf(file))),
      [],
    )
  })

  it('has no source file over 400 lines, and most are under 200', () => {
    const sizes = files.map((file) => sourceOf(file).split('\n').length - 1)
    assert.deepEqual(
      files.filter((_, k) => (sizes[k] as number) > 400),
      [],
    )
    assert.ok(sizes.filter((size) => size < 200).length > sizes.length * 0.9)
  })

  it('starts every source file with what it owns', () => {
    for (const file of files) assert.match(sourceOf(file), /^(?:#!.*\n)?(?:\/\/ |\/\*\*)/, file)
  })
})
