// Clients that give no folders, and what they can do said in other ways.
import assert from 'node:assert/strict'
import { uriOf } from '../../server/src/base/uri.ts'
import { readClient } from '../../server/src/lsp/capabilities.ts'
import { connect, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { until } from '../support/until.ts'

const specs = ['/w/specs/001-a/spec.md', '/w/specs/002-b/spec.md']
const text = (k: number): string =>
  `# Spec: S${k}\n\n**ID**: SPEC-00${k}\n**Status**: draft\n\n## Requirements\n\n- **FR-00${k}**: System MUST a\n`
const disk = (more: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(specs.map((path, k) => [path, text(k + 1)])),
  ...more,
})
const symbolsOf = async (files: Record<string, string>, folders: readonly string[] = []): Promise<unknown[]> => {
  const client = await connect(profiles.neovim, undefined, memoryFiles(files), folders)
  const [path = ''] = specs
  client.open(uriOf(path), files[path] ?? '')
  await client.pushed(uriOf(path), 1)
  let found: unknown[] | null = []
  const ask = async (): Promise<number> => {
    found = await client.connection.sendRequest('workspace/symbol', { query: 'FR-' })
    return found?.length ?? 0
  }
  if (Object.keys(files).length > 2) await until(async () => (await ask()) === 2)
  else await ask()
  await client.stop()
  return found ?? []
}

describe('a client that gives no folder', () => {
  it('has the repository around a document taken for one', async () => {
    assert.equal((await symbolsOf(disk({ '/w/.git/HEAD': '' }))).length, 2)
  })
  it('has the folder of the configuration taken where there is no repository', async () => {
    assert.equal((await symbolsOf(disk({ '/w/.specwise.json': '{}' }))).length, 2)
  })
  it('has no folder looked through where nothing says which', async () => {
    assert.deepEqual(await symbolsOf(disk({})), [])
  })
})

describe('what a client can do', () => {
  it('is document changes where it says operations on files alone', () => {
    const workspaceEdit = { resourceOperations: ['create' as const] }
    const { versionedEdits, creates } = readClient({ workspace: { workspaceEdit } }, undefined)
    assert.deepEqual([versionedEdits, creates], [true, true])
    const none = readClient({ workspace: { workspaceEdit: { resourceOperations: [] } } }, undefined)
    assert.deepEqual([none.versionedEdits, none.creates], [false, false])
  })
  it('is a refresh of diagnostics under either name', () => {
    const asked = { refreshSupport: true }
    const older: object = { workspace: { diagnostic: asked } }
    assert.deepEqual(
      [{ workspace: { diagnostics: asked } }, older, {}].map((one) => readClient(one, undefined).refreshes),
      [true, true, false],
    )
  })
})
