// npm start: opens VS Code on examples/ with the extension built from these sources. Uses the installed `code` if there is one,
// otherwise (or with --server) a VS Code server from npm, for any browser.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
const examples = join(root, 'examples')
const { server, port } = readOptions()
try {
  const { bundle } = await import('./build.mjs')
  await bundle({ sourcemap: true })
} catch (error) {
  fail(`the build failed: ${error.message}`, 'Fix the sources above and try again.')
}
const code = server ? undefined : onPath('code')
if (code) openDesktop(code)
else await openServer()

function readOptions() {
  try {
    const options = { server: { type: 'boolean' }, port: { type: 'string', default: process.env.SPECWISE_PORT ?? '0' } }
    const { values } = parseArgs({ options })
    const number = Number(values.port)
    if (!Number.isInteger(number) || number < 0 || number > 65535) throw new Error(`"${values.port}" is not a port`)
    return { server: values.server || number !== 0, port: number }
  } catch (error) {
    fail(error.message, 'Usage: npm start -- [--server] [--port N]')
  }
}

function onPath(name) {
  const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name]
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.flatMap((folder) => names.map((candidate) => join(folder, candidate))).find((path) => existsSync(path))
}

function openDesktop(program) {
  const args = [`--extensionDevelopmentPath=${root}`, examples]
  const shell = process.platform === 'win32'
  console.log(`Opening ${examples} in ${program}`)
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args
  const child = spawn(shell ? `"${program}"` : program, quoted, { stdio: 'inherit', shell })
  const help = 'Try "npm start -- --server", which uses a VS Code server from npm in your browser.'
  child.on('error', (error) => fail(`${program} could not be started: ${error.message}`, help))
  child.on('exit', (status, signal) => status && fail(`${program} ended with ${status ?? signal}`, help))
}

async function openServer() {
  let running
  let ending = false
  endOnSignals(() => {
    ending = true
    return running?.stop()
  })
  const { startServer } = await import('./vscode.mjs')
  try {
    // Trusted, since these are our own examples. The port is only open on this machine, and the URL contains a token.
    running = await startServer({ port, args: ['--disable-workspace-trust'] })
  } catch (error) {
    const busy = error.code === 'EADDRINUSE'
    fail(
      busy ? `port ${port} on 127.0.0.1 is in use by another program` : error.message,
      busy
        ? 'Omit --port, or choose another one.'
        : 'Check the network (npm must work) and the free disk space, and try again.',
    )
  }
  const address = running.address({
    folder: examples,
    file: join(examples, 'docs', 'specs', '002-defective', 'spec.md'),
    extensions: [root.replace(/[\\/]$/, '')],
  })
  console.log(
    `\nVS Code with Specwise is running at\n\n  ${address}\n\nOpen it in a browser on this machine. Press Ctrl+C to stop.`,
  )
  const status = await running.exited
  if (!ending) fail(`the VS Code server exited unexpectedly (${status}):\n${running.log()}`, 'Start it again.')
}

// npm repeats the Ctrl+C of the terminal: signals within a second count as one.
function endOnSignals(stop) {
  let first
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, async () => {
      if (first && Date.now() - first < 1000) return
      if (first) process.exit(130)
      first = Date.now()
      console.log('\nClosing VS Code. Press Ctrl+C again to force it to stop.')
      await stop()
      process.exit(0)
    })
  }
}

function fail(message, help) {
  console.error(`specwise: ${message}\n${help}`)
  process.exit(1)
}
