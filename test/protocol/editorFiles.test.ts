// Files that only the editor can read, as in a browser: the server requests them, and gives the same findings as on disk.
import assert from 'node:assert/strict'
import type { Diagnostic } from 'vscode-languageserver/node'
import { isVirtual, pathOf, uriOf, useVirtualSchemes } from '../../server/src/base/uri.ts'
import { withEditorFiles } from '../../server/src/lsp/editorFiles.ts'
import type { FileAnswer, FileParams, NewSpecPlan, Specs } from '../../server/src/lsp/messages.ts'
import { type Client, connect, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { until } from '../support/until.ts'

const spec = 'docs/specs/003-queue/spec.md'
const texts: Record<string, string> = {
  [spec]:
    '# Spec: Queue\n\n**ID**: SPEC-003\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n',
  'docs/specs/003-queue/plan.md': '# Plan: Queue\n\nSee FR-001 and FR-009.\n',
  '.specwise.json': '{ "rules": { "missing-metadata": "off" } }',
}
const under = (folder: string): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, text]))

/** A client that reads files of the scheme `vfs` for the server, and the URIs that were requested. */
async function editorWith(files: Record<string, string>, disk: Record<string, string>, folder: string) {
  const memory = memoryFiles(files)
  const requested: string[] = []
  useVirtualSchemes(['vfs'])
  const options = { fileSystems: ['vfs'] }
  const client = await connect(profiles.neovim, options, memoryFiles(disk), [folder])
  const answer = <T>(request: string, work: (path: string) => Promise<T>): void =>
    void client.connection.onRequest(request, async ({ uri }: FileParams): Promise<FileAnswer<T>> => {
      requested.push(uri)
      return work(pathOf(uri) ?? '').then(
        (value) => ({ value }),
        (error: Error) => ({ reason: error.message }),
      )
    })
  answer('specwise/readFile', memory.read)
  answer('specwise/listFolder', memory.list)
  answer('specwise/statFile', async (path) => {
    const kind = await memory.kind(path)
    return { kind: kind ?? null, stamp: (await memory.stamp(path)) ?? '' }
  })
  return { client, asked: requested }
}

const summaries = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, range }) => `${range.start.line} ${code}`).sort()

async function findingsIn(client: Client, folder: string): Promise<string[]> {
  const found: string[] = []
  for (const name of [spec, 'docs/specs/003-queue/plan.md']) {
    const uri = uriOf(`${folder}/${name}`)
    client.open(uri, texts[name] ?? '')
    found.push(...summaries(await client.pushed(uri, 1)))
  }
  return found
}

describe('files of the editor', () => {
  const folder = '/vfs:github/acme/shop'
  it('have paths that correspond to their URIs', () => {
    useVirtualSchemes(['vfs'])
    for (const name of ['a b', 'ü', '50%', 'x#y', "it's (1)"]) {
      const path = `${folder}/${name}/spec.md`
      assert.equal(pathOf(uriOf(path)), path)
      assert.ok(isVirtual(path))
    }
    assert.equal(uriOf(`${folder}/spec.md`), 'vfs://github/acme/shop/spec.md')
    assert.equal(pathOf('vfs:/a/spec.md'), '/vfs:/a/spec.md')
    assert.equal(uriOf('/vfs:/a/spec.md'), 'vfs:/a/spec.md')
    assert.equal(uriOf('\\vfs:github\\acme\\spec.md'), 'vfs://github/acme/spec.md', 'with Windows separators')
    for (const foreign of ['other://github/acme/spec.md', 'untitled:Untitled-1', 'untitled:/a/spec.md'])
      assert.equal(pathOf(foreign), undefined, foreign)
    assert.ok(!isVirtual('/w/vfs:github/spec.md'))
  })

  it('have the same findings as on disk', async () => {
    const { client } = await editorWith(under(folder), {}, folder)
    const virtual = await findingsIn(client, folder)
    await client.stop()
    const onDisk = await connect(profiles.neovim, undefined, memoryFiles(under('/w')), ['/w'])
    assert.deepEqual(virtual, await findingsIn(onDisk, '/w'))
    await onDisk.stop()
    assert.ok(
      virtual.some((finding) => finding.endsWith('undefined-id')) &&
        virtual.some((finding) => finding.endsWith('duplicate-id')),
    )
    assert.ok(!virtual.some((finding) => finding.endsWith('missing-metadata')), 'the configuration applies')
  })

  it('are in the list of specifications, and determine the number of a new one', async () => {
    const { client } = await editorWith(under(folder), {}, folder)
    let uris: string[] = []
    await until(async () => {
      const { changed } = await client.connection.sendRequest<Specs>('specwise/specs', {})
      uris = changed.map(({ uri }) => uri)
      return uris.length === 1
    })
    assert.deepEqual(uris, [`vfs://github/acme/shop/${spec}`])
    const plan = await client.connection.sendRequest<NewSpecPlan>('specwise/newSpec', {
      folder: 'vfs://github/acme/shop',
      title: 'Topics',
    })
    assert.equal(plan.folder, 'vfs://github/acme/shop/docs/specs/004-topics')
    assert.match(plan.unsure ?? '', /other branches were not checked/)
    await client.stop()
  })

  it('are requested only inside workspace folders, whatever the configuration names', async () => {
    const packs = ['../vfs:evil.example/x.json', '../../../vfs:evil.example/y.json']
    const config = JSON.stringify({ packs, templates: ['../vfs:evil.example/templates'] })
    const { client, asked: requested } = await editorWith({}, { ...under('/w'), '/w/.specwise.json': config }, '/w')
    await findingsIn(client, '/w')
    assert.deepEqual(requested, [])
    await client.stop()
    const inside = await editorWith(under(folder), {}, folder)
    await findingsIn(inside.client, folder)
    assert.ok(
      inside.asked.length > 0 && inside.asked.every((uri) => uri.startsWith('vfs://github/acme/shop')),
      inside.asked.join(),
    )
    await inside.client.stop()
  })
  it('are not treated as missing when a request fails', async () => {
    const { client } = await editorWith(under(folder), {}, folder)
    client.connection.onRequest('specwise/statFile', () => ({ reason: 'the file system is not available' }))
    const [uri, text] = [uriOf(`${folder}/${spec}`), `${texts[spec]}\nSee [it](plan.md).\n`]
    client.open(uri, text)
    assert.ok(!summaries(await client.pushed(uri, 1)).some((finding) => finding.endsWith('broken-link')))
    await client.stop()
  })

  it('are requested only from the editor, and files on disk never', async () => {
    const { client, asked: requested } = await editorWith(under(folder), under('/w'), '/w')
    const before = await findingsIn(client, '/w')
    assert.deepEqual(requested, [])
    assert.ok(before.length > 0)
    await client.stop()
  })

  it('are listed in the order of their names', async () => {
    const listed = ['b', 'a', 'c'].map((name) => ({ name, kind: 'file' }))
    const connection = { sendRequest: async () => ({ value: listed }) }
    const files = withEditorFiles(connection as never, memoryFiles({}), () => [folder])
    assert.deepEqual(
      (await files.list(folder)).map(({ name }) => name),
      ['a', 'b', 'c'],
    )
  })
  it('are not written by the server, and not known to git', async () => {
    const disk = { ...memoryFiles({ '/w/a.md': 'a' }), tracked: async (folder: string) => [`${folder}/a.md`] }
    const files = withEditorFiles({} as never, disk, () => [folder, '/w'])
    const write = (top: string): Promise<unknown>[] => [
      files.put(`${top}/b.md`, 'b'),
      files.write(`${top}/a.md`, 'c', 'a'),
      files.createFile(`${top}/d.md`, 'd'),
      files.createFolder(`${top}/e`, [{ name: 'f.md', text: 'f' }]),
    ]
    for (const written of write(folder))
      await assert.rejects(written, { message: 'Read-only: only the editor can change it' })
    await Promise.all(write('/w'))
    const texts = ['a.md', 'b.md', 'd.md', 'e/f.md'].map((name) => files.read(`/w/${name}`))
    assert.deepEqual(await Promise.all(texts), ['c', 'b', 'd', 'f'])
    assert.deepEqual([await files.tracked?.(folder), await files.tracked?.('/w')], [[], ['/w/a.md']])
    assert.deepEqual(await Promise.all([folder, '/w'].map((top) => files.real(`${top}/x`))), [`${folder}/x`, '/w/x'])
  })
  it('are the only ones in a browser, whose disk is empty', async () => {
    const files = withEditorFiles({} as never, undefined, () => ['/w'])
    assert.equal(files.tracked, undefined)
    assert.deepEqual([await files.kind('/w/a.md'), await files.stamp('/w/a.md')], [undefined, undefined])
    for (const read of [files.read('/w/a.md'), files.list('/w')])
      await assert.rejects(read, { message: 'No such file or folder' })
    await assert.rejects(files.put('/w/a.md', 'a'), { message: 'Read-only: only the editor can change it' })
  })
  it('have a reason if they cannot be read, and an unknown kind if the editor does not answer', async () => {
    let answer: FileAnswer<unknown> = {}
    const connection = { sendRequest: async () => answer }
    const files = withEditorFiles(connection as never, undefined, () => [folder])
    await assert.rejects(files.read(`${folder}/a.md`), { message: 'Cannot be read' })
    assert.deepEqual([await files.kind(folder), await files.stamp(folder)], ['unknown', undefined])
    answer = { reason: 'offline' }
    await assert.rejects(files.read(`${folder}/a.md`), { message: 'offline' })
    answer = { value: { kind: 'folder', stamp: '7' } }
    assert.deepEqual([await files.kind(folder), await files.stamp(folder)], ['folder', undefined])
    answer = { value: { kind: 'file', stamp: '7' } }
    assert.deepEqual([await files.kind(folder), await files.stamp(folder)], ['file', '7'])
    answer = { value: { kind: null, stamp: '' } }
    assert.equal(await files.kind(folder), undefined)
  })
})
