// Creates the npm package in out/npm and packs it: the bundles, with a manifest without dependencies, since they are bundled.
// Publishes nothing. The manifest of the repository is that of the extension.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureReady, root } from './setup.mjs'

const mostKilobytes = 1536
const shipped = ['LICENSE', 'README.md', 'CHANGELOG.md', 'docs/specwise.schema.json', 'docs/specwise-pack.schema.json']
const programs = ['cli.mjs', 'server.mjs', 'mcp.mjs', 'parts', 'library.js', 'page.js', 'page.css']

/** Builds and packs. Returns the path of the tarball; throws if it is too large. */
export async function packNpm() {
  await ensureReady()
  const { bundle } = await import('./build.mjs')
  await bundle()
  const home = join(root, 'out', 'npm')
  rmSync(home, { recursive: true, force: true })
  mkdirSync(join(home, 'dist'), { recursive: true })
  for (const name of shipped) cpSync(join(root, name), join(home, name), { recursive: true })
  for (const name of programs) cpSync(join(root, 'dist', name), join(home, 'dist', name), { recursive: true })
  writeFileSync(join(home, 'dist', 'library.d.ts'), declarations())
  writeFileSync(join(home, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', join(root, 'out')]
  const { stdout, status, stderr } = spawnSync('npm', args, {
    cwd: home,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`)
  const [{ filename }] = JSON.parse(stdout)
  const path = join(root, 'out', filename)
  const kilobytes = Math.ceil(statSync(path).size / 1024)
  console.log(`${path}: ${kilobytes} KB`)
  if (kilobytes > mostKilobytes) throw new Error(`the package is larger than ${mostKilobytes} KB`)
  return path
}

/** The manifest of the npm package. */
function manifest() {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'))
  const { name, version, license, repository, bugs, homepage, keywords, engines } = read('package.json')
  const { description } = read('package.nls.json') // package.json contains only its key
  return {
    ...{ name, version, description, license, repository, bugs, homepage, keywords },
    engines: { node: engines.node },
    bin: { specwise: 'dist/cli.mjs' },
    exports: {
      '.': { types: './dist/library.d.ts', default: './dist/library.js' },
      './package.json': './package.json',
    },
    types: './dist/library.d.ts',
    files: ['dist', 'docs', 'CHANGELOG.md'],
    publishConfig: { access: 'public', provenance: true },
  }
}

/** The type declarations of the library, which must not import others. */
function declarations() {
  const types = join(root, 'out', 'types')
  mkdirSync(types, { recursive: true })
  const options = { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: '.', rootDir: '../..' }
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: options,
    include: ['../../server/src/library.ts', '../../server/src/**/*.d.ts'],
  }
  writeFileSync(join(types, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', types], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the types of the library could not be generated: ${stdout}`)
  const text = readFileSync(join(types, 'server', 'src', 'library.d.ts'), 'utf8')
  if (/\bimport\b/.test(text)) throw new Error('the types of the library import other types')
  return text
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await packNpm().catch((error) => {
    console.error(`specwise: ${error.message}`)
    process.exitCode = 1
  })
}
