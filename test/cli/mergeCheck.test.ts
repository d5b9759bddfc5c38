// specwise merge-check: in repositories that the tests make with git.
import assert from 'node:assert/strict'
import { openMerges } from '../../server/src/workspace/merges.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { runWith } from '../support/commandLine.ts'
import { useGitRepository } from '../support/gitRepository.ts'

const spec = (title: string, rest = ''): string =>
  `# Spec: ${title}\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST make ${title}\n- **FR-002**: System MUST show ${title}\n${rest}`
const bucket = (name: string): string =>
  `\n## Design\n\n\`\`\`yaml\napiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata:\n  name: ${name}\n\`\`\`\n`
const task = (path: string): string => `\n## Tasks\n\n### Phase 1: All\n\n- [ ] T001: Change ${path}\n`

describe('specwise merge-check', () => {
  const repository = useGitRepository()
  const { git, put, commit } = repository
  /** Commits files on a branch, which leaves main at its first commit if it is new. */
  const onBranch = (branch: string, files: Record<string, string>): void => {
    const isThere = git('branch', '--list', branch) !== ''
    git('checkout', '-q', ...(isThere ? [branch] : ['-b', branch, 'start']))
    for (const [name, text] of Object.entries(files)) put(name, text)
    commit()
  }
  const run = (...args: string[]) =>
    runWith(['merge-check', ...args], { files: nodeFiles, cwd: repository.folder, merges: openMerges })

  beforeEach(() => {
    put('README.md', '# Readme\n')
    put('specs/001-old/spec.md', spec('old'))
    commit()
    git('tag', 'start')
  })

  it('finds numbers that two branches have taken', async () => {
    onBranch('main', { 'specs/002-a/spec.md': spec('a') })
    onBranch('feat', { 'specs/002-b/spec.md': spec('b') })
    assert.deepEqual(await run(), {
      code: 1,
      out: 'Merging main:\n  Number 2 is used by specs/002-a and specs/002-b\n',
      err: '',
    })
  })
  it('finds ids that mean something else on each branch, wherever they merge cleanly', async () => {
    const later = spec('old').replace('- **FR-001**', '- **FR-009**: System MUST log old\n- **FR-001**')
    onBranch('main', { 'specs/001-old/spec.md': later })
    onBranch('feat', { 'specs/001-old/spec.md': spec('old', '\n### More\n\n- **FR-009**: System MUST delete old\n') })
    const { out, code } = await run('--with', 'main')
    assert.equal(code, 1)
    assert.equal(
      out,
      'Merging main:\n  FR-009 in specs/001-old has several meanings: "System MUST log old" and "System MUST delete old"\n',
    )
  })
  it('finds new ids that mean something else on each branch, even where they conflict', async () => {
    onBranch('main', { 'specs/001-old/spec.md': spec('old', '- **FR-003**: System MUST log old\n') })
    onBranch('feat', { 'specs/001-old/spec.md': spec('old', '- **FR-003**: System MUST delete old\n') })
    assert.deepEqual(await run(), {
      code: 1,
      out: 'Merging main:\n  FR-003 in specs/001-old has several meanings: "System MUST delete old" and "System MUST log old"\n  1 file has merge conflicts: specs/001-old/spec.md\n',
      err: '',
    })
  })
  it('leaves a conflict to git if both branches change the text of one id', async () => {
    onBranch('main', { 'specs/001-old/spec.md': spec('old').replace('make old', 'make it') })
    onBranch('feat', { 'specs/001-old/spec.md': spec('old').replace('make old', 'make them') })
    assert.equal((await run()).out, 'Merging main:\n  1 file has merge conflicts: specs/001-old/spec.md\n')
  })
  it('finds a folder that is another specification on each branch', async () => {
    onBranch('main', { 'specs/002-a/spec.md': spec('a') })
    onBranch('feat', { 'specs/002-a/spec.md': spec('b') })
    const { out, code } = await run()
    assert.equal(code, 1)
    assert.ok(out.includes('specs/002-a is a different specification on each branch: "b" and "a"'), out)
  })
  it('reports a branch without a common commit, and a repository without commits', async () => {
    git('checkout', '-q', '--orphan', 'alone')
    commit('another root')
    git('checkout', '-q', 'main')
    const { err, code } = await run('--with', 'alone')
    assert.deepEqual(
      [code, err.includes('No common commit with "alone". In a shallow clone, fetch more history.')],
      [2, true],
    )
    assert.equal((await run('--all-branches')).code, 2)
    assert.match((await run('--with', 'all')).err, /Unknown commit "all"/)
    assert.match((await run('--with', '')).err, /--with needs a branch/)
  })
  it('compares many definitions of one id in linear time', async () => {
    const many = Array.from({ length: 3000 }, (_, k) => `- **FR-001**: System MUST do thing ${k}\n`).join('')
    onBranch('main', { 'specs/002-a/spec.md': spec('a', many), 'README.md': '# A\n' })
    onBranch('feat', { 'specs/001-old/spec.md': spec('old', '- **FR-002**: b\n') })
    assert.equal((await run()).code, 0)
  }).timeout(20_000)
  it('finds names of resources that two specifications plan', async () => {
    onBranch('main', { 'specs/002-a/spec.md': spec('a', bucket('xplane-orders')) })
    onBranch('feat', { 'specs/003-b/spec.md': spec('b', bucket('xplane-orders')) })
    assert.equal(
      (await run()).out,
      'Merging main:\n  Bucket "xplane-orders" is planned in specs/002-a and specs/003-b\n',
    )
  })
  it('notes tasks of both branches that change one file, which is no failure', async () => {
    onBranch('main', { 'specs/002-a/spec.md': spec('a', task('src/a.ts')) })
    onBranch('feat', { 'specs/003-b/spec.md': spec('b', task('src/a.ts')) })
    const { out, code } = await run()
    assert.equal(code, 0)
    assert.equal(
      out,
      'Merging main:\n  Note: src/a.ts is changed by tasks of both branches: T001 (specs/003-b) and T001 (specs/002-a)\n',
    )
  })
  it('reports nothing that one of the branches has by itself', async () => {
    onBranch('main', { 'README.md': '# Other\n' })
    onBranch('feat', {
      'specs/002-a/spec.md': spec('a', bucket('xplane-x')),
      'specs/002-b/spec.md': spec('b', bucket('xplane-x')),
    })
    assert.deepEqual(await run(), { code: 0, out: 'Merging main: no collisions\n', err: '' })
  })
  it('tells of files that do not merge cleanly, and looks at the rest', async () => {
    onBranch('main', { 'README.md': '# One\n', 'specs/002-a/spec.md': spec('a') })
    onBranch('feat', { 'README.md': '# Two\n', 'specs/002-b/spec.md': spec('b') })
    const { out } = await run()
    assert.equal(
      out,
      'Merging main:\n  Number 2 is used by specs/002-a and specs/002-b\n  1 file has merge conflicts: README.md\n',
    )
  })
  it('looks at every branch that is not merged yet', async () => {
    onBranch('one', { 'specs/002-a/spec.md': spec('a') })
    onBranch('two', { 'specs/003-b/spec.md': spec('b') })
    onBranch('feat', { 'specs/002-c/spec.md': spec('c') })
    const { out, code } = await run('--all-branches')
    assert.equal(code, 1)
    assert.deepEqual(
      out
        .split('\n\n')
        .map((part) => part.trim())
        .sort(),
      ['Merging one:\n  Number 2 is used by specs/002-a and specs/002-c', 'Merging two: no collisions'],
    )
    const { branches } = JSON.parse((await run('--all-branches', '--format', 'json')).out)
    assert.deepEqual(
      branches
        .map(({ branch, collisions }: { branch: string; collisions: unknown[] }) => [branch, collisions.length])
        .sort(),
      [
        ['one', 1],
        ['two', 0],
      ],
    )
  })
  it('changes nothing in the repository', async () => {
    onBranch('main', { 'specs/002-a/spec.md': spec('a') })
    onBranch('feat', { 'specs/002-b/spec.md': spec('b') })
    const before = [git('status', '--porcelain'), git('rev-parse', 'HEAD'), git('for-each-ref')]
    await run()
    assert.deepEqual([git('status', '--porcelain'), git('rev-parse', 'HEAD'), git('for-each-ref')], before)
  })
  it('says why it cannot look', async () => {
    const first = async (...args: string[]): Promise<string> => (await run(...args)).err.split('\n')[0] ?? ''
    assert.equal(
      await first('--with', 'nothing'),
      'specwise: Unknown commit "nothing". In a shallow clone, fetch it first.',
    )
    assert.equal(
      await first('--with', 'main', '--all-branches'),
      'specwise: --all-branches cannot be combined with --with',
    )
    assert.equal(await first('specs'), 'specwise: "specwise merge-check" takes no paths')
    assert.equal((await run('--with', 'main')).out, 'There is nothing to merge.\n')
    git('branch', '-m', 'main', 'trunk')
    assert.equal(await first(), 'specwise: No default branch found. Specify a branch with --with.')
    assert.match(
      (await runWith(['merge-check'], { files: nodeFiles, cwd: repository.folder })).err,
      /Git is not available/,
    )
  })
})
