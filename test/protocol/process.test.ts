// The bundled server as a process of its own, over standard input and output.
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

const server = fileURLToPath(new URL('../../dist/server.js', import.meta.url))

describe('dist/server.js', () => {
  it('serves over --stdio, and ends when it is told', async () => {
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
    assert.ok(found.some((one) => one.code === 'invalid-metadata'))
    await connection.sendRequest('shutdown')
    await connection.sendNotification('exit')
    assert.equal(await ended, 0)
  })

  it('speaks the language of its client, by its own translations or those that it is sent', async () => {
    const messageFor = async (more: object): Promise<string> => {
      const child = spawn(process.execPath, [server, '--stdio'])
      const connection = createProtocolConnection(
        new StreamMessageReader(child.stdout),
        new StreamMessageWriter(child.stdin),
      )
      const diagnostics = new Promise<PublishDiagnosticsParams>((resolve) => {
        connection.onNotification('textDocument/publishDiagnostics', resolve)
      })
      connection.listen()
      await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {}, ...more })
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

  it('ends when its client has gone', async () => {
    const child = spawn(process.execPath, [server, '--stdio'])
    const ended = new Promise((resolve) => child.on('exit', resolve))
    child.stdin.end()
    await ended
  })

  it('ends with a word where the header of a message is wrong', async () => {
    for (const wrong of [
      'Content-Length: 5\r\n\r\n{"jsonrpc":"2.0"}Content-Length: 2\r\n\r\n{}',
      'Content-Length: x\r\n\r\n{}',
    ]) {
      const child = spawn(process.execPath, [server, '--stdio'])
      let told = ''
      child.stderr.on('data', (part) => {
        told += part
      })
      child.stdin.write(wrong)
      assert.equal(await new Promise((resolve) => child.on('exit', resolve)), 1)
      assert.match(told, /^specwise: Invalid LSP message from the client: /)
    }
  })

  it('is the command lsp of the command line, too', async () => {
    const child = spawn(process.execPath, [server.replace('server.js', 'cli.js'), 'lsp', '--version'])
    let told = ''
    child.stdout.on('data', (part) => {
      told += part
    })
    assert.equal(await new Promise((resolve) => child.on('exit', resolve)), 0)
    assert.match(told, /^\d+\.\d+\.\d+\n$/)
  })

  it('says how to use it', () => {
    const wrong = spawnSync(process.execPath, [server], { encoding: 'utf8' })
    assert.equal(wrong.status, 2)
    assert.match(wrong.stderr, /--stdio/)
    assert.equal(wrong.stdout, '')
    assert.match(spawnSync(process.execPath, [server, '--version'], { encoding: 'utf8' }).stdout, /^\d+\.\d+\.\d+\n$/)
  })
})
