// Bundles the programs into dist/: the extension's client and the language server for Node and for browsers, the command line,
// the server for agents, and the library; also the script of the pages that the client and the command line show.
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildLibraries, lazyLibraries } from './lazy-libraries.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

// Loaded by VS Code, and with `require` or `import` by programs of others.
const commonJs = { client: 'client/src/node.ts', library: 'server/src/library.ts' }
// Processes of their own, started by small programs of these names. What several of them use is in dist/parts/ once.
const processes = { server: 'server/src/node.ts', cli: 'server/src/cli.ts', mcp: 'server/src/mcp.ts' }
// Node keeps the compiled code in its folder for that, which saves a third of the time until a program starts.
const starter = (name) => `#!/usr/bin/env node
import module from 'node:module'
module.enableCompileCache?.()
await import('./parts/${name}.mjs')
`
// Modules of others that are not ES modules ask for those of Node by `require`.
const banner = "import{createRequire as nodeRequire}from'node:module';const require=nodeRequire(import.meta.url);"

const pointsOf = (entries) => Object.entries(entries).map(([out, input]) => ({ in: input, out }))

/** Builds dist/ from scratch. Throws if a source does not compile. */
export async function bundle({ sourcemap = false } = {}) {
  rmSync(`${root}dist`, { recursive: true, force: true })
  const underNode = {
    absWorkingDir: root,
    outdir: 'dist',
    bundle: true,
    minify: true,
    sourcemap,
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    loader: { '.md': 'text' },
    logLevel: 'warning',
  }
  await build({ ...underNode, entryPoints: pointsOf(commonJs), format: 'cjs' })
  await build({
    ...underNode,
    outdir: 'dist/parts',
    entryPoints: pointsOf(processes),
    format: 'esm',
    splitting: true,
    chunkNames: '[hash]',
    outExtension: { '.js': '.mjs' },
    banner: { js: banner },
    plugins: [lazyLibraries],
  })
  await buildLibraries('dist/parts', underNode)
  for (const name of Object.keys(processes)) writeFileSync(`${root}dist/${name}.mjs`, starter(name), { mode: 0o755 })
  await bundleForBrowsers({ outdir: 'dist/browser' })
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'client/page/main.ts', out: 'page' },
      { in: 'client/page/page.css', out: 'page' },
    ],
    outdir: 'dist',
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  })
}

/** Bundles the client and the server as browser workers. esbuild refuses Node modules that have no alias here. */
export const bundleForBrowsers = (overrides) =>
  build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'client/src/browser.ts', out: 'client' },
      { in: 'server/src/browser.ts', out: 'server' },
    ],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    conditions: ['worker'],
    alias: { 'node:path': 'path-browserify' },
    define: { 'self.location': 'undefined' }, // in a worker, it may be `blob:`, which @cfworker/json-schema does not accept as a URL
    loader: { '.md': 'text' },
    logLevel: 'warning',
    ...overrides,
  })

if (process.argv[1] === fileURLToPath(import.meta.url))
  await bundle({ sourcemap: process.argv.includes('--sourcemap') })
