// Versions of a repository in git: the files of a commit, ranges of commits, changed lines, and merges that are only tried.
import assert from 'node:assert/strict'
import { symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { tooLargeMessage } from '../../server/src/base/decode.ts'
import { type CommitFiles, openCommit } from '../../server/src/workspace/commitFiles.ts'
import { gitBranches } from '../../server/src/workspace/git.ts'
import { gitChanges } from '../../server/src/workspace/gitChanges.ts'
import { openMerges } from '../../server/src/workspace/merges.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { isRange, openVersions } from '../../server/src/workspace/versions.ts'
import { useGitRepository } from '../support/gitRepository.ts'

describe('versions in git', () => {
  const repository = useGitRepository()
  const { git, put, commit } = repository
  const at = (name: string): string => join(repository.folder, name)

  describe('the files of a commit', () => {
    let opened: CommitFiles | undefined
    afterEach(() => opened?.close())
    const open = async () => {
      opened = await openCommit({ top: repository.folder, env: process.env }, 'HEAD')
      return opened.files
    }
    it('are those that were committed, without links', async () => {
      put('b/spec.md', '\ufeffold')
      put('a.md', 'a')
      symlinkSync(at('a.md'), at('c.md'))
      commit()
      put('b/spec.md', 'new')
      put('d.md', 'd')
      const files = await open()
      assert.deepEqual(await files.list(repository.folder), [
        { name: 'a.md', kind: 'file' },
        { name: 'b', kind: 'folder' },
      ])
      assert.equal(await files.read(at('b/spec.md')), 'old')
      const kinds = ['', 'b', 'b/spec.md', 'c.md', 'd.md', 'b/gone/e.md'].map((name) => files.kind(at(name)))
      assert.deepEqual(await Promise.all(kinds), ['folder', 'folder', 'file', undefined, undefined, undefined])
      assert.deepEqual(await Promise.all(['a.md', 'b', 'd.md'].map((name) => files.stamp(at(name)))), [
        'HEAD',
        undefined,
        undefined,
      ])
      assert.equal(await files.real(at('c.md')), at('c.md'))
    })
    it('cannot be changed, and others do not exist', async () => {
      put('a.md', 'a')
      put('large.md', '')
      truncateSync(at('large.md'), 8_000_001)
      commit()
      const files = await open()
      for (const write of [
        files.put(at('a.md'), 'b'),
        files.write(at('a.md'), 'b', 'a'),
        files.createFile(at('b.md'), 'b'),
        files.createFolder(at('b'), []),
      ])
        await assert.rejects(write, { message: 'Read-only file system' })
      for (const read of [files.read(at('b.md')), files.read(repository.folder), files.list(at('b'))])
        await assert.rejects(read, { message: 'No such file or folder' })
      await assert.rejects(files.read(at('large.md')), { message: tooLargeMessage() })
    })
  })

  describe('a range', () => {
    beforeEach(() => {
      put('a.md', 'a')
      commit()
      git('tag', 'v1')
      put('a.md', 'b')
      commit()
      git('tag', 'v2')
    })
    const textIn = async (range: string | undefined): Promise<string[]> => {
      const versions = (await openVersions(nodeFiles, repository.folder, range)) ?? assert.fail()
      const texts = await Promise.all([versions.before, versions.after].map((files) => files.read(at('a.md'))))
      versions.close()
      return [...texts, ...(versions.note === undefined ? [] : [versions.note])]
    }
    const cases: readonly [range: string | undefined, texts: string[]][] = [
      [undefined, ['b', 'c']],
      ['v1', ['a', 'c']],
      ['v1..v2', ['a', 'b']],
      ['v1...v2', ['a', 'b']],
      ['v1..', ['a', 'b']],
      ['..v1', ['a', 'a']],
    ]
    for (const [range, texts] of cases)
      it(`"${range ?? ''}" has its two versions`, async () => {
        put('a.md', 'c')
        assert.deepEqual(await textIn(range), texts)
      })
    it('without a common commit is compared with the commit itself, and says so', async () => {
      git('switch', '-q', '--orphan', 'other')
      put('a.md', 'x')
      commit()
      assert.deepEqual(await textIn('v1'), [
        'a',
        'x',
        'No merge base with "v1" in this clone, so files are compared with "v1" itself',
      ])
    })
    it('with an unknown commit is refused', async () => {
      for (const [range, name] of [
        ['v1..v9', 'v9'],
        ['v9', 'v9'],
      ])
        await assert.rejects(openVersions(nodeFiles, repository.folder, range), {
          message: `Unknown commit "${name}". In a shallow clone, fetch it first.`,
        })
    })
    it('is a word with one or two commits', async () => {
      const words = ['v1', 'v1..', '..v2', 'v1..v2', 'v1...v2', 'v9', 'v1..v9', '..', '', 'v1..v2..v1']
      const ranges = await Promise.all(words.map((word) => isRange(repository.folder, word)))
      assert.deepEqual(ranges, [true, true, true, true, true, false, false, false, false, false])
    })
  })

  describe('changed lines', () => {
    it('are known for files whose names git quotes', async () => {
      const names = ['a"b.md', 'a\tb.md', 'a\u0001b.md', 'a\\b.md', 'ü.md']
      for (const name of names) put(name, '1\n2\n3\n')
      commit()
      for (const name of names) put(name, '1\n2 b\n3\n')
      const { linesOf } = await gitChanges(repository.folder, {})
      assert.deepEqual(
        names.map((name) => linesOf(at(name))),
        names.map(() => [[2, 2]]),
      )
      assert.deepEqual(linesOf(at('other.md')), [])
    })
    it('are all lines of all files before the first commit', async () => {
      put('a.md', 'a')
      git('add', '-A')
      put('b.md', 'b')
      const { paths, linesOf } = await gitChanges(repository.folder, {})
      assert.deepEqual([paths, linesOf(at('a.md'))], [[at('a.md'), at('b.md')], undefined])
    })
  })

  describe('other branches', () => {
    it('are named as they are here, or with their remote', async () => {
      put('a.md', 'a')
      commit()
      for (const name of ['feature/x', 'feature/y']) {
        git('switch', '-q', '-c', name, 'main')
        commit(name)
      }
      git('update-ref', 'refs/remotes/origin/feature/x', 'feature/x')
      git('update-ref', 'refs/remotes/origin/feature/z', 'feature/y')
      git('switch', '-q', 'main')
      const { refs } = await openMerges(repository.folder, { kind: 'all' })
      assert.deepEqual([...refs].sort(), ['feature/x', 'feature/y', 'origin/feature/z'])
    })
    it('cannot be merged before the first commit', async () => {
      put('a.md', 'a')
      commit()
      git('switch', '-q', '--orphan', 'new')
      const { open } = await openMerges(repository.folder, { kind: 'one', ref: 'main' })
      await assert.rejects(open('main'), { message: 'The repository has no commit yet' })
      await assert.rejects(open('gone'), { message: 'Unknown commit "gone". In a shallow clone, fetch it first.' })
    })
    it('have names of specifications at the top of the repository, too', async () => {
      put('007-a/spec.md', 'a')
      put('done/003-b/spec.md', 'b')
      commit()
      assert.deepEqual((await gitBranches(repository.folder, '')).sort(), ['003-b', '007-a'])
    })
  })
})
