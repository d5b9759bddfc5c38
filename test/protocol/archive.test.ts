// Archiving over the protocol: why it is refused, where a specification may be moved, and the links that follow it.
import assert from 'node:assert/strict'
import type { TextDocumentEdit } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import type { Archived, ArchiveParams } from '../../server/src/lsp/messages.ts'
import { connect, profiles } from '../support/client.ts'
import { type Editor, openEditor } from '../support/editor.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const text = '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: done\n\n## Requirements\n\n- **FR-001**: System MUST a\n'
const spec = '/w/specs/004-queue/spec.md'
const uri = uriOf(spec)
const disk = (): Record<string, string> => ({ '/w/.git/HEAD': '', [spec]: text, '/w/README.md': '# Readme\n' })
const start = (files: Record<string, string>, folder = '/w'): Promise<Editor> =>
  openEditor(files, {}, undefined, [folder])
const archive = (editor: Pick<Editor, 'connection'>, given: ArchiveParams): Promise<Archived> =>
  editor.connection.sendRequest('specwise/archive', given)

describe('archiving a specification', () => {
  const refusals: readonly [name: string, given: ArchiveParams, reason: string][] = [
    ['not on the disk', { uri: 'untitled:Untitled-1' }, 'This document is not part of a specification'],
    ['ordinary Markdown', { uri: uriOf('/w/README.md') }, 'This document is not part of a specification'],
    ['moved to a place that is no file', { uri, to: 'untitled:x' }, 'The target is outside the workspace'],
    ['moved out of the workspace', { uri, to: uriOf('/other/004-queue') }, 'The target is outside the workspace'],
    ['moved to a file that exists', { uri, to: uriOf('/w/README.md') }, '"/w/README.md" already exists'],
    [
      'outside the workspace itself',
      { uri: uriOf('/elsewhere/specs/005-topic/spec.md') },
      'The specification is outside the workspace',
    ],
  ]
  for (const [name, given, reason] of refusals)
    it(`is refused for one that is ${name}`, async () => {
      const editor = await start({ ...disk(), '/elsewhere/specs/005-topic/spec.md': text.replace('004', '005') })
      assert.deepEqual(await archive(editor, given), { moved: null, reason })
      assert.deepEqual(editor.applied, [])
      await editor.stop()
    })

  it('says why the editor did not apply it, and that nothing was moved', async () => {
    const editor = await start(disk())
    editor.fail = { after: 0 }
    assert.deepEqual(await archive(editor, { uri }), { moved: null, reason: 'the disk is full' })
    editor.fail = 'throws'
    const { moved, reason } = await archive(editor, { uri })
    assert.equal(moved, null)
    assert.match(reason ?? '', /\bno$/)
    assert.ok(spec in editor.disk)
    await editor.stop()
  })
  it('says so if the editor gives no reason', async () => {
    const client = await connect(profiles.vscode, {}, memoryFiles(disk()), ['/w'])
    client.connection.onRequest('workspace/applyEdit', () => ({ applied: false }))
    assert.deepEqual(await archive(client, { uri }), { moved: null, reason: 'The editor did not apply the change' })
    await client.stop()
  })
  it('moves it to the wanted place, and back from an archive', async () => {
    const editor = await start(disk())
    const [there, back] = ['/w/specs/archive/004-queue', '/w/specs/004-queue']
    const { moved } = await archive(editor, { uri, to: uriOf(there) })
    assert.equal(moved, uriOf(there))
    assert.equal(editor.disk[`${there}/spec.md`], text)
    const again = await archive(editor, { uri: uriOf(`${there}/spec.md`), to: uriOf(back) })
    assert.equal(again.moved, uriOf(back))
    assert.equal(editor.disk[spec], text)
    await editor.stop()
  })
  it('moves a specification that is one file', async () => {
    const path = '/w/specs/004-queue.md'
    const editor = await start({ '/w/.git/HEAD': '', [path]: text })
    const { moved } = await archive(editor, { uri: uriOf(path) })
    assert.match(moved ?? '', /\/w\/specs\/[^.]+\/004-queue\.md$/)
    await editor.stop()
  })
  it('moves one in a workspace that is the whole disk', async () => {
    const path = '/specs/004-queue/spec.md'
    const editor = await start({ [path]: text, '/README.md': '[q](specs/004-queue/spec.md)\n' }, '/')
    const { moved, links } = await archive(editor, { uri: uriOf(path) })
    assert.match(moved ?? '', /\/specs\/[^.]+\/004-queue$/)
    assert.equal(links, 1)
    await editor.stop()
  })
  it('edits the version of an open document, and leaves out a file that cannot be read', async () => {
    const readme = '/w/README.md'
    const files: Record<string, string> = { ...disk(), [readme]: '[q](specs/004-queue/spec.md)\n' }
    ;(files as Record<string, string | null>)['/w/locked.md'] = null
    const editor = await start(files)
    editor.openFile(readme)
    const { links, edited } = await archive(editor, { uri })
    assert.deepEqual([links, edited], [1, [uriOf(readme)]])
    const edits = (editor.applied[0]?.edit.documentChanges ?? []).filter(
      (one): one is TextDocumentEdit => 'edits' in one,
    )
    assert.deepEqual(
      edits.map(({ textDocument }) => textDocument),
      [{ uri: uriOf(readme), version: 1 }],
    )
    await editor.stop()
  })
})
