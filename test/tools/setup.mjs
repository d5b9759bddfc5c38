// The first step of every npm script of this project: installs dependencies, and makes sure that the script runs under Node 24,
// if necessary the one from npm. Needs only Node >= 20 and npm. Builds nothing: import test/tools/build.mjs dynamically after
// ensureReady().
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const nodeMajor = 24

/** Returns only if dependencies are installed and this process runs under Node 24. Otherwise ends this process. */
export async function ensureReady() {
  const reason = whyInstall()
  if (reason) {
    console.log(`Installing dependencies (npm ci): ${reason}`)
    try {
      runNpm(['ci', '--loglevel=error'], { cwd: root })
    } catch (error) {
      fail(`${error.message}. See its messages above, or run "npm ci" in ${root}.`)
    }
  }
  const bin = join(root, 'node_modules', '.bin')
  if (!process.env.PATH?.startsWith(bin)) process.env.PATH = bin + delimiter + (process.env.PATH ?? '')
  if (node24() !== process.execPath) await runAgainUnder(npmNode())
}

/** The path of Node for child processes: this one if it is new enough, else the one from npm. */
export function node24() {
  return Number.parseInt(process.versions.node, 10) >= nodeMajor ? process.execPath : npmNode()
}

/** Runs npm and shows its output. Throws if it fails. */
export function runNpm(args, { cwd, quiet = false }) {
  const cli = process.env.npm_execpath
  const viaNode = cli?.endsWith('npm-cli.js') && existsSync(cli)
  const windows = process.platform === 'win32'
  const [command, allArgs] = viaNode ? [process.execPath, [cli, ...args]] : [windows ? 'npm.cmd' : 'npm', args]
  const stdio = ['ignore', quiet ? 'ignore' : 'inherit', 'inherit']
  const result = spawnSync(command, allArgs, { cwd, stdio, shell: windows && !viaNode })
  if (result.error) throw new Error(`npm could not be started (${result.error.message})`)
  if (result.status !== 0)
    throw new Error(`"npm ${args.join(' ')}" in ${cwd} failed (${result.status ?? result.signal})`)
}

function whyInstall() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return 'node_modules is missing or incomplete'
  if (!npmNode()) return `node_modules has no Node ${nodeMajor}`
  const lock = join(root, 'package-lock.json')
  if (existsSync(lock) && statSync(lock).mtimeMs > statSync(installed).mtimeMs) return 'package-lock.json is newer'
}

function npmNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = join(root, 'node_modules', 'node', 'bin', name)
  return existsSync(path) ? path : undefined
}

// A terminal sends Ctrl+C to both processes. If it were forwarded too, it would count as the second one, which forces the end.
async function runAgainUnder(node) {
  if (!node) fail(`npm ci did not install Node ${nodeMajor} (package "node"). Install Node ${nodeMajor} or newer.`)
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  await new Promise(() => {
    child.on('error', (error) => fail(`${node} could not be started: ${error.message}`))
    child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

function fail(message) {
  console.error(`specwise: ${message}`)
  process.exit(1)
}
