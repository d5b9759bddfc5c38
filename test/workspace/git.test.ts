// The age of lines: what git says is read, and a git that is not there or fails is nobody's trouble.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { gitBlame, gitBranches, gitRemote, gitUserName, readBlame, webAddress } from '../../server/src/workspace/git.ts'

const commit = (hash: string, line: number, time: number): string =>
  `${hash.repeat(40)} 1 ${line} 1\nauthor A\nauthor-mail <a@example.com>\nauthor-time ${time}\nauthor-tz +0000\nsummary author-time 5\nfilename spec.md\n\tauthor-time 7\n`

describe('git blame', () => {
  const { PATH = '' } = process.env
  let folder = ''
  /** A program of the name, in place of git. */
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
  it('is read by line; what is not committed has no age', () => {
    const dates = readBlame(commit('a', 3, 1_700_000_000) + commit('0', 5, 1_800_000_000))
    assert.deepEqual([...dates], [[2, { date: new Date(1_700_000_000_000), author: 'A' }]])
  })
  it('is asked for the lines of the text as it is', async () => {
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
  it('that is not there or fails tells nothing', async () => {
    assert.deepEqual(await gitBlame(join(folder, 'spec.md'), 'a\n', [0]), [undefined])
    git('process.exit(128)')
    assert.deepEqual(await gitBlame(join(folder, 'spec.md'), 'a\n'.repeat(100_000), [0]), [undefined])
    assert.deepEqual(await gitBlame(join(folder, 'nowhere', 'spec.md'), 'a\n', [0]), [undefined])
    assert.deepEqual(await gitBlame(join(folder, 'spec.md'), 'a\n', []), [])
  })
  it('tells the name that the writer commits with', async () => {
    git(`if (process.argv.slice(-3).join(' ') === 'config --get user.name') process.stdout.write('Ada L.\\n')`)
    process.env.PATH = [folder, PATH].join(delimiter)
    assert.equal(await gitUserName(folder), 'Ada L.')
    git('process.exit(1)')
    assert.equal(await gitUserName(folder), undefined)
  })
  it('tells names on other branches: folders of specifications there, and branches named like one', async () => {
    git(
      `const [, , ...args] = process.argv
      if (args.includes('for-each-ref') && args.includes('--format=%(refname)')) process.stdout.write('refs/heads/main\\nrefs/remotes/origin/HEAD\\nrefs/remotes/origin/012-topic\\nrefs/heads/fix/1234-crash\\n')
      else if (args.includes('ls-tree') && args.includes('refs/heads/main')) process.stdout.write('docs/specs/009-über/spec.md\\0docs/specs/done/2026-Q1/003-a/contracts/404-x.md\\0')`,
    )
    assert.deepEqual(await gitBranches(folder, 'docs/specs'), ['009-über', '003-a', '012-topic'])
  })
  it('that is not there tells no branches', async () => {
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
    it(`makes an address of the web of ${url || 'nothing'}`, () => assert.equal(webAddress(url), address))
  it('tells the address of origin, else of the first remote', async () => {
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
