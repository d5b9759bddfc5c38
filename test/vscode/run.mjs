// Runs test/vscode/suite in VS Code with @vscode/test-electron: from the source tree, then from the packed VSIX.
// Uses the downloaded desktop program if SPECWISE_DESKTOP=1, otherwise its stand-in, which needs only npm.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { downloadAndUnzipVSCode, runTests, runVSCodeCommand } from '@vscode/test-electron'
import { build } from 'esbuild'
import { packVsix } from '../tools/package.mjs'
import { node24, root } from '../tools/setup.mjs'

const desktop = process.env.SPECWISE_DESKTOP === '1'
const standIn = join(root, 'test', 'tools', 'vscode-stand-in.mjs')
const carrier = join(root, 'test', 'vscode', 'carrier')

// A folder name with characters that libraries encode differently in URIs.
const unusualName = "@team (a) & b+c=d,e;f!'g"

// test-electron stops VS Code on Ctrl+C, but leaves this process running if there are other listeners.
let interrupted = false

/** Returns { passed, failed } of both runs. `extension`, `vsix` and `examples` replace those of the product. */
export async function runVscodeTests({ extension = root, vsix, examples = join(root, 'examples') } = {}) {
  const interrupt = () => {
    interrupted = true
  }
  const terminate = () => process.exit(143)
  process.on('SIGINT', interrupt).on('SIGTERM', terminate)
  await buildSuite()
  const packed = vsix ?? (await packVsix())
  const fromSource = await runOnce('VS Code, from the source tree', { extension, examples })
  const fromVsix = await runOnce('VS Code, from the packed VSIX', { extension, examples, vsix: packed })
  process.off('SIGINT', interrupt).off('SIGTERM', terminate)
  return { passed: fromSource.passed + fromVsix.passed, failed: fromSource.failed + fromVsix.failed }
}

async function buildSuite() {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/vscode/suite/index.ts'],
    outfile: 'out/vscode-suite.js',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  })
}

async function runOnce(title, { extension, examples, vsix }) {
  const temporary = mkdtempSync(join(tmpdir(), 'specwise-test-'))
  const remove = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
  process.on('exit', remove)
  console.log(title)
  const results = join(temporary, 'results.json')
  const workspace = join(temporary, vsix ? 'workspace' : unusualName)
  cpSync(examples, workspace, { recursive: true })
  const profile = [`--user-data-dir=${join(temporary, 'user')}`, `--extensions-dir=${join(temporary, 'extensions')}`]
  const log = keepLog()
  let trouble = 'it ended without results'
  try {
    const program = desktop ? await desktopProgram(profile, vsix) : standInProgram(vsix)
    await runTests({
      vscodeExecutablePath: program.path,
      extensionDevelopmentPath: vsix ? carrier : extension,
      extensionTestsPath: join(root, 'out', 'vscode-suite.js'),
      launchArgs: [...program.args, workspace, ...profile],
      extensionTestsEnv: {
        SPECWISE_RESULTS: results,
        SPECWISE_SOURCE: extension.replace(/[\\/]$/, ''),
        SPECWISE_PACKED: vsix ? '1' : '0',
      },
      stdout: log.stream,
      stderr: log.stream,
    })
  } catch (error) {
    trouble = error.message
  }
  if (interrupted) process.exit(130)
  const counts = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : { passed: 0, failed: 0 }
  // No results, no tests, or an error that the results do not explain is a failure of the run.
  if (counts.passed + counts.failed === 0 || (counts.failed === 0 && trouble !== 'it ended without results')) {
    console.log(`  ✗ the run itself: ${trouble}\n${log.last()}`)
    counts.failed++
  }
  remove()
  process.off('exit', remove)
  return counts
}

// Node is the "program" and the stand-in its first argument. This needs no execute bit and no shebang, and works on Windows.
function standInProgram(vsix) {
  return { path: node24(), args: [standIn, ...(vsix ? [`--install-extension=${vsix}`] : [])] }
}

async function desktopProgram(profile, vsix) {
  const path = await downloadAndUnzipVSCode()
  if (vsix) await runVSCodeCommand(['--install-extension', vsix, '--force', ...profile])
  return { path, args: [] }
}

/** Shows the lines of the suite at once, and keeps the last lines of the editor in case that the run itself fails. */
function keepLog() {
  const lines = []
  let rest = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      const parts = (rest + chunk).split('\n')
      rest = parts.pop()
      for (const line of parts) {
        const [, suiteLine] = /^specwise-test (.*)$/.exec(line) ?? []
        if (suiteLine) console.log(`  ${suiteLine}`)
        else if (suiteLine === undefined) lines.push(line.slice(0, 500))
      }
      lines.splice(0, lines.length - 60)
      done()
    },
  })
  return { stream, last: () => [...lines, rest].map((line) => `    ${line}`).join('\n') }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await runVscodeTests()
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}
