// specwise check --history: rules that compare with the history of git, in repositories that the tests make.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { historyNote } from '../../server/src/workspace/fileHistory.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { runWith } from '../support/commandLine.ts'
import { useGitRepository } from '../support/gitRepository.ts'

const spec = (requirements: string, status: string): string =>
  `# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: ${status}\n\n## Requirements\n\n### Functional\n\n${requirements}`
const first = '- **FR-001**: System MUST keep messages for 10 days\n'
const changed = first.replace('10', '50')
const path = 'specs/001-queue/spec.md'

describe('specwise check --history', () => {
  const repository = useGitRepository()
  const { git, put, commit } = repository
  const found = async (cwd = repository.folder, ...args: string[]): Promise<string[]> => {
    const rules = ['changed-since-approval', 'stale-tick', 'recycled-id']
    const { out, err } = await runWith(['check', '--format', 'json', ...args], { files: nodeFiles, cwd })
    assert.equal(err, '')
    const { findings } = JSON.parse(out) as { findings: { code: string; message: string }[] }
    return findings.filter(({ code }) => rules.includes(code)).map(({ message }) => message)
  }
  const withHistory = (cwd?: string): Promise<string[]> => found(cwd, '--history')
  const today = (): string => git('log', '-1', '--format=%cs').trim()

  it('compares with the commit of the approval, and only if it is asked to', async () => {
    put(path, spec(first, 'draft'))
    commit()
    put(path, spec(first, 'approved'))
    commit()
    put('other.txt', 'a')
    commit()
    put(path, spec(changed, 'approved'))
    assert.deepEqual(await withHistory(), [`FR-001 was changed after the approval on ${today()}: 10 days → 50 days.`])
    assert.deepEqual(await found(), [])
    commit()
    assert.equal((await withHistory()).length, 1)
    put(path, spec(first, 'approved'))
    assert.deepEqual(await withHistory(), [])
  })
  it('knows nothing without git, without commits, and where a shallow clone ends', async () => {
    put(path, spec(first, 'approved'))
    assert.deepEqual(await withHistory(), [])
    commit()
    put(path, spec(changed, 'approved'))
    commit('b')
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-clone-')))
    try {
      const clone = join(folder, 'clone')
      execFileSync('git', ['clone', '-q', '--depth=1', `file://${repository.folder}`, clone], { stdio: 'ignore' })
      writeFileSync(join(clone, path), spec(first, 'approved'))
      assert.deepEqual(await withHistory(clone), [])
      execFileSync('git', ['fetch', '-q', '--unshallow'], { cwd: clone, stdio: 'ignore' })
      writeFileSync(join(clone, path), spec(first.replace('10', '70'), 'approved'))
      assert.equal((await withHistory(clone)).length, 1)
      rmSync(join(clone, '.git'), { recursive: true })
      assert.deepEqual(await withHistory(clone), [])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  it('follows renamed folders, and counts a merge as one commit of the branch', async () => {
    const other = '- **FR-002**: System MUST encrypt all messages at rest\n'
    put(path, spec(first + other, 'approved'))
    commit()
    git('mv', 'specs/001-queue', 'specs/001-topic')
    const moved = 'specs/001-topic/spec.md'
    put(moved, spec(first.replace('10', '20') + other, 'approved'))
    commit()
    git('switch', '-q', '-c', 'feature/x')
    put(moved, spec(first.replace('10', '20') + other.replace('MUST', 'SHOULD'), 'approved'))
    commit()
    git('switch', '-q', 'main')
    put('other.txt', 'a')
    commit()
    git('merge', '-q', '--no-ff', '-m', 'm', 'feature/x')
    assert.deepEqual(await withHistory(), [
      `FR-001 was changed after the approval on ${today()}: 10 days → 20 days.`,
      `FR-002 was changed after the approval on ${today()}: MUST → SHOULD.`,
    ])
  })
  it('does not take the text of another branch for that of a tick', async () => {
    const kit = (days: number, seconds: number): string =>
      `# Feature Specification: Queue\n\n**Feature Branch**: \`001-queue\`\n\n## Requirements *(mandatory)*\n\n### Functional Requirements\n\n- **FR-001**: System MUST keep messages for ${days} days\n\n## Success Criteria\n\n- **SC-001**: It answers in ${seconds} seconds\n`
    const tasks = 'specs/001-queue/tasks.md'
    put(path, kit(10, 5))
    put(tasks, '# Tasks: Queue\n\n- [ ] T001 Keep messages (FR-001)\n')
    commit()
    git('switch', '-q', '-c', 'feature/x')
    put(path, kit(50, 5))
    commit()
    git('switch', '-q', 'main')
    put(path, kit(10, 9))
    commit()
    git('switch', '-q', 'feature/x')
    put(tasks, '# Tasks: Queue\n\n- [x] T001 Keep messages (FR-001)\n')
    commit()
    git('switch', '-q', 'main')
    git('merge', '-q', '-m', 'm', 'feature/x')
    assert.deepEqual(await withHistory(), [])
  })
  it('works in a folder behind a link, in a hook of a worktree, and with other settings of git', async () => {
    git('config', 'log.showRoot', 'false')
    put(path, spec(first, 'approved'))
    commit()
    put(path, spec(changed, 'approved'))
    const expected = [`FR-001 was changed after the approval on ${today()}: 10 days → 50 days.`]
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-link-')))
    const { GIT_DIR } = process.env
    try {
      symlinkSync(repository.folder, join(folder, 'link'))
      assert.deepEqual(await found(folder, '--history', 'link'), expected)
      process.env.GIT_DIR = join(folder, 'nowhere')
      assert.deepEqual(await withHistory(), expected)
    } finally {
      if (GIT_DIR === undefined) delete process.env.GIT_DIR
      else process.env.GIT_DIR = GIT_DIR
      rmSync(folder, { recursive: true, force: true })
    }
  })
  it('fails without a repository, and tells of a shallow clone', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-clone-')))
    const check = (cwd: string) => runWith(['check', '--history'], { files: nodeFiles, cwd, history: historyNote })
    try {
      const { err, code } = await check(folder)
      assert.deepEqual([err.split('\n')[0], code], ['specwise: --history: Not in a Git repository', 2])
      commit()
      commit()
      const clone = join(folder, 'clone')
      execFileSync('git', ['clone', '-q', '--depth=1', `file://${repository.folder}`, clone], { stdio: 'ignore' })
      assert.match((await check(clone)).err, /The clone is shallow/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  it('compares ids with the main branch, in a worktree and with other characters in the path, too', async () => {
    const odd = 'specs/002-süß (a)/spec.md'
    put(odd, spec(first, 'draft').replaceAll('001', '002'))
    commit()
    git('worktree', 'add', '-q', '-b', 'feature/x', 'tree')
    const tree = join(repository.folder, 'tree')
    writeFileSync(join(tree, odd), spec('- **FR-002**: Operators can list letters by tenant\n', 'draft'))
    assert.deepEqual(await withHistory(tree), [
      'FR-002 names a different item on the main branch ("System MUST keep messages for 10 days"). Use a new id.',
    ])
  })
  it('finds ticks in tasks.md, also of a text with other line ends and a byte order mark', async () => {
    const kit = (days: number): string =>
      `# Feature Specification: Queue\n\n**Feature Branch**: \`001-queue\`\n\n## Requirements *(mandatory)*\n\n### Functional Requirements\n\n- **FR-001**: System MUST keep messages for ${days} days\n`
    const tasks = (box: string): string => `# Tasks: Queue\n\n- [${box}] T001 Keep messages (FR-001)\n`
    put(path, `\ufeff${kit(10).replaceAll('\n', '\r\n')}`)
    put('specs/001-queue/tasks.md', tasks(' '))
    commit()
    put('specs/001-queue/tasks.md', tasks('x'))
    commit('b')
    assert.deepEqual(await withHistory(), [])
    put(path, kit(20))
    assert.deepEqual(await withHistory(), [
      `T001 was ticked on ${today()}, before FR-001 was changed (10 days → 20 days).`,
    ])
  })
})
