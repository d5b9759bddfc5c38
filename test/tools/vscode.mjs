// Starts a real VS Code server (from the npm registry, vscode-install.mjs) on 127.0.0.1 and ends it.
// Knows nothing of browsers (vscode-browser.mjs) and nothing of tests (vscode-stand-in.mjs).
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24 } from './setup.mjs'
import { installServer } from './vscode-install.mjs'

/** The settings that keep pictures and test runs free of everything that is not about the extension. */
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
 * Starts the server with its own data in `dir` (a new temporary folder unless given) and resolves when it listens:
 * { port, address({ folder, payload }), log(), exited, stop() }.
 */
export async function startServer({ port = 0, dir, extensionsDir, settings = {}, args = [], deadline = 60_000 } = {}) {
  if (port !== 0) await refuseBusy(port)
  const home = await installServer()
  const own = dir ?? mkdtempSync(join(tmpdir(), 'specwise-vscode-'))
  const data = join(own, 'server')
  const extensions = extensionsDir ?? join(own, 'extensions')
  mkdirSync(extensions, { recursive: true })
  mkdirSync(join(data, 'data', 'User'), { recursive: true })
  writeFileSync(join(data, 'data', 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2))
  // Everybody on the machine can reach the port; the token keeps them out of an editor that can run anything.
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
  const remove = () => dir || rmSync(own, { recursive: true, force: true, maxRetries: 5 })
  // However this process ends, short of being killed, nothing of the server stays behind.
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

// Asked to use a busy port, the server neither ends nor says so.
function refuseBusy(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(port, '127.0.0.1', () => probe.close(resolve))
  })
}

/** Installs a packed extension into an extensions folder, as a user does. */
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
  // Not inherited: what an outer VS Code terminal or npm puts there confuses the inner one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(VSCODE_|npm_|ELECTRON_)/i.test(key)))
  // No gallery: nothing is looked up on the internet.
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
  // Left out: the long complaint about the logger's native part, which is not installed on purpose.
  const worth = (line) => !/spdlog|node:internal|^[\s\]}]*$/.test(line)
  return {
    last: () =>
      text
        .split('\n')
        .filter(worth)
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
  const first = await Promise.race([port, late, exited.then((code) => `ended with ${code}`)])
  clearTimeout(timer)
  if (typeof first === 'string') throw new Error(`the VS Code server ${first}. Its last lines:\n${output.last()}`)
  return first
}

// The server starts extension hosts, and those start language servers: all are in its process group.
function signalGroup(child, signal) {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch {
    // Nobody of the group is left.
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

/** A page that opens `folder`; the payload's values that are absolute paths on this machine go in as remote URIs. */
function pageAddress(host, token, { folder, file, extensions = [], tests }) {
  const remote = (path) => `vscode-remote://${host}${encodeURI(path.replaceAll('\\', '/').replace(/^(?!\/)/, '/'))}`
  const payload = extensions.map((path) => ['extensionDevelopmentPath', remote(path)])
  if (tests) payload.push(['extensionTestsPath', remote(tests)])
  if (file) payload.push(['openFile', remote(file)])
  payload.push(['skipWelcome', 'true'], ['skipReleaseNotes', 'true'])
  const query = new URLSearchParams({ tkn: token, folder, payload: JSON.stringify(payload) })
  return `http://${host}/?${query}`
}
