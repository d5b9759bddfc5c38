// npm test: runs all layers of tests in turn, even after failures, and prints the counts in the last line. `--no-editor` skips
// the real editors and the browser, and makes properties, growth and histories smaller.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ensureReady, root } from './setup.mjs'

if (process.argv.includes('--no-editor')) process.env.SPECWISE_SHARE ??= '0.05'
await ensureReady()
const { bundle } = await import('./build.mjs')
const counts = { passed: 0, failed: 0 }
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

await Promise.all([
  step('bundles build', () => bundle()),
  step('types are correct (tsc)', async () => {
    await run(bin('tsc'), ['--noEmit'])
    await run(bin('tsc'), ['--noEmit', '-p', 'client/page'])
  }),
  step('lint and format are correct (biome)', () => run(bin('biome'), ['check', '.'])),
])
await unitTests()
const { tryNpmPackage } = await import('./npm-try.mjs')
await step('the npm package installs into an empty folder and works', tryNpmPackage)
if (!process.argv.includes('--no-editor')) {
  await editorTests()
  const { editors, isInstalled, tryEditor } = await import('../editors/run.mjs')
  const installed = editors.filter(isInstalled)
  for (const editor of installed) await step(`${editor.name} works with the server`, () => tryEditor(editor))
  const absent = editors.filter((editor) => !installed.includes(editor)).map(({ name }) => name)
  console.log(
    `Other editors: ${installed.length} run${absent.length > 0 ? `; not installed, so not run: ${absent.join(', ')}` : ''}`,
  )
  const { tryPages } = await import('../vscode/pages.mjs')
  await step('the pages work in a browser and are accessible (axe)', tryPages)
  const { scenes, takePictures } = await import('../vscode/pictures.mjs')
  const { packVsix } = await import('./package.mjs')
  const vsix = await packVsix()
  for (const { name } of scenes)
    await step(`the scene "${name}" plays`, () => takePictures({ to: join(root, 'out'), vsix, only: [name] }))
}

console.log(`\n${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed === 0 ? 0 : 1)

async function step(title, work) {
  try {
    await work()
    counts.passed++
    console.log(`✓ ${title}`)
  } catch (error) {
    counts.failed++
    console.log(`✗ ${title}\n  ${error.message}`)
  }
}

/** Runs a program and shows its output. Resolves to the output; rejects if the program fails. */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 2] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
      process.stdout.write(chunk)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else reject(Object.assign(new Error(`${args[0] ?? program} exited with ${code}`), { output }))
    })
  })
}

/**
 * The place of a test file in the order. Files that start other processes run first, while the memory to fork is small; then those
 * that take long, so that nobody waits for them at the end.
 */
function rankOf(file) {
  if (/[/\\](?:cli|tools|workspace|reliability)[/\\]|(?:repositories|process)\.test\.ts$/.test(file)) return 0
  return /(?:properties|incremental|growth.\w+)\.test\.ts$/.test(file) ? 1 : 2
}

async function unitTests() {
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js')
  const files = readdirSync(join(root, 'test'), { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test', name))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
  const jobs = ['--parallel', '--jobs', String(Math.min(availableParallelism(), 4))]
  let broken = 0
  const output = await run(process.execPath, [mocha, ...jobs, ...files]).catch((error) => {
    broken = 1
    return error.output ?? ''
  })
  const number = (word) => Number(new RegExp(`^ +(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0)
  counts.passed += number('passing')
  // An aborted run, a run without tests, and skipped tests count as failures.
  counts.failed += Math.max(number('failing'), broken, number('passing') === 0 ? 1 : 0) + number('pending')
}

async function editorTests() {
  try {
    const { runVscodeTests } = await import('../vscode/run.mjs')
    const { runWebTests } = await import('../vscode/web.mjs')
    for (const runs of [runVscodeTests, runWebTests]) {
      const { passed, failed } = await runs()
      counts.passed += passed
      counts.failed += failed
    }
  } catch (error) {
    counts.failed++
    console.log(`✗ the tests in VS Code\n  ${error.message}`)
  }
}
