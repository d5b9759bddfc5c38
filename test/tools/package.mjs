// Packs the extension into out/specwise.vsix, and fails if it is too large or its list of files has changed.
// Publishes nothing, and uses neither network nor Git.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { ensureReady, root } from './setup.mjs'

// The exact list of shipped files, so that adding or removing one is a deliberate decision. `browser` is in KB, gzipped.
const most = { kilobytes: 1500, files: 41, browser: 900 }
const shipped = [
  'package.json',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'client/media/added.svg',
  'client/media/changed.svg',
  'client/media/preview.css',
  'dist/browser/client.js',
  'dist/browser/server.js',
  'dist/client.js',
  'dist/server.mjs',
  'dist/mcp.mjs',
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

/** The files of each translated language: the texts of the programs and those of the manifest. */
function translations() {
  const bundles = existsSync(join(root, 'l10n')) ? readdirSync(join(root, 'l10n')) : []
  return bundles.flatMap((name) => [`l10n/${name}`, name.replace(/^bundle\.l10n/, 'package.nls')])
}

/** Builds and packs. Returns the path of the VSIX; throws if it exceeds the limits, or a file is missing or unexpected. */
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
  const parts = readdirSync(join(root, 'dist', 'parts')).map((name) => `dist/parts/${name}`)
  const expected = [...shipped, ...translations(), ...parts]
  const missing = expected.filter((file) => !files.includes(file))
  const unexpected = files.filter((file) => !expected.includes(file))
  if (missing.length > 0) throw new Error(`missing from the VSIX: ${missing.join(', ')}`)
  if (unexpected.length > 0) throw new Error(`unexpected in the VSIX: ${unexpected.join(', ')}`)
  console.log(`${packagePath}: ${kilobytes} KB, ${files.length} files`)
  if (kilobytes > most.kilobytes || files.length > most.files) {
    throw new Error(`the VSIX is larger than ${most.kilobytes} KB or ${most.files} files`)
  }
  const loaded = ['client.js', 'server.js'].map((name) => readFileSync(join(root, 'dist', 'browser', name)))
  const browser = Math.ceil(loaded.reduce((sum, program) => sum + gzipSync(program).length, 0) / 1024)
  console.log(`In a browser: ${browser} KB (gzipped)`)
  if (browser > most.browser) throw new Error(`the programs for browsers are larger than ${most.browser} KB (gzipped)`)
  return packagePath
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await packVsix().catch((error) => {
    console.error(`specwise: ${error.message}`)
    process.exitCode = 1
  })
}
