// A repository of git in a temporary folder, for one test after the other.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface GitRepository {
  /** Its folder; another one for each test. */
  readonly folder: string
  /** Runs git in the folder. Returns what it prints. */
  git(...args: string[]): string
  /** Writes a file. @param name relative to the folder */
  put(name: string, text: string): void
  /** Commits everything. */
  commit(message?: string): void
}

const settings = [
  'user.name=a',
  'user.email=a@example.com',
  'protocol.file.allow=always',
  'maintenance.auto=false',
  'gc.auto=0',
  // One process of git that starts the others: each process that is started here costs a copy of the tests' memory.
  'alias.save=!git add -A && git commit -q --allow-empty -m',
]

/** Has an empty repository with the branch `main` before each test of the suite, and removes it after the test. */
export function useGitRepository(): GitRepository {
  let folder = ''
  const git = (...args: string[]): string =>
    execFileSync('git', [...settings.flatMap((one) => ['-c', one]), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString()
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-git-')))
    git('init', '-q', '-b', 'main', '--template=') // without samples of hooks
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  return {
    get folder() {
      return folder
    },
    git,
    put(name, text) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    },
    commit(message = 'a') {
      git('save', message)
    },
  }
}
