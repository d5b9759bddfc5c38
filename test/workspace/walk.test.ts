// Walking a repository: other working trees, tracked files and links to folders. test/cli/main.test.ts covers .gitignore.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Files } from '../../server/src/workspace/files.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { findMarkdown } from '../../server/src/workspace/walk.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

describe('walking a repository', () => {
  const found = async (files: Record<string, string>, path = '.'): Promise<string[]> =>
    (await findMarkdown(memoryFiles(files), '/w', [path])).found.map((file) => file.path)
  const trees = {
    '/w/.git/HEAD': '',
    '/w/specs/001-a/spec.md': '',
    '/w/.worktrees/b/.git': 'gitdir: /w/.git/worktrees/b\n',
    '/w/.worktrees/b/specs/001-a/spec.md': '',
    '/w/.worktrees/c/.git': 'gitdir: C:\\w\\.git\\worktrees\\c\n',
    '/w/.worktrees/c/specs/001-a/spec.md': '',
  }
  it('skips its other working trees', async () => assert.deepEqual(await found(trees), ['/w/specs/001-a/spec.md']))
  it('enters a working tree that is named', async () => {
    assert.deepEqual(await found(trees, '.worktrees/b'), ['/w/.worktrees/b/specs/001-a/spec.md'])
    assert.deepEqual(await found(trees, '.worktrees/b/specs'), ['/w/.worktrees/b/specs/001-a/spec.md'])
  })
  it('enters submodules, but not their working trees', async () => {
    const files = {
      '/w/lib/.git': 'gitdir: ../.git/modules/lib\n',
      '/w/lib/spec.md': '',
      '/w/lib/b/.git': 'gitdir: /w/.git/modules/lib/worktrees/b\n',
      '/w/lib/b/spec.md': '',
    }
    assert.deepEqual(await found(files), ['/w/lib/spec.md'])
  })
})

describe('what cannot be read', () => {
  it('is a problem, and the rest is found', async () => {
    const files = {
      '/w/.gitignore': null,
      '/w/a/.gitignore': 'b.md\n',
      '/w/a/b.md': '',
      '/w/a/c.md': '',
    }
    const memory = memoryFiles(files)
    // A file that is there, but of no kind: it may be read all the same.
    const odd: Files = { ...memory, read: async (path) => (path === '/w/odd.md' ? 'text' : memory.read(path)) }
    const { found, problems } = await findMarkdown(odd, '/w', ['.', 'gone.md', 'odd.md'])
    assert.deepEqual(
      found.map(({ path }) => path),
      ['/w/a/c.md'],
    )
    assert.deepEqual(problems, [
      { path: '/w/.gitignore', reason: 'cannot be read: permission denied' },
      { path: '/w/gone.md', reason: 'does not exist' },
      { path: '/w/odd.md', reason: 'Cannot be read' },
    ])
  })
})

describe('Markdown that Git tracks although .gitignore matches it', () => {
  let top = ''
  const put = (name: string, text = ''): void => {
    mkdirSync(dirname(join(top, name)), { recursive: true })
    writeFileSync(join(top, name), text)
  }
  const git = (...args: string[]): void => void execFileSync('git', args, { cwd: top })
  const found = async (path = '.', files: Files = nodeFiles): Promise<string[]> => {
    const all = await findMarkdown(files, top, [path])
    return all.found.map((file) => file.path.slice(top.length + 1).replaceAll('\\', '/')).sort()
  }
  beforeEach(() => {
    top = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-git-')))
    git('init', '--quiet')
    put('.gitignore', 'local/\n*.draft.md\n')
    for (const name of ['a.md', 'b.draft.md', 'c.draft.md', 'local/a/spec.md', 'local/b/spec.md']) put(name)
    for (const name of ['local/templates/spec.md', 'local/node_modules/p/spec.md', 'local/gone.md']) put(name)
    git('add', '--force', 'a.md', 'b.draft.md', 'local/a', 'local/templates', 'local/node_modules', 'local/gone.md')
    rmSync(join(top, 'local/gone.md'))
  })
  afterEach(() => rmSync(top, { recursive: true, force: true }))

  it('is found, and nothing else that is ignored', async () =>
    assert.deepEqual(await found(), ['a.md', 'b.draft.md', 'local/a/spec.md']))
  it('is found from a subfolder', async () => assert.deepEqual(await found('local/a'), ['local/a/spec.md']))
  it('is searched only if Git is available and something is ignored', async () => {
    const { tracked: _, ...files } = nodeFiles
    assert.deepEqual(await found('.', files), ['a.md'])
    let calls = 0
    const counting = { ...nodeFiles, tracked: async () => [`${++calls}`] }
    put('sub/a.md')
    await found('sub', counting)
    assert.equal(calls, 0)
    await found('.', counting)
    assert.equal(calls, 1)
  })
})

describe('a link to a folder', () => {
  let top = ''
  const put = (name: string): void => {
    mkdirSync(dirname(join(top, name)), { recursive: true })
    writeFileSync(join(top, name), '')
  }
  const link = (name: string, target: string): void => {
    mkdirSync(dirname(join(top, name)), { recursive: true })
    symlinkSync(join(top, target), join(top, name), 'junction')
  }
  const found = async (...paths: string[]): Promise<string[]> => {
    const all = await findMarkdown(nodeFiles, join(top, 'repo'), paths.length > 0 ? paths : ['.'])
    return all.found.map(({ path }) => path.slice(top.length + 1).replaceAll('\\', '/'))
  }
  beforeEach(() => {
    top = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-walk-')))
    put('shared/001-a/spec.md')
    put('repo/README.md')
  })
  afterEach(() => rmSync(top, { recursive: true, force: true }))

  it('is followed where specifications are kept, under its own path', async () => {
    link('repo/specs', 'shared')
    assert.deepEqual(await found(), ['repo/README.md', 'repo/specs/001-a/spec.md'])
    assert.deepEqual(await found('specs'), ['repo/specs/001-a/spec.md'])
  })
  it('is followed among specifications', async () => {
    put('repo/specs/002-b/spec.md')
    link('repo/specs/001-a', 'shared/001-a')
    assert.deepEqual(await found(), ['repo/README.md', 'repo/specs/001-a/spec.md', 'repo/specs/002-b/spec.md'])
  })
  it('is not followed elsewhere', async () => {
    link('repo/out', 'shared')
    assert.deepEqual(await found(), ['repo/README.md'])
  })
  it('is followed once per target', async () => {
    link('repo/a/specs', 'shared')
    link('repo/b/specs', 'shared')
    link('repo/c/specs', 'shared/001-a')
    assert.deepEqual(await found(), ['repo/README.md', 'repo/a/specs/001-a/spec.md'])
  })
  it('is not followed into or around the walked folders', async () => {
    put('repo/docs/specs/002-b/spec.md')
    link('repo/specs', 'repo/docs/specs')
    link('repo/docs/specs/specs', 'repo')
    link('repo/x/specs', '.')
    assert.deepEqual(await found(), ['repo/README.md', 'repo/docs/specs/002-b/spec.md'])
  })
  it('may point to itself', async () => {
    link('shared/specs', 'shared')
    link('repo/specs', 'shared')
    link('repo/docs/specs', 'repo/docs/specs')
    assert.deepEqual(await found(), ['repo/README.md', 'repo/specs/001-a/spec.md'])
  })
})
