// specwise check --changed, in real Git repositories that are created for each test.
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '../../server/src/cli/main.ts'
import { gitChanges } from '../../server/src/workspace/gitChanges.ts'
import { readHunks } from '../../server/src/workspace/gitDiff.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { runWith } from '../support/commandLine.ts'
import { useGitRepository } from '../support/gitRepository.ts'

const specOf = (number: string, extra = ''): string =>
  `# Spec: S${number}\n\n**ID**: SPEC-${number}\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n${extra}`

describe('specwise check --changed', () => {
  const repository = useGitRepository()
  const { git, put, commit } = repository
  async function run(args: readonly string[], cwd = repository.folder, overrides: Partial<World> = {}) {
    const quiet = ['--rule', 'missing-section=off', '--rule', 'missing-metadata=off']
    const all = ['check', '--format', 'concise', ...quiet, ...args]
    const { code, out, err } = await runWith(all, { files: nodeFiles, changes: gitChanges, cwd, ...overrides })
    const found = out
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [line.replace(/:\d+: \w+ ([\w-]+): .*/, ' $1')]))
    return { code, found, err }
  }

  beforeEach(() => {
    for (const number of ['001', '002', '003']) put(`specs/${number}-a/spec.md`, specOf(number))
    put('specs/004-b/spec.md', specOf('004', '- **FR-002**: as SPEC-002 FR-009 says\n'))
    put('specs/005-c/spec.md', specOf('005', '\nSee [it](../002-a/spec.md).\n'))
    commit()
  })

  const duplicate = (name: string): string => `specs/${name}/spec.md:9 duplicate-id`
  const referring = [duplicate('004-b'), duplicate('005-c')]
  const only = (found: string[]): string[] => found.filter((line) => line.endsWith('duplicate-id'))

  it('checks what differs from the last commit, and what refers to it', async () => {
    assert.deepEqual((await run(['--changed'])).found, [])
    assert.deepEqual((await run(['--changed', '--format', 'text'])).found, ['No specifications have changed.'])
    put('specs/001-a/spec.md', specOf('001', '- **FR-003**: c\n'))
    assert.deepEqual(only((await run(['--changed'])).found), [duplicate('001-a')])
    put('specs/002-a/plan.md', '# Plan: S\n')
    assert.deepEqual(only((await run(['--changed'])).found), [duplicate('001-a'), duplicate('002-a'), ...referring])
  })
  it('checks only staged files with --staged', async () => {
    put('specs/001-a/spec.md', specOf('001', '- **FR-003**: c\n'))
    git('add', '-A')
    put('specs/003-a/spec.md', specOf('003', '- **FR-003**: c\n'))
    assert.deepEqual(only((await run(['--staged'])).found), [duplicate('001-a')])
  })
  it('checks what a branch has changed since it diverged from another branch', async () => {
    git('checkout', '-q', '-b', 'feature')
    put('specs/001-a/spec.md', specOf('001', '- **FR-003**: c\n'))
    commit()
    git('checkout', '-q', 'main')
    put('specs/003-a/spec.md', specOf('003', '- **FR-003**: c\n'))
    commit()
    git('checkout', '-q', '--detach', 'feature')
    assert.deepEqual(only((await run(['--changed', '--since', 'main'])).found), [duplicate('001-a')])
  })
  it('follows renames and deletions to the documents that referred to the old paths', async () => {
    renameSync(join(repository.folder, 'specs/002-a'), join(repository.folder, 'specs/006-a'))
    assert.deepEqual(only((await run(['--changed'])).found), [...referring, duplicate('006-a')])
    git('checkout', '-q', '.')
    rmSync(join(repository.folder, 'specs/006-a'), { recursive: true })
    put('specs/002-a/plan.md', '# Plan: S\n')
    commit()
    rmSync(join(repository.folder, 'specs/002-a/plan.md'))
    assert.deepEqual(only((await run(['--changed'])).found), [duplicate('002-a'), ...referring])
  })
  it('shows only findings on changed lines with --diff-lines', async () => {
    put('specs/002-a/spec.md', specOf('002', '- **FR-001**: System MUST c\n'))
    assert.deepEqual((await run(['--changed', '--diff-lines'])).found, ['specs/002-a/spec.md:10 duplicate-id'])
    put('specs/007-a/spec.md', specOf('007'))
    const { found } = await run(['--changed', '--diff-lines'])
    assert.deepEqual(only(found), ['specs/002-a/spec.md:10 duplicate-id', duplicate('007-a')])
  })
  it('works in a subfolder, a worktree, a shallow clone, and before the first commit', async () => {
    put('specs/001-a/spec.md', specOf('001', '- **FR-003**: c\n'))
    assert.deepEqual(only((await run(['--changed'], join(repository.folder, 'specs'))).found), [
      '001-a/spec.md:9 duplicate-id',
    ])
    commit()
    const [tree, shallow, empty] = ['tree', 'shallow', 'empty'].map((name) =>
      join(repository.folder, '..', `${repository.folder}-${name}`),
    ) as [string, string, string]
    git('worktree', 'add', '-q', tree, 'main~1', '--detach')
    git('clone', '-q', '--depth', '1', `file://${repository.folder}`, shallow)
    git('init', '-q', empty)
    try {
      for (const cwd of [tree, shallow, empty]) {
        mkdirSync(join(cwd, 'specs/008-a'), { recursive: true })
        writeFileSync(join(cwd, 'specs/008-a/spec.md'), specOf('008'))
        assert.deepEqual(only((await run(['--changed'], cwd)).found), [duplicate('008-a')], cwd)
      }
      const unknown = await run(['--changed', '--since', 'HEAD~1'], shallow)
      assert.equal(unknown.code, 2)
      assert.match(unknown.err, /Unknown commit "HEAD~1"\. In a shallow clone, fetch it first\./)
    } finally {
      for (const path of [tree, shallow, empty]) rmSync(path, { recursive: true, force: true })
    }
  })
  it('looks into submodules, whose index a hook does not name', async () => {
    const library = `${repository.folder}-library`
    git('clone', '-q', repository.folder, library)
    const inLibrary = (...args: string[]): void => void git('-C', library, ...args)
    try {
      git('submodule', '--quiet', 'add', library, 'specs/library')
      commit()
      assert.deepEqual((await run(['--changed'])).found, [])
      const name = 'specs/library/specs/003-a/spec.md'
      put(name, specOf('003', '- **FR-001**: System MUST c\n'))
      const found = [`${name}:10 duplicate-id`]
      assert.deepEqual((await run(['--changed', '--diff-lines'])).found, found)
      assert.deepEqual((await run(['--staged', '--diff-lines'])).found, [])
      const { found: inSubmodule } = await run(['--changed', '--diff-lines'], join(repository.folder, 'specs/library'))
      assert.deepEqual(inSubmodule, ['specs/003-a/spec.md:10 duplicate-id'])
      inLibrary('checkout', '-q', '--detach')
      git('-C', 'specs/library', 'commit', '-q', '-a', '-m', 'b')
      git('add', 'specs/library')
      put(name, specOf('003'))
      assert.deepEqual((await run(['--changed', '--diff-lines'])).found, [])
      process.env.GIT_INDEX_FILE = join(repository.folder, '.git/index')
      try {
        assert.deepEqual((await run(['--staged', '--diff-lines'])).found, found)
      } finally {
        delete process.env.GIT_INDEX_FILE
      }
      commit()
      git('-C', 'specs/library', 'checkout', '-q', '.')
      assert.deepEqual((await run(['--since', 'HEAD~1', '--diff-lines'])).found, found)
    } finally {
      rmSync(library, { recursive: true, force: true })
    }
  })
  it('handles any file name', async () => {
    for (const name of ['specs/001-ü "x" \t[y]/spec.md', 'specs/-r/spec.md']) {
      put(name, specOf('009'))
      commit()
      put(name, specOf('009', '- **FR-001**: System MUST c\n'))
      const { found } = await run(['--changed', '--diff-lines'])
      assert.deepEqual(
        found.map((line) => line.split(':').at(-1)),
        ['10 duplicate-id'],
        name,
      )
      commit()
    }
  })
  it('ignores Git settings that change diffs, and runs no configured filter', async () => {
    put('specs/002-a/spec.md', specOf('002', '- **FR-001**: System MUST c\n'))
    const expected = ['specs/002-a/spec.md:10 duplicate-id']
    for (const key of ['diff.mnemonicPrefix', 'diff.noprefix']) {
      git('config', key, 'true')
      assert.deepEqual((await run(['--changed', '--diff-lines'])).found, expected, key)
      git('config', '--unset', key)
    }
    git('config', 'filter.evil.clean', `touch '${repository.folder}/ran'; cat`)
    put('.gitattributes', '*.md -diff filter=evil\n')
    assert.deepEqual((await run(['--changed', '--diff-lines'])).found, expected)
    await run(['--staged'])
    assert.equal(existsSync(join(repository.folder, 'ran')), false)
  })
  it('checks the staged text, not the text on disk', async () => {
    put('specs/001-a/spec.md', specOf('001').replace('**FR-001**: System MUST b', '**FR-002**: System MUST b'))
    commit()
    put('specs/001-a/spec.md', specOf('001', '\n'))
    git('add', '-A')
    put('specs/001-a/spec.md', 'Other words.\n')
    assert.deepEqual((await run(['--staged', '--diff-lines'])).found, [duplicate('001-a')])
    git('rm', '-q', '-f', '--cached', 'specs/001-a/spec.md')
    assert.deepEqual(only((await run(['--staged'])).found), [])
  })
  it('checks staged texts without threads, which would read the disk', async () => {
    for (let k = 100; k < 260; k++) put(`specs/${k}-x/spec.md`, specOf(String(k)))
    git('add', '-A')
    put('specs/100-x/spec.md', 'Other words.\n')
    const spread = (): never => assert.fail('a thread was asked')
    const { found } = await run(['--staged'], repository.folder, { spread })
    assert.equal(only(found).length, 160)
  })
  it('handles paths through a link, specifications of one file, and configurations', async () => {
    put('specs/001-a/spec.md', specOf('001', '- **FR-001**: System MUST c\n'))
    const link = `${repository.folder}-link`
    symlinkSync(repository.folder, link)
    try {
      const { found } = await run(['--changed', '--diff-lines', 'specs'], link)
      assert.ok(
        found.some((line) => line.startsWith('specs/001-a/spec.md:10 ')),
        found.join(),
      )
    } finally {
      rmSync(link)
    }
    git('checkout', '-q', '.')
    put('specs/login.md', specOf('008'))
    put('specs/logout.md', specOf('009', '\nSee [it](login.md#requirements).\n'))
    commit()
    put('specs/login.md', specOf('008').replace('## Requirements', '## Needs\n\n## Requirement'))
    assert.ok((await run(['--changed'])).found.some((line) => line.startsWith('specs/logout.md:')))
    git('checkout', '-q', '.')
    put('.specwise.json', '{ "rules": { "duplicate-id": "off", "nothing": "off" } }')
    const { found } = await run(['--changed'])
    assert.ok(found.some((line) => line.endsWith(' configuration')))
  })
  it('explains why the changes are unknown', async () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-outside-')))
    try {
      const result = await run(['--changed'], outside)
      assert.deepEqual([result.code, result.err.split('\n')[0]], [2, 'specwise: --changed: Not in a Git repository'])
    } finally {
      rmSync(outside, { recursive: true })
    }
    for (const [args, message] of [
      [['--since', 'nothing'], '--since: Unknown commit "nothing". In a shallow clone, fetch it first.'],
      [['--since', '--output=x'], '--since: Unknown commit "--output=x". In a shallow clone, fetch it first.'],
      [['--diff-lines'], '--diff-lines requires --changed, --since or --staged'],
      [['--staged', '--since', 'main'], '--staged cannot be combined with --since'],
    ] as const) {
      const { code, err } = await run(args[1] === '--output=x' ? ['--since=--output=x'] : args)
      assert.deepEqual([code, err.split('\n')[0]], [2, `specwise: ${message}`])
    }
  })
  it('reads hunks whose lines look like file headers', () => {
    const diff = '--- a/x.md\n+++ b/x.md\n@@ -1 +1,2 @@\n-a\n+++ b/y.md\n+@@ -1 +7 @@\n@@ -9,2 +9,0 @@\n-a\n-b\n'
    assert.deepEqual([...readHunks(diff, '/w')], [[join('/w', 'x.md'), [[1, 2]]]])
  })
})
