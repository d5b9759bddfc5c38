// Cancelled requests, and requests that only wait until the document is read.
import assert from 'node:assert/strict'
import { CancellationTokenSource } from 'vscode-languageserver/node'
import { connect, profiles } from '../support/client.ts'

const uri = 'file:///w/docs/specs/004-queue/spec.md'
const long = `# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n${Array.from(
  { length: 8000 },
  (_, k) => `- **FR-${String(k + 1).padStart(4, '0')}**: System MUST answer request ${k} as FR-0001 says.\n`,
).join('')}`

describe('a request', () => {
  it('answers with an error when it is cancelled, and others are answered', async () => {
    const client = await connect(profiles.vscode)
    client.open(uri, long)
    const source = new CancellationTokenSource()
    const cancelled = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token)
    source.cancel()
    await assert.rejects(cancelled, { code: -32800 })
    const report = await client.pull(uri)
    assert.ok(report.kind === 'full' && report.items.length > 0)
    await client.stop()
  })
  it('about the content of a document does not wait for its findings', async () => {
    const client = await connect(profiles.neovim)
    client.open(uri, long)
    await client.pushed(uri, 1)
    const order: string[] = []
    for (let version = 2; version < 5; version++) {
      client.change(uri, version, { range: { start: at, end: at }, text: 'x' })
      const published = client.pushed(uri, version).then(() => order.push(`findings ${version}`))
      const answered = client.connection
        .sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 8, character: 6 } })
        .then((hover) => hover && order.push(`hover ${version}`))
      await Promise.all([published, answered])
    }
    assert.deepEqual(
      order,
      [2, 3, 4].flatMap((version) => [`hover ${version}`, `findings ${version}`]),
    )
    await client.stop()
  })
})

const at = { line: 20, character: 40 }
