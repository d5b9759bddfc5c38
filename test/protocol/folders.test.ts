// Clients without workspace folders, and client capabilities in unusual forms.
import assert from 'node:assert/strict'
import type { InitializeParams } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import { readClient } from '../../server/src/lsp/capabilities.ts'
import { createFolders } from '../../server/src/lsp/folders.ts'
import { connect, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { until } from '../support/until.ts'

const specs = ['/w/specs/001-a/spec.md', '/w/specs/002-b/spec.md']
const text = (k: number): string =>
  `# Spec: S${k}\n\n**ID**: SPEC-00${k}\n**Status**: draft\n\n## Requirements\n\n- **FR-00${k}**: System MUST a\n`
const disk = (extra: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(specs.map((path, k) => [path, text(k + 1)])),
  ...extra,
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

describe('a client without workspace folders', () => {
  it('gets the repository around a document as a folder', async () => {
    assert.equal((await symbolsOf(disk({ '/w/.git/HEAD': '' }))).length, 2)
  })
  it('gets the folder of the configuration if there is no repository', async () => {
    assert.equal((await symbolsOf(disk({ '/w/.specwise.json': '{}' }))).length, 2)
  })
  it('has no folder searched without either of them', async () => {
    assert.deepEqual(await symbolsOf(disk({})), [])
  })
})

describe('the workspace folders', () => {
  const settingsOf = async () => ({ path: undefined, root: '/w' })
  it('are the root of an older client, and are named in the log', () => {
    const folders = createFolders(settingsOf)
    assert.equal(folders.shown(), 'no folders')
    folders.begin({ workspaceFolders: null, rootUri: uriOf('/w/a/') } as InitializeParams)
    assert.deepEqual([folders.all(), folders.shown()], [['/w/a'], '/w/a'])
  })
  it('come before the root of a client', () => {
    const folders = createFolders(settingsOf)
    folders.begin({ workspaceFolders: [{ uri: uriOf('/w/b'), name: 'b' }], rootUri: uriOf('/w') } as InitializeParams)
    assert.deepEqual(folders.all(), ['/w/b'])
  })
  it('are added and removed by the client, which ends the search for repositories', async () => {
    const folders = createFolders(settingsOf)
    folders.begin({ workspaceFolders: [], rootUri: null } as unknown as InitializeParams)
    assert.equal(await folders.opened('/w/a.md'), true)
    folders.change({ added: [], removed: [{ uri: uriOf('/w/'), name: 'w' }] })
    assert.deepEqual(folders.all(), [])
    assert.equal(await folders.opened('/w/a.md'), true, 'no folder was given')
    const added = ['/x', 'untitled:y'].map((one) => ({ uri: one.startsWith('/') ? uriOf(one) : one, name: one }))
    folders.change({
      added,
      removed: [
        { uri: 'untitled:w', name: 'w' },
        { uri: uriOf('/w'), name: 'w' },
      ],
    })
    assert.deepEqual(folders.all(), ['/x'])
    assert.equal(await folders.opened('/w/a.md'), false)
  })
  it('are read when the client adds one, and forgotten when it removes one', async () => {
    const files = disk({ '/x/specs/003-c/spec.md': text(3) })
    const capabilities = { ...profiles.vscode, workspace: { ...profiles.vscode.workspace, workspaceFolders: true } }
    const client = await connect(capabilities, undefined, memoryFiles(files), ['/w'])
    const names = async (): Promise<string[]> =>
      ((await client.connection.sendRequest('workspace/symbol', { query: 'FR-' })) as { name: string }[])
        .map(({ name }) => name.slice(0, 6))
        .sort()
    const change = (added: string[], removed: string[]): Promise<void> =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: {
          added: added.map((path) => ({ uri: uriOf(path), name: path })),
          removed: removed.map((path) => ({ uri: uriOf(path), name: path })),
        },
      })
    assert.deepEqual(await names(), ['FR-001', 'FR-002'])
    await change(['/x'], [])
    assert.deepEqual(await names(), ['FR-001', 'FR-002', 'FR-003'])
    await change([], ['/w'])
    assert.deepEqual(await names(), ['FR-003'])
    await client.stop()
  })
})

describe('client capabilities', () => {
  it('include document changes if only resource operations are given', () => {
    const workspaceEdit = { resourceOperations: ['create' as const] }
    const { versionedEdits, creates } = readClient({ workspace: { workspaceEdit } }, undefined)
    assert.deepEqual([versionedEdits, creates], [true, true])
    const noOperations = readClient({ workspace: { workspaceEdit: { resourceOperations: [] } } }, undefined)
    assert.deepEqual([noOperations.versionedEdits, noOperations.creates], [false, false])
  })
  it('include the refresh of diagnostics under either name', () => {
    const refreshSupported = { refreshSupport: true }
    const older: object = { workspace: { diagnostic: refreshSupported } }
    assert.deepEqual(
      [{ workspace: { diagnostics: refreshSupported } }, older, {}].map(
        (capabilities) => readClient(capabilities, undefined).refreshes,
      ),
      [true, true, false],
    )
  })
})
