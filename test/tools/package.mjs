// Packs the extension into out/specwise.vsix and refuses what is larger than users should have to load.
// Publishes nothing and asks nobody: no network, no git.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { ensureReady, root } from './setup.mjs'

// The exact list of what users get: a file more or less is a decision.
const most = { kilobytes: 1500, files: 25, browser: 900 }
const shipped = [
  'package.json',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'client/media/preview.css',
  'dist/browser/client.js',
  'dist/browser/server.js',
  'dist/client.js',
  'dist/server.js',
  'dist/mcp.js',
  'dist/page.js',
  'dist/page.css',
  'docs/images/icon.png',
  'docs/images/specwise.svg',
  'docs/images/walkthrough/findings.svg',
  'docs/images/walkthrough/list.svg',
  'docs/images/walkthrough/questions.svg',
  'docs/images/walkthrough/trace.svg',
  'docs/specwise-pack.schema.json',
  'docs/specwise.schema.json',
  'snippets/new.json',
  'syntaxes/specwise.tmLanguage.json',
]

/** What each language ships: the texts of the manifest and those of the programs, by the bundles that there are. */
function translations() {
  const bundles = existsSync(join(root, 'l10n')) ? readdirSync(join(root, 'l10n')) : []
  return bundles.flatMap((name) => [`l10n/${name}`, name.replace(/^bundle\.l10n/, 'package.nls')])
}

/** Builds and packs; the path of the VSIX. Throws when it grew beyond the limits or lacks a file. */
export async function packVsix() {
  await ensureReady()
  const { bundle } = await import('./build.mjs')
  const { createVSIX, listFiles, PackageManager } = await import('@vscode/vsce')
  await bundle()
  const packagePath = join(root, 'out', 'specwise.vsix')
  mkdirSync(join(root, 'out'), { recursive: true })
  const options = { cwd: root, dependencies: false }
  await createVSIX({ ...options, packagePath })
  const files = await listFiles({ ...options, packageManager: PackageManager.None })
  const kilobytes = Math.ceil(statSync(packagePath).size / 1024)
  const expected = [...shipped, ...translations()]
  const missing = expected.filter((file) => !files.includes(file))
  const unexpected = files.filter((file) => !expected.includes(file))
  if (missing.length > 0) throw new Error(`missing in the VSIX: ${missing.join(', ')}`)
  if (unexpected.length > 0) throw new Error(`not meant to be in the VSIX: ${unexpected.join(', ')}`)
  console.log(`${packagePath}: ${kilobytes} KB, ${files.length} files`)
  if (kilobytes > most.kilobytes || files.length > most.files) {
    throw new Error(`the VSIX is too large: at most ${most.kilobytes} KB and ${most.files} files`)
  }
  const loaded = ['client.js', 'server.js'].map((name) => readFileSync(join(root, 'dist', 'browser', name)))
  const browser = Math.ceil(loaded.reduce((sum, program) => sum + gzipSync(program).length, 0) / 1024)
  console.log(`in a browser: ${browser} KB, as they are transferred`)
  if (browser > most.browser) throw new Error(`the programs for browsers are too large: at most ${most.browser} KB`)
  return packagePath
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await packVsix().catch((error) => {
    console.error(`specwise: ${error.message}`)
    process.exitCode = 1
  })
}
