// The bundled server as a separate process, over standard input and output.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  createProtocolConnection,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'

const server = fileURLToPath(new URL('../../dist/server.mjs', import.meta.url))

describe('dist/server.mjs', () => {
  it('serves over --stdio, and exits on request', async () => {
    const child = spawn(process.execPath, [server, '--stdio'])
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    )
    const diagnostics = new Promise<PublishDiagnosticsParams>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', resolve)
    })
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
    connection.listen()
    const { serverInfo }: InitializeResult = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    })
    assert.equal(serverInfo?.name, 'specwise')
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri: 'file:///a/spec.md',
        languageId: 'markdown',
        version: 7,
        text: '# Spec: A\n\n**ID**: SPEC-1\n**Status**: wip\n',
      },
    })
    const { version, diagnostics: found } = await diagnostics
    assert.equal(version, 7)
    assert.ok(found.some((diagnostic) => diagnostic.code === 'invalid-metadata'))
    await connection.sendRequest('shutdown')
    await connection.sendNotification('exit')
    assert.equal(await ended, 0)
  })

  it('uses the language of its client, from its own translations or those in the initialization options', async () => {
    const messageFor = async (overrides: object): Promise<string> => {
      const child = spawn(process.execPath, [server, '--stdio'])
      const connection = createProtocolConnection(
        new StreamMessageReader(child.stdout),
        new StreamMessageWriter(child.stdin),
      )
      const diagnostics = new Promise<PublishDiagnosticsParams>((resolve) => {
        connection.onNotification('textDocument/publishDiagnostics', resolve)
      })
      connection.listen()
      await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {}, ...overrides })
      const text = '# Spec: A\n\n**ID**: SPEC-1\n**Status**:\n'
      const textDocument = { uri: 'file:///a/spec.md', languageId: 'markdown', version: 1, text }
      await connection.sendNotification('textDocument/didOpen', { textDocument })
      const { diagnostics: found } = await diagnostics
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      return found.map(({ message }) => String(message)).find((message) => message.includes('Status')) ?? ''
    }
    assert.equal(await messageFor({}), 'Metadata "Status" is empty.')
    assert.equal(await messageFor({ locale: 'xx' }), 'Metadata "Status" is empty.')
    assert.equal(await messageFor({ locale: 'zh-cn' }), '元数据“Status”为空。')
    const l10n = { 'Metadata "{0}" is empty.': '„{0}“ ist leer.' }
    assert.equal(await messageFor({ locale: 'de', initializationOptions: { l10n } }), '„Status“ ist leer.')
    assert.equal(
      await messageFor({ locale: 'de', initializationOptions: { l10n: { a: 1 } } }),
      'Metadata "Status" is empty.',
    )
  })

  it('exits when its client is gone', async () => {
    const child = spawn(process.execPath, [server, '--stdio'])
    const ended = new Promise((resolve) => child.on('exit', resolve))
    child.stdin.end()
    await ended
  })

  it('exits with a message if the header of a message is invalid', async () => {
    for (const malformed of [
      'Content-Length: 5\r\n\r\n{"jsonrpc":"2.0"}Content-Length: 2\r\n\r\n{}',
      'Content-Length: x\r\n\r\n{}',
    ]) {
      const child = spawn(process.execPath, [server, '--stdio'])
      let errorOutput = ''
      child.stderr.on('data', (part) => {
        errorOutput += part
      })
      child.stdin.write(malformed)
      assert.equal(await new Promise((resolve) => child.on('exit', resolve)), 1)
      assert.match(errorOutput, /^specwise: Invalid LSP message from the client: /)
    }
  })

  it('is also the command "lsp" of the command line', async () => {
    const child = spawn(process.execPath, [server.replace('server.mjs', 'cli.mjs'), 'lsp', '--version'])
    let output = ''
    child.stdout.on('data', (part) => {
      output += part
    })
    assert.equal(await new Promise((resolve) => child.on('exit', resolve)), 0)
    assert.match(output, /^\d+\.\d+\.\d+\n$/)
  })

  it('prints its usage', () => {
    const result = spawnSync(process.execPath, [server], { encoding: 'utf8' })
    assert.equal(result.status, 2)
    assert.match(result.stderr, /--stdio/)
    assert.equal(result.stdout, '')
    assert.match(spawnSync(process.execPath, [server, '--version'], { encoding: 'utf8' }).stdout, /^\d+\.\d+\.\d+\n$/)
  })
})
