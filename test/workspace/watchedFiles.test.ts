// Watched files: what a change of one path means for other cached paths, the folders around it and the files below it.
import assert from 'node:assert/strict'
import { createWatchedFiles } from '../../server/src/workspace/watchedFiles.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

function watched(files: Record<string, string>) {
  const disk = memoryFiles(files)
  return { files, watched: createWatchedFiles(disk, (path) => path.startsWith('/w')) }
}
const names = (entries: readonly { name: string }[]): string[] => entries.map(({ name }) => name)

describe('a created file', () => {
  it('implies the folders around it, whether or not the watcher reports them', async () => {
    const { files, watched: cached } = watched({ '/w/specs/004-a/spec.md': '' })
    assert.equal(await cached.kind('/w/specs/004-b'), undefined)
    assert.equal(await cached.kind('/w/specs/004-b/notes'), undefined)
    assert.deepEqual(names(await cached.list('/w/specs')), ['004-a'])
    files['/w/specs/004-b/notes/one.md'] = ''
    cached.changed('/w/specs/004-b/notes/one.md')
    assert.equal(await cached.kind('/w/specs/004-b'), 'folder')
    assert.equal(await cached.kind('/w/specs/004-b/notes'), 'folder')
    assert.deepEqual(names(await cached.list('/w/specs')), ['004-a', '004-b'])
  })
  it('keeps what is cached of neighbouring files', async () => {
    const { files, watched: cached } = watched({ '/w/specs/a.md': '1' })
    await cached.stamp('/w/specs/a.md')
    files['/w/specs/a.md'] = '2'
    cached.changed('/w/specs/b.md')
    assert.equal(await cached.stamp('/w/specs/a.md'), '1')
    cached.changed('/w/specs/a.md')
    assert.equal(await cached.stamp('/w/specs/a.md'), '2')
  })
})

describe('a deleted folder', () => {
  for (const folder of ['/w/specs/004-a', '/w/specs/v1.2'])
    it(`removes what is below it, and nothing next to it: ${folder}`, async () => {
      const { files, watched: cached } = watched({ [`${folder}/spec.md`]: '1', [`${folder}-more/spec.md`]: '1' })
      await cached.list(folder)
      await cached.stamp(`${folder}/spec.md`)
      await cached.kind(`${folder}/spec.md`)
      await cached.stamp(`${folder}-more/spec.md`)
      delete files[`${folder}/spec.md`]
      files[`${folder}-more/spec.md`] = '2'
      assert.equal(cached.changed(folder), true)
      assert.equal(await cached.stamp(`${folder}/spec.md`), undefined)
      assert.equal(await cached.kind(`${folder}/spec.md`), undefined)
      assert.equal(await cached.stamp(`${folder}-more/spec.md`), '1')
    })
})

describe('a written file', () => {
  it('is read again, unless writing failed', async () => {
    const { watched: cached } = watched({ '/w/a.md': '1' })
    assert.equal(await cached.stamp('/w/a.md'), '1')
    await assert.rejects(cached.write('/w/a.md', '2', 'another text'))
    assert.equal(await cached.stamp('/w/a.md'), '1')
    await cached.write('/w/a.md', '2', '1')
    assert.equal(await cached.stamp('/w/a.md'), '2')
  })
  it('is read again after it was put or created', async () => {
    const { watched: cached } = watched({ '/w/a.md': '1' })
    assert.deepEqual([await cached.stamp('/w/a.md'), await cached.stamp('/w/b.md')], ['1', undefined])
    assert.deepEqual(names(await cached.list('/w')), ['a.md'])
    await cached.put('/w/a.md', '2')
    await cached.createFile('/w/b.md', '3')
    assert.deepEqual([await cached.stamp('/w/a.md'), await cached.stamp('/w/b.md')], ['2', '3'])
    assert.deepEqual(names(await cached.list('/w')), ['a.md', 'b.md'])
    await assert.rejects(cached.createFile('/w/b.md', '4'))
    assert.equal(await cached.stamp('/w/b.md'), '3')
  })
  it('in a new folder implies that folder', async () => {
    const { watched: cached } = watched({ '/w/a.md': '1' })
    assert.deepEqual(names(await cached.list('/w')), ['a.md'])
    await cached.createFolder('/w/specs/005-b', [{ name: 'spec.md', text: '1' }])
    assert.deepEqual(names(await cached.list('/w')), ['a.md', 'specs'])
  })
})

describe('stale files', () => {
  it('are all read again', async () => {
    const { files, watched: cached } = watched({ '/w/a.md': '1' })
    await Promise.all([cached.stamp('/w/a.md'), cached.kind('/w/b.md'), cached.list('/w')])
    Object.assign(files, { '/w/a.md': '2', '/w/b.md': '' })
    cached.stale()
    assert.equal(await cached.stamp('/w/a.md'), '2')
    assert.equal(await cached.kind('/w/b.md'), 'file')
    assert.deepEqual(names(await cached.list('/w')), ['a.md', 'b.md'])
  })
})
