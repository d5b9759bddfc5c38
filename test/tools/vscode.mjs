// Starts and stops a real VS Code server (from the npm registry, see vscode-install.mjs) on 127.0.0.1.
// Browsers are in vscode-browser.mjs, tests in vscode-stand-in.mjs.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24 } from './setup.mjs'
import { installServer } from './vscode-install.mjs'

/** Settings that keep everything unrelated to the extension out of pictures and test runs. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
}

/**
 * Starts the server with its data in `dir` (by default a new temporary folder, which is removed at the end). Resolves when the
 * server listens, to { port, address(options), log(), exited, stop() }; `address` takes the options of `pageAddress`. The
 * deadline is in milliseconds.
 */
export async function startServer({ port = 0, dir, extensionsDir, settings = {}, args = [], deadline = 60_000 } = {}) {
  if (port !== 0) await refuseBusy(port)
  const home = await installServer()
  const base = dir ?? mkdtempSync(join(tmpdir(), 'specwise-vscode-'))
  const data = join(base, 'server')
  const extensions = extensionsDir ?? join(base, 'extensions')
  mkdirSync(extensions, { recursive: true })
  mkdirSync(join(data, 'data', 'User'), { recursive: true })
  writeFileSync(join(data, 'data', 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2))
  // All users of the machine can reach the port. The token keeps them out of an editor that can run anything.
  const token = randomBytes(16).toString('hex')
  const child = run(home, [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--connection-token',
    token,
    '--accept-server-license-terms',
    '--enable-smoke-test-driver',
    '--disable-telemetry',
    '--server-data-dir',
    data,
    '--extensions-dir',
    extensions,
    ...args,
  ])
  const output = collect(child)
  const exited = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)))
  const remove = () => dir || rmSync(base, { recursive: true, force: true, maxRetries: 5 })
  // Nothing of the server remains when this process ends, unless it is killed.
  const atExit = () => {
    signalGroup(child, 'SIGKILL')
    remove()
  }
  process.on('exit', atExit)
  const stop = async () => {
    await endGroup(child, exited)
    process.off('exit', atExit)
    remove()
  }
  try {
    const actual = await listening(child, exited, output, deadline)
    const address = (options) => pageAddress(`127.0.0.1:${actual}`, token, options)
    return { port: actual, address, log: output.last, exited, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

// Rejects if the port is in use: the server itself would neither exit nor report it.
function refuseBusy(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(port, '127.0.0.1', () => probe.close(resolve))
  })
}

/** Installs a packed extension into an extensions folder, like a user. */
export async function installVsix(vsix, { dir, extensionsDir }) {
  const child = run(await installServer(), [
    '--install-extension',
    vsix,
    '--force',
    '--accept-server-license-terms',
    '--server-data-dir',
    join(dir, 'server'),
    '--extensions-dir',
    extensionsDir,
  ])
  const output = collect(child)
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`${vsix} could not be installed (${code}):\n${output.last()}`)
}

function run(home, args) {
  // Variables of an outer VS Code terminal or of npm would confuse this server.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(VSCODE_|npm_|ELECTRON_)/i.test(key)))
  // No gallery, so that nothing is looked up on the internet.
  env.EXTENSIONS_GALLERY = '{}'
  const detached = process.platform !== 'win32'
  return spawn(node24(), [join(home, 'out', 'server-main.js'), ...args], {
    cwd: home,
    env,
    detached,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function collect(child) {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      text = (text + chunk).slice(-20_000)
    })
  }
  child.on('error', (error) => {
    text += error.message
  })
  // Skip the long error about the native module of the logger, which is deliberately not installed.
  const isRelevant = (line) => !/spdlog|node:internal|^[\s\]}]*$/.test(line)
  return {
    last: () =>
      text
        .split('\n')
        .filter(isRelevant)
        .slice(-15)
        .map((line) => line.slice(0, 300))
        .join('\n'),
  }
}

async function listening(child, exited, output, deadline) {
  const port = new Promise((resolve) => {
    child.stdout.on('data', () => {
      const found = /listening on (\d+)/.exec(output.last())
      if (found) resolve(Number(found[1]))
    })
  })
  let timer
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, deadline, `did not listen within ${deadline / 1000} s`)
  })
  const first = await Promise.race([port, late, exited.then((code) => `exited with ${code}`)])
  clearTimeout(timer)
  if (typeof first === 'string') throw new Error(`the VS Code server ${first}. Its last lines:\n${output.last()}`)
  return first
}

// The server starts extension hosts, and these start language servers. All are in its process group.
function signalGroup(child, signal) {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch {
    // The group has already ended.
  }
}

async function endGroup(child, exited) {
  signalGroup(child, 'SIGTERM')
  let timer
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, 3000)
  })
  await Promise.race([exited, late])
  clearTimeout(timer)
  signalGroup(child, 'SIGKILL')
  if (child.pid !== undefined) await exited
}

/** The URL of a page that opens `folder`, and optionally `file`. Absolute paths on this machine become remote URIs. */
function pageAddress(host, token, { folder, file, extensions = [], tests }) {
  const remote = (path) => `vscode-remote://${host}${encodeURI(path.replaceAll('\\', '/').replace(/^(?!\/)/, '/'))}`
  const payload = extensions.map((path) => ['extensionDevelopmentPath', remote(path)])
  if (tests) payload.push(['extensionTestsPath', remote(tests)])
  if (file) payload.push(['openFile', remote(file)])
  payload.push(['skipWelcome', 'true'], ['skipReleaseNotes', 'true'])
  const query = new URLSearchParams({ tkn: token, folder, payload: JSON.stringify(payload) })
  return `http://${host}/?${query}`
}
