// Clients that violate the protocol: the server refuses requests, or handles them as well as possible.
import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import {
  CancellationToken,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type Message,
  type ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { Abandoned } from '../../server/src/analysis/analyser.ts'
import { uriOf } from '../../server/src/base/uri.ts'
import { Documents } from '../../server/src/lsp/documents.ts'
import { createErrorLog } from '../../server/src/lsp/errorLog.ts'
import { createGuard } from '../../server/src/lsp/guard.ts'
import { createLifeCycle } from '../../server/src/lsp/lifeCycle.ts'
import { startServer } from '../../server/src/lsp/server.ts'
import { type Client, connect, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const path = '/w/specs/001-a/spec.md'
const uri = uriOf(path)
const text =
  '# Spec: A\n\n**ID**: SPEC-001\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n'

async function open(): Promise<Client> {
  const client = await connect(profiles.vscode, undefined, memoryFiles({ [path]: text }), ['/w/'])
  client.open(uri, text)
  return client
}
const duplicatesOf = async (client: Client, address = uri): Promise<number[]> => {
  const report = await client.pull(address)
  const items: readonly Diagnostic[] = report.kind === 'full' ? report.items : []
  return items.flatMap(({ code, range }) => (code === 'duplicate-id' ? [range.start.line] : []))
}
const refused = (request: Promise<unknown>): Promise<number> =>
  request.then(
    () => assert.fail('the request was answered'),
    ({ code }: ResponseError<unknown>) => code,
  )

describe('a request', () => {
  it('is refused after shutdown, and so is a second initialize', async () => {
    const client = await open()
    const { connection } = client
    assert.equal(await refused(connection.sendRequest('initialize', { capabilities: {} })), -32600)
    await connection.sendRequest('shutdown')
    assert.equal(await refused(connection.sendRequest('workspace/symbol', { query: '' })), -32600)
    connection.dispose()
  })
  it('is refused before initialize, and a notification is ignored', () => {
    const { handleMessage } = createLifeCycle()
    const passedOn: unknown[] = []
    const next = (message: Message): void => void passedOn.push(message)
    const send = (message: object): void => void handleMessage(message as Message, next)
    send({ id: 1, method: 'shutdown' })
    send({ method: 'textDocument/didOpen' })
    send({ id: 2, method: 'initialize' })
    send({ id: 3, method: 'shutdown' })
    assert.deepEqual(passedOn, [
      { id: 1, method: 'specwise/refused/early' },
      { id: 2, method: 'initialize' },
      { id: 3, method: 'shutdown' },
    ])
  })
  it('before initialize gets an answer that says what is expected', async () => {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()]
    const ends = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const
    const messageStrategy = createLifeCycle()
    startServer(createConnection(...ends, { messageStrategy }), { disk: memoryFiles({}) })
    const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
    connection.listen()
    await assert.rejects(connection.sendRequest('workspace/symbol', { query: '' }), {
      code: -32002,
      message: 'Server not initialized: expected "initialize"',
    })
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })
    assert.equal(messageStrategy.hasEnded(), false)
    await connection.sendRequest('shutdown')
    assert.equal(messageStrategy.hasEnded(), true)
    connection.dispose()
  })
  it('is refused if its arguments are null', async () => {
    const client = await open()
    const request = client.connection.sendRequest('workspace/executeCommand', {
      command: 'specwise.resolve',
      arguments: null,
    })
    assert.equal(await refused(request), -32602)
    await client.stop()
  })
  it('accepts any spelling of a URI', async () => {
    const client = await open()
    assert.deepEqual(await duplicatesOf(client), [7])
    const otherSpelling = uri.replace('001-a', '001%2Da')
    assert.deepEqual(await duplicatesOf(client, otherSpelling), [7])
    client.change(otherSpelling, 2, { text: text.replace('**FR-001**: System MUST b', '**FR-002**: System MUST b') })
    assert.deepEqual(await duplicatesOf(client), [])
    await client.stop()
  })
})

describe('an edit', () => {
  it('is applied without a version', async () => {
    const client = await open()
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri },
      contentChanges: [{ text: text.replace('**FR-001**: System MUST b', '**FR-002**: System MUST b') }],
    })
    assert.deepEqual(await duplicatesOf(client), [])
    await client.stop()
  })
  it('beyond the end is applied at the end, and the next edits find their position', async () => {
    const client = await open()
    const at = (line: number, character: number) => ({ line, character })
    client.change(uri, 2, { range: { start: at(500, 10), end: at(501, 3) }, text: 'x\n' })
    client.change(uri, 3, { range: { start: at(8, 0), end: at(8, 900) }, text: '- **FR-001**: c' })
    client.change(uri, 4, { range: { start: at(9, 0), end: at(9, 0) }, text: '- **FR-001**: d\n' })
    assert.deepEqual(await duplicatesOf(client), [7, 8, 9])
    await client.stop()
  })
})

describe('the open documents', () => {
  it('do not contain URIs that were not opened, with or without a path', () => {
    const documents = new Documents()
    assert.equal(documents.get('untitled:Untitled-1'), undefined)
    assert.equal(documents.get('file:///w/a.md'), undefined)
  })
})

describe('a request that fails', () => {
  const logged: string[] = []
  const guard = createGuard((what, error) => logged.push(`${what}: ${error}`))
  const failing = (error: unknown) =>
    guard('hover', null, () => {
      throw error
    })({}, CancellationToken.None)
  it('is logged, and answered with nothing', async () => {
    logged.length = 0
    assert.equal(await failing('a reason'), null)
    assert.deepEqual(logged, ['hover: a reason'])
  })
  it('is answered as cancelled if its work was abandoned', async () => {
    logged.length = 0
    assert.equal(await refused(failing(new Abandoned())), -32800)
    assert.deepEqual(logged, [])
  })
})

describe('the log of failures', () => {
  const withoutStack = Object.assign(new Error('no stack'), { stack: undefined })
  const cases: readonly [error: unknown, message: string][] = [
    [withoutStack, 'hover failed: no stack'],
    ['only words', 'hover failed: only words'],
    [undefined, 'hover failed: undefined'],
  ]
  for (const [error, message] of cases)
    it(`has one line for ${String(error)}, however often it happens`, () => {
      const lines: string[] = []
      const failed = createErrorLog({ console: { error: (line: string) => lines.push(line) } } as never)
      failed('hover', error)
      failed('hover', error)
      assert.deepEqual(lines, [message])
    })
})
