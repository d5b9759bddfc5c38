// The trial that damages messages of a client: the server must continue, and answer the next valid message.
import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { uriOf } from '../../server/src/base/uri.ts'
import { createLifeCycle } from '../../server/src/lsp/lifeCycle.ts'
import { startServer } from '../../server/src/lsp/server.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { specification } from '../support/specifications.ts'
import type { Trial } from './trial.ts'

const path = '/w/specs/001-a/spec.md'
const uri = uriOf(path)
const perServer = 200
const perQuestion = 20
const patience = 10_000 // milliseconds

const at = fc.record({ line: fc.nat({ max: 30 }), character: fc.nat({ max: 60 }) })
const textDocument = fc.constant({ uri })
const message = fc.oneof(
  fc.record({
    method: fc.constantFrom('hover', 'definition', 'completion', 'references', 'documentHighlight', 'prepareRename'),
    params: fc.record({ textDocument, position: at, context: fc.constant({ includeDeclaration: true }) }),
  }),
  fc.record({
    method: fc.constantFrom('documentSymbol', 'codeLens', 'foldingRange', 'diagnostic'),
    params: fc.record({ textDocument }),
  }),
  fc.record({
    method: fc.constant('codeAction'),
    params: fc.record({
      textDocument,
      range: fc.record({ start: at, end: at }),
      context: fc.constant({ diagnostics: [] }),
    }),
  }),
  fc.record({
    method: fc.constant('didChange'),
    params: fc.record({
      textDocument: fc.record({ uri: fc.constant(uri), version: fc.nat() }),
      contentChanges: fc.array(
        fc.record({ range: fc.record({ start: at, end: at }), text: fc.string({ maxLength: 9 }) }),
        { maxLength: 3 },
      ),
    }),
  }),
)
const junk = fc.constantFrom<unknown>(null, -1, 1e300, '', [], {}, true, 'file:///%zz', [[]], { uri: 7 })
/** The damage to a message: another value at some key, another byte, or a truncated body. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), where: fc.nat(), value: junk }),
  fc.record({ kind: fc.constant('bytes' as const), where: fc.nat(), value: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), where: fc.nat(), value: fc.constant(0) }),
)
const frame = fc.tuple(message, damage)
type Frame = typeof frame extends fc.Arbitrary<infer T> ? T : never

/** All nested properties of a value, as pairs of the object that holds them and their key. */
function placesIn(
  value: unknown,
  found: [Record<string, unknown>, string][] = [],
): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return found
  for (const key of Object.keys(value)) {
    found.push([value as Record<string, unknown>, key])
    placesIn((value as Record<string, unknown>)[key], found)
  }
  return found
}

/** The bytes of a damaged message, with a valid header. */
function damaged([{ method, params }, { kind, where, value }]: Frame, id: number): Buffer {
  const isRequest = method !== 'didChange'
  const whole = structuredClone({ jsonrpc: '2.0', ...(isRequest && { id }), method: `textDocument/${method}`, params })
  if (kind === 'value') {
    const places = placesIn(whole)
    const [holder, key] = places[where % places.length] as [Record<string, unknown>, string]
    holder[key] = value
  }
  let body = Buffer.from(JSON.stringify(whole))
  if (kind === 'bytes') body[where % body.length] = value as number
  if (kind === 'cut') body = body.subarray(0, where % body.length)
  return framed(body)
}

const framed = (body: Buffer): Buffer => Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body])

/** A server whose client writes raw bytes. */
function serve(text: string) {
  const toServer = new PassThrough()
  const toClient = new PassThrough()
  const reader = new StreamMessageReader(toServer)
  reader.onError(() => {}) // the entry prints these errors
  const connection = createConnection(reader, new StreamMessageWriter(toClient), { messageStrategy: createLifeCycle() })
  connection.console.error = () => {}
  startServer(connection, { disk: memoryFiles({ '/w/.git/HEAD': '', [path]: text }) })
  const answers = new Map<string | number, (answer: unknown) => void>()
  const answered = new StreamMessageReader(toClient)
  answered.listen((answer) => {
    const { id, method } = answer as { id?: string | number; method?: string }
    if (method !== undefined && id !== undefined)
      toServer.write(framed(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, result: null }))))
    else if (id !== undefined) answers.get(id)?.(answer)
  })
  let last = 0
  const send = (method: string, params: unknown): void =>
    void toServer.write(framed(Buffer.from(JSON.stringify({ jsonrpc: '2.0', method, params }))))
  const ask = async (method: string, params: unknown): Promise<unknown> => {
    const id = `own ${last++}`
    const answer = new Promise((resolve) => answers.set(id, resolve))
    toServer.write(framed(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, method, params }))))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${method} was not answered`)), patience)
    })
    return Promise.race([answer, late]).finally(() => clearTimeout(timer))
  }
  // Not disposed: a busy server would log errors, and a real server ends with its process.
  return { write: (bytes: Buffer) => void toServer.write(bytes), send, ask }
}

async function attack(text: string, frames: readonly Frame[]): Promise<void> {
  const server = serve(text)
  const folders = [{ uri: uriOf('/w'), name: 'w' }]
  await server.ask('initialize', { processId: null, rootUri: null, capabilities: {}, workspaceFolders: folders })
  server.send('initialized', {})
  server.send('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } })
  for (const [k, damagedFrame] of frames.entries()) {
    server.write(damaged(damagedFrame, k))
    if (k % perQuestion === perQuestion - 1) await server.ask('workspace/symbol', { query: 'FR' })
  }
  server.send('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } })
  await server.ask('textDocument/documentSymbol', { textDocument: { uri } })
}

export const frames: Trial = {
  name: 'Messages are damaged on the wire',
  unit: 'messages',
  loss: 'a valid message that is not answered afterwards, or an uncaught exception',
  batch: 5 * perServer,
  goal: 100_000,
  short: perServer,
  async run(seed, count) {
    const losses: string[] = []
    const uncaught = (error: unknown): void => void losses.push(`uncaught: ${String(error)}`)
    process.on('unhandledRejection', uncaught)
    try {
      const servers = Math.ceil(count / perServer)
      const texts = fc.sample(specification, { seed, numRuns: servers })
      const sampled = fc.sample(frame, { seed, numRuns: count })
      for (const [k, text] of texts.entries())
        await attack(text, sampled.slice(k * perServer, (k + 1) * perServer)).catch((error: Error) =>
          losses.push(`server ${k}: ${error.message}`),
        )
    } finally {
      process.off('unhandledRejection', uncaught)
    }
    return losses
  },
}
