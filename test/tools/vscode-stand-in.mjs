// Replaces the desktop VS Code program where it cannot be downloaded: takes the arguments that @vscode/test-electron passes, runs
// the suite in the VS Code server with a headless browser, and exits with its code. There is no Electron, but the workbench and
// the extension host are real.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { installVsix, startServer } from './vscode.mjs'
import { launchBrowser } from './vscode-browser.mjs'

const seconds = (name, otherwise) => Number(process.env[name] ?? otherwise) * 1000
const startDeadline = seconds('SPECWISE_VSCODE_START', 120)
const runDeadline = seconds('SPECWISE_VSCODE_RUN', 600)

// Expected messages of every run: about native modules that are deliberately missing, and the disabled gallery.
const noise = /Could not locate the bindings file|native-watchdog|Ignoring fetching additional builtin/

const cleanups = []
let ending
const temporary = mkdtempSync(join(tmpdir(), 'specwise-vscode-'))
cleanups.push(() => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }))

// The runner repeats the Ctrl+C of the terminal. Further signals have no effect.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(130))
const parent = process.ppid
setInterval(() => process.ppid !== parent && end(130), 1000).unref()

try {
  await end(await runSuite(readArguments(process.argv.slice(2))))
} catch (error) {
  if (!ending) console.error(`specwise: the VS Code stand-in failed: ${error.message}`)
  await end(1)
}

async function end(code) {
  ending ??= (async () => {
    for (const cleanup of cleanups.reverse()) await Promise.resolve(cleanup()).catch(() => {})
    process.exit(code)
  })()
  return ending
}

function readArguments(args) {
  const values = (name) => args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3))
  const [tests] = values('extensionTestsPath')
  const folder = args.findLast((arg) => !arg.startsWith('-'))
  if (!tests || !folder) throw new Error('expected --extensionTestsPath=FILE and the folder to open')
  return {
    folder: resolve(folder),
    tests,
    extensions: values('extensionDevelopmentPath'),
    install: values('install-extension'),
    extensionsDir: values('extensions-dir')[0] ?? join(temporary, 'extensions'),
    trust: args.includes('--disable-workspace-trust') ? ['--disable-workspace-trust'] : [],
  }
}

async function runSuite({ folder, tests, extensions, install, extensionsDir, trust }) {
  for (const vsix of install) await installVsix(vsix, { dir: temporary, extensionsDir })
  // If this process is killed, the server exits five minutes after the browser.
  const args = [...trust, '--enable-remote-auto-shutdown', '--reconnection-grace-time', '5']
  // As on the desktop. In a browser, it is on, and saves after a second what a test wants to revert.
  const settings = { 'files.autoSave': 'off' }
  const server = await startServer({ dir: temporary, extensionsDir, settings, args })
  cleanups.push(server.stop)
  const browser = await launchBrowser()
  cleanups.push(() => browser.close())

  const page = await browser.newPage()
  const lines = []
  const keep = (line) => lines.push(line.slice(0, 500)) > 30 && lines.shift()
  const exit = Promise.withResolvers()
  const started = Promise.withResolvers()
  page.on('console', (message) => noise.test(message.text()) || keep(message.text()))
  page.on('crash', () => exit.reject(new Error('the page crashed')))
  browser.on('disconnected', () => exit.reject(new Error('the browser exited')))
  server.exited.then((code) => exit.reject(new Error(`the VS Code server exited with ${code}`)))
  // Both the editor and the suite log here. The runner distinguishes the lines of the suite by their prefix.
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const text = args.join(' ')
    if (text.startsWith('specwise-test ')) started.resolve()
    if (!noise.test(text)) console.log(text)
  })
  await page.exposeFunction('codeAutomationExit', (code) => exit.resolve(code))
  try {
    await page.goto(server.address({ folder, extensions, tests }), { timeout: startDeadline })
    await within(startDeadline, Promise.race([started.promise, exit.promise]), 'the tests did not start')
    return await within(runDeadline, exit.promise, 'the tests did not end')
  } catch (error) {
    throw new Error(
      `${error.message}\nLast lines of the page:\n${lines.join('\n')}\nLast lines of the server:\n${server.log()}`,
    )
  }
}

async function within(ms, promise, otherwise) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${otherwise} within ${ms / 1000} s`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
