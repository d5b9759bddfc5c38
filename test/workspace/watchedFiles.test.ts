// What a watcher tells of one path says of others: the folders around it, and what is below it.
import assert from 'node:assert/strict'
import { createWatchedFiles } from '../../server/src/workspace/watchedFiles.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

function watched(files: Record<string, string>) {
  const disk = memoryFiles(files)
  return { files, watched: createWatchedFiles(disk, (path) => path.startsWith('/w')) }
}
const names = (entries: readonly { name: string }[]): string[] => entries.map(({ name }) => name)

describe('a file that comes', () => {
  it('brings the folders around it, whether or not the watcher tells of them', async () => {
    const { files, watched: own } = watched({ '/w/specs/004-a/spec.md': '' })
    assert.equal(await own.kind('/w/specs/004-b'), undefined)
    assert.equal(await own.kind('/w/specs/004-b/notes'), undefined)
    assert.deepEqual(names(await own.list('/w/specs')), ['004-a'])
    files['/w/specs/004-b/notes/one.md'] = ''
    own.changed('/w/specs/004-b/notes/one.md')
    assert.equal(await own.kind('/w/specs/004-b'), 'folder')
    assert.equal(await own.kind('/w/specs/004-b/notes'), 'folder')
    assert.deepEqual(names(await own.list('/w/specs')), ['004-a', '004-b'])
  })
  it('leaves what is known of files beside it', async () => {
    const { files, watched: own } = watched({ '/w/specs/a.md': '1' })
    await own.stamp('/w/specs/a.md')
    files['/w/specs/a.md'] = '2'
    own.changed('/w/specs/b.md')
    assert.equal(await own.stamp('/w/specs/a.md'), '1')
    own.changed('/w/specs/a.md')
    assert.equal(await own.stamp('/w/specs/a.md'), '2')
  })
})

describe('a folder that goes', () => {
  for (const folder of ['/w/specs/004-a', '/w/specs/v1.2'])
    it(`takes what is below with it, and nothing beside it: ${folder}`, async () => {
      const { files, watched: own } = watched({ [`${folder}/spec.md`]: '1', [`${folder}-more/spec.md`]: '1' })
      await own.list(folder)
      await own.stamp(`${folder}/spec.md`)
      await own.kind(`${folder}/spec.md`)
      await own.stamp(`${folder}-more/spec.md`)
      delete files[`${folder}/spec.md`]
      files[`${folder}-more/spec.md`] = '2'
      assert.equal(own.changed(folder), true)
      assert.equal(await own.stamp(`${folder}/spec.md`), undefined)
      assert.equal(await own.kind(`${folder}/spec.md`), undefined)
      assert.equal(await own.stamp(`${folder}-more/spec.md`), '1')
    })
})

describe('what is written', () => {
  it('is another file from then on; what could not be written is not', async () => {
    const { watched: own } = watched({ '/w/a.md': '1' })
    assert.equal(await own.stamp('/w/a.md'), '1')
    await assert.rejects(own.write('/w/a.md', '2', 'another text'))
    assert.equal(await own.stamp('/w/a.md'), '1')
    await own.write('/w/a.md', '2', '1')
    assert.equal(await own.stamp('/w/a.md'), '2')
  })
  it('in a new folder brings that folder', async () => {
    const { watched: own } = watched({ '/w/a.md': '1' })
    assert.deepEqual(names(await own.list('/w')), ['a.md'])
    await own.createFolder('/w/specs/005-b', [{ name: 'spec.md', text: '1' }])
    assert.deepEqual(names(await own.list('/w')), ['a.md', 'specs'])
  })
})

describe('what is stale', () => {
  it('is asked for again, all of it', async () => {
    const { files, watched: own } = watched({ '/w/a.md': '1' })
    await Promise.all([own.stamp('/w/a.md'), own.kind('/w/b.md'), own.list('/w')])
    Object.assign(files, { '/w/a.md': '2', '/w/b.md': '' })
    own.stale()
    assert.equal(await own.stamp('/w/a.md'), '2')
    assert.equal(await own.kind('/w/b.md'), 'file')
    assert.deepEqual(names(await own.list('/w')), ['a.md', 'b.md'])
  })
})
