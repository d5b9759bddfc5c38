// A small language client that measures: starts the real server over stdio, opens a document, types, and waits for the
// diagnostics of each version. It does not announce pulling, so that diagnostics are pushed to it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import rpc from 'vscode-languageserver/node'

export const uri = 'file:///bench/docs/specs/0001-bench/spec.md'
const extensionArgs = ['--max-semi-space-size=16'] // what the extension starts the server with
const patience = 60_000 // ms until a server that says nothing is given up

const capabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: {
    synchronization: { dynamicRegistration: false },
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
}

/**
 * Starts a server and initializes it. Times are milliseconds.
 * @param {string} script the server's entry, run by this Node with `--stdio`
 * @param {string[]} nodeArgs options of Node, such as `--cpu-prof`
 * @param {{ uri: string, name: string }[]} workspaceFolders open in the editor
 */
export async function startServer(script, nodeArgs = [], workspaceFolders = []) {
  const started = performance.now()
  const child = spawn(process.execPath, [...extensionArgs, ...nodeArgs, script, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  const gone = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', kill)
    throw new Error(`the server ended by itself (${code ?? signal})`)
  })
  gone.catch(() => {})
  const reader = new rpc.StreamMessageReader(child.stdout)
  const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(child.stdin))
  /** What is waited for, unless the server ends or is silent for too long. */
  const orGone = (what, promise) => {
    const late = sleep(patience, undefined, { ref: false }).then(() => {
      throw new Error(`the server sent no ${what} in ${patience / 1000} s`)
    })
    return Promise.race([promise, gone, late])
  }

  let version = 0
  let published = (_diagnostics) => {}
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    if (params.version === version) published({ at: performance.now(), count: params.diagnostics.length })
  })
  connection.onNotification('window/logMessage', ({ type, message }) => {
    if (type <= 2) console.error(`server: ${message}`) // errors and warnings
  })
  connection.listen()

  /** Sends a notification that makes a new version, and waits for the diagnostics of that version. */
  const sendVersion = async (method, params) => {
    const diagnostics = new Promise((resolve) => {
      published = resolve
    })
    const before = performance.now()
    await connection.sendNotification(method, params)
    const { at, count } = await orGone('diagnostics', diagnostics)
    return { ms: at - before, sinceStart: at - started, count }
  }

  await orGone(
    'answer to "initialize"',
    connection.sendRequest('initialize', { processId: process.pid, rootUri: null, workspaceFolders, capabilities }),
  )
  const initialized = performance.now() - started
  await connection.sendNotification('initialized', {})

  return {
    /** Spawn to the answer of `initialize`. */
    initialized,
    pid: child.pid,
    /** Opens the document: `ms` to its diagnostics, `sinceStart` from the spawn, `count` of diagnostics. */
    open(text) {
      return sendVersion('textDocument/didOpen', {
        textDocument: { uri, languageId: 'markdown', version: ++version, text },
      })
    },
    /** One incremental edit: `ms` from just before it is written until the diagnostics of its version are parsed. */
    change(range, text) {
      return sendVersion('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ range, text }],
      })
    },
    /** A request of ours: `ms` to its answer. */
    async ask(method, params) {
      const before = performance.now()
      const answer = await orGone(`answer to "${method}"`, connection.sendRequest(method, params))
      return { ms: performance.now() - before, answer }
    },
    tell: (method, params) => connection.sendNotification(method, params),
    async stop() {
      await orGone('answer to "shutdown"', connection.sendRequest('shutdown'))
      await connection.sendNotification('exit')
      await gone.catch(() => {})
      connection.dispose()
    },
  }
}

/**
 * Types: one letter into a word of prose near the middle, then out again, 20 ms after the last answer.
 * @returns {Promise<number[]>} milliseconds of each of the `edits`, after `warmUp` others, which do not count
 */
export async function keystrokes(server, text, { edits, warmUp }) {
  const start = placeInProse(text)
  const end = { line: start.line, character: start.character + 1 }
  const times = []
  for (let k = 0; k < warmUp + edits; k++) {
    const { ms } =
      k % 2 === 0 ? await server.change({ start, end: start }, 'x') : await server.change({ start, end }, '')
    if (k >= warmUp) times.push(ms)
    await sleep(20)
  }
  return times
}

/** Inside the first plain word at or behind the middle line that begins like a sentence or a list item. */
function placeInProse(text) {
  const lines = text.split('\n')
  for (let line = lines.length >> 1; line < lines.length; line++) {
    const word = /^(?:[-\d]\S* (?:\[.\] )?)?[\w*: ]* [a-z]{4,}/.exec(lines[line])
    if (word) return { line, character: word[0].length - 2 }
  }
  throw new Error('no prose behind the middle')
}
