// A small language client for measurements. It starts any language server over stdio, opens documents, types, and waits for
// the diagnostics of each version. It does not announce pull support, so servers push diagnostics.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import rpc from 'vscode-languageserver/node'

export const uri = 'file:///bench/docs/specs/0001-bench/spec.md'
const patience = 180_000 // ms to wait for a silent server

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
 * @param {{ name: string, server: string[] }} program see programs.mjs
 * @param {string} [folder] open in the editor
 */
export async function startServer({ name, server: [command, ...args] }, folder) {
  const started = performance.now()
  const child = spawn(command, args, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] })
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  const exited = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', kill)
    throw new Error(`${name}: the server exited unexpectedly (${code ?? signal})`)
  })
  exited.catch(() => {})
  const reader = new rpc.StreamMessageReader(child.stdout)
  const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(child.stdin))
  /** Resolves like the promise; rejects if the server exits or is silent for too long. */
  const unlessExited = async (description, promise) => {
    const timer = new AbortController()
    const late = sleep(patience, undefined, { ref: false, signal: timer.signal }).then(() => {
      throw new Error(`${name}: the server sent no ${description} within ${patience / 1000} s`)
    })
    try {
      return await Promise.race([promise, exited, late])
    } finally {
      late.catch(() => {})
      timer.abort()
    }
  }

  const documents = new Map() // text and version by URI
  let awaited
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    const at = performance.now()
    if (params.uri !== awaited?.uri) return
    // If a server sends no version, its next diagnostics count.
    if ((params.version ?? awaited.version) === awaited.version)
      awaited.resolve({ at, count: params.diagnostics.length })
  })
  connection.onNotification('window/logMessage', ({ type, message }) => {
    if (type <= 2) console.error(`${name}: ${message}`) // errors and warnings
  })
  connection.onRequest(() => null) // progress, registrations
  connection.listen()

  /** Sends a notification that makes a new version, and waits for the diagnostics of that version. */
  const sendVersion = async (method, params) => {
    const diagnostics = new Promise((resolve) => {
      awaited = { uri: params.textDocument.uri, version: params.textDocument.version, resolve }
    })
    const before = performance.now()
    await connection.sendNotification(method, params)
    const { at, count } = await unlessExited('diagnostics', diagnostics)
    awaited = undefined
    return { ms: at - before, sinceStart: at - started, count }
  }

  const { capabilities: offered } = await unlessExited(
    'answer to "initialize"',
    connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folder ? [{ uri: pathToFileURL(folder).href, name: 'bench' }] : [],
      capabilities,
    }),
  )
  const initialized = performance.now() - started
  await connection.sendNotification('initialized', {})
  const incremental = (offered.textDocumentSync?.change ?? offered.textDocumentSync) === 2

  /** The parameters of the next version of a document: the edit, or the whole text if the server syncs whole texts. */
  const edited = (range, text, of) => {
    const document = documents.get(of)
    document.version++
    if (!incremental) document.text = replaced(document.text, range, text)
    const change = incremental ? { range, text } : { text: document.text }
    return { textDocument: { uri: of, version: document.version }, contentChanges: [change] }
  }

  return {
    /** Spawn to the answer of `initialize`. */
    initialized,
    pid: child.pid,
    /** Opens a document. Resolves to `ms` until its diagnostics, `sinceStart` from the spawn, and `count` of diagnostics. */
    open(text, of = uri) {
      documents.set(of, { text, version: 1 })
      return sendVersion('textDocument/didOpen', {
        textDocument: { uri: of, languageId: 'markdown', version: 1, text },
      })
    },
    /** One edit: `ms` from just before it is written until the diagnostics of its version are parsed. */
    change: (range, text, of = uri) => sendVersion('textDocument/didChange', edited(range, text, of)),
    /** One edit, without waiting for its diagnostics. */
    sendChange: (range, text, of = uri) =>
      connection.sendNotification('textDocument/didChange', edited(range, text, of)),
    /** Sends a request. Resolves to `ms` until its answer, and the answer. */
    async ask(method, params) {
      const before = performance.now()
      const answer = await unlessExited(`answer to "${method}"`, connection.sendRequest(method, params))
      return { ms: performance.now() - before, answer }
    },
    notify: (method, params) => connection.sendNotification(method, params),
    async stop() {
      await unlessExited('answer to "shutdown"', connection.sendRequest('shutdown'))
      await connection.sendNotification('exit')
      const stay = sleep(2_000, undefined, { ref: false })
      await Promise.race([exited.catch(() => {}), stay])
      kill() // no effect if it has exited
      connection.dispose()
    },
  }
}

function replaced(text, { start, end }, by) {
  let lineStart = 0
  for (let line = 0; line < start.line; line++) lineStart = text.indexOf('\n', lineStart) + 1
  if (end.line !== start.line) throw new Error('only edits within one line are supported')
  return text.slice(0, lineStart + start.character) + by + text.slice(lineStart + end.character)
}
