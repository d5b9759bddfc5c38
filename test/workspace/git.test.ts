// Reading the output of Git: dates, names, branches and remotes. A missing or failing Git is not an error.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { gitBlame, gitBranches, gitRemote, gitUserName, readBlame, webAddress } from '../../server/src/workspace/git.ts'
import { withoutRepository } from '../../server/src/workspace/gitRepository.ts'

const commit = (hash: string, line: number, time: number): string =>
  `${hash.repeat(40)} 1 ${line} 1\nauthor A\nauthor-mail <a@example.com>\nauthor-time ${time}\nauthor-tz +0000\nsummary author-time 5\nfilename spec.md\n\tauthor-time 7\n`

describe('the variables for git', () => {
  it('are those of the process, without those of a hook that name its repository', () => {
    const names = ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_DIRECTORY', 'MY_GIT_DIR', 'GIT_SSH', 'PATH']
    const kept = withoutRepository(Object.fromEntries(names.map((name) => [name, 'a'])))
    assert.deepEqual(Object.keys(kept), ['GIT_DIRECTORY', 'MY_GIT_DIR', 'GIT_SSH', 'PATH'])
  })
})

describe('Git', () => {
  const { PATH = '' } = process.env
  let folder = ''
  /** Replaces Git by a script. */
  const git = (script: string): void => {
    writeFileSync(join(folder, 'git'), `#!${process.execPath}\n${script}`)
    chmodSync(join(folder, 'git'), 0o755)
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'specwise-git-'))
    process.env.PATH = folder
  })
  afterEach(() => {
    process.env.PATH = PATH
    rmSync(folder, { recursive: true, force: true })
  })
  it('gives the date of each line, none if it is not committed', () => {
    const dates = readBlame(commit('a', 3, 1_700_000_000) + commit('0', 5, 1_800_000_000))
    assert.deepEqual([...dates], [[2, { date: new Date(1_700_000_000_000), author: 'A' }]])
  })
  it('is asked for the lines of the current text', async () => {
    process.env.PATH = [folder, PATH].join(delimiter)
    git(
      `let text = ''; process.stdin.on('data', (part) => { text += part }).on('end', () => {
        const wanted = process.argv.flatMap((one, k, all) => all[k - 1] === '-L' ? [one] : [])
        if (text !== 'a\\nb\\n' || wanted.join() !== '2,2' || process.argv.at(-1) !== 'spec.md') process.exit(1)
        process.stdout.write(${JSON.stringify(commit('b', 2, 1_700_000_000))})
      })`,
    )
    assert.deepEqual(await gitBlame(join(folder, 'spec.md'), 'a\nb\n', [1, 1]), [
      { date: new Date(1_700_000_000_000), author: 'A' },
      { date: new Date(1_700_000_000_000), author: 'A' },
    ])
  })
  it('gives no dates if it is missing or fails', async () => {
    assert.deepEqual(await gitBlame(join(folder, 'spec.md'), 'a\n', [0]), [undefined])
    git('process.exit(128)')
    assert.deepEqual(await gitBlame(join(folder, 'spec.md'), 'a\n'.repeat(100_000), [0]), [undefined])
    assert.deepEqual(await gitBlame(join(folder, 'nowhere', 'spec.md'), 'a\n', [0]), [undefined])
    assert.deepEqual(await gitBlame(join(folder, 'spec.md'), 'a\n', []), [])
  })
  it("gives the user's name for commits", async () => {
    git(`if (process.argv.slice(-3).join(' ') === 'config --get user.name') process.stdout.write('Ada L.\\n')`)
    process.env.PATH = [folder, PATH].join(delimiter)
    assert.equal(await gitUserName(folder), 'Ada L.')
    git('process.exit(1)')
    assert.equal(await gitUserName(folder), undefined)
  })
  it('gives names on other branches, of specification folders and of branches', async () => {
    git(
      `const [, , ...args] = process.argv
      if (args.includes('for-each-ref') && args.includes('--format=%(refname)')) process.stdout.write('refs/heads/main\\nrefs/remotes/origin/HEAD\\nrefs/remotes/origin/012-topic\\nrefs/heads/fix/1234-crash\\n')
      else if (args.includes('ls-tree') && args.includes('refs/heads/main')) process.stdout.write('docs/specs/009-über/spec.md\\0docs/specs/done/2026-Q1/003-a/contracts/404-x.md\\0')`,
    )
    assert.deepEqual(await gitBranches(folder, 'docs/specs'), ['009-über', '003-a', '012-topic'])
  })
  it('gives no branches if it is missing', async () => {
    assert.deepEqual(await gitBranches(folder, 'docs/specs'), [])
  })
  for (const [url, address] of [
    ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['https://token@github.com/acme/shop.git', 'https://github.com/acme/shop'],
    ['https://gitlab.example.org/a/b/c/', 'https://gitlab.example.org/a/b/c'],
    ['ssh://git@git.example.org:2222/acme/shop.git', 'https://git.example.org/acme/shop'],
    ['/srv/git/shop.git', undefined],
    ['C:\\git\\shop', undefined],
    ['', undefined],
  ] as const)
    it(`gives the web address of ${url || 'nothing'}`, () => assert.equal(webAddress(url), address))
  it('gives the address of origin, else of the first remote', async () => {
    process.env.PATH = [folder, PATH].join(delimiter)
    git(
      "process.stdout.write('fork\\tgit@github.com:me/shop.git (fetch)\\norigin\\thttps://github.com/acme/shop (fetch)\\n')",
    )
    assert.equal(await gitRemote(folder), 'https://github.com/acme/shop')
    git("process.stdout.write('fork\\tgit@github.com:me/shop.git (fetch)\\n')")
    assert.equal(await gitRemote(folder), 'https://github.com/me/shop')
    git('process.exit(1)')
    assert.equal(await gitRemote(folder), undefined)
  })
})
