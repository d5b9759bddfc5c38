// What every npm script of this project does first: dependencies installed, and the rest under the Node from npm.
// Needs nothing but Node >= 20 and npm. Builds nothing: import test/tools/build.mjs dynamically after ensureReady().
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const nodeMajor = 24

/** Returns only when dependencies are there and this process runs under Node 24; else it ends this process itself. */
export async function ensureReady() {
  const reason = whyInstall()
  if (reason) {
    console.log(`Installing dependencies (npm ci): ${reason}`)
    try {
      runNpm(['ci', '--loglevel=error'], { cwd: root })
    } catch (error) {
      fail(`${error.message}. Its messages are above. Nothing else was tried; run "npm ci" in ${root} to see it alone.`)
    }
  }
  const bin = join(root, 'node_modules', '.bin')
  if (!process.env.PATH?.startsWith(bin)) process.env.PATH = bin + delimiter + (process.env.PATH ?? '')
  if (node24() !== process.execPath) await runAgainUnder(npmNode())
}

/** The Node to run programs with: this one when it is new enough, else the one from npm. */
export function node24() {
  return Number.parseInt(process.versions.node, 10) >= nodeMajor ? process.execPath : npmNode()
}

/** Runs npm with its output shown; throws when it fails. */
export function runNpm(args, { cwd, quiet = false }) {
  const cli = process.env.npm_execpath
  const viaNode = cli?.endsWith('npm-cli.js') && existsSync(cli)
  const windows = process.platform === 'win32'
  const [command, all] = viaNode ? [process.execPath, [cli, ...args]] : [windows ? 'npm.cmd' : 'npm', args]
  const stdio = ['ignore', quiet ? 'ignore' : 'inherit', 'inherit']
  const result = spawnSync(command, all, { cwd, stdio, shell: windows && !viaNode })
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

// A terminal sends Ctrl+C to both processes itself; passed on as well, it would count as the second, forcing one.
async function runAgainUnder(node) {
  if (!node) fail(`npm ci did not bring Node ${nodeMajor} (package "node"). Use Node ${nodeMajor} or newer yourself.`)
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
