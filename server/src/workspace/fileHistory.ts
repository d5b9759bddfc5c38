// The commits that changed some files, as git tells them. Read-only.
import { asked, commitOf, printed, type Repository } from './gitRepository.ts'

export interface Commit {
  hash: string
  /** Its day: `2026-05-01`. */
  date: string
  /** The blobs of the files that it changed, by absolute path with `/`; undefined for files that it removed. */
  blobs: ReadonlyMap<string, string | undefined>
}

export interface Log {
  /** The newest first. */
  commits: Commit[]
  /** Older commits are missing. */
  isCut: boolean
}

const mostCommits = 300

/** The commits that changed files, merges left out. Rejects with a reason that can be shown. */
export async function logOf(repository: Repository, paths: readonly string[]): Promise<Log> {
  const args = ['log', `-n${mostCommits}`, '-z', '--raw', '--no-abbrev', '--no-renames', '--format=%x01%H %cs']
  const [out, shallow] = await Promise.all([
    asked(repository, [...args, '--', ...paths]),
    printed(repository, ['rev-parse', '--is-shallow-repository']),
  ])
  const commits = out
    .split('\u0001')
    .slice(1)
    .map((one) => commitFrom(one, repository.top))
  return { commits, isCut: shallow !== 'false' || commits.length === mostCommits }
}

/** From `HASH DATE`, then `:MODE MODE BLOB BLOB STATUS` and a name for each file, all separated by NUL. */
function commitFrom(text: string, top: string): Commit {
  const [head = '', ...parts] = text.split('\0')
  const [hash = '', date = ''] = head.trim().split(' ')
  const blobs = new Map<string, string | undefined>()
  for (let k = 0; k + 1 < parts.length; k++) {
    const [, blob, status] = /^\n?:\d+ \d+ \w+ (\w+) (\w)/.exec(parts[k] as string) ?? []
    if (status !== undefined) blobs.set(`${top}/${parts[++k]}`, status === 'D' ? undefined : blob)
  }
  return { hash, date, blobs }
}

const mainBranches = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']

/** Where the branch left the main branch: a commit. Undefined if no main branch is known. */
export async function forkPoint(repository: Repository): Promise<string | undefined> {
  for (const name of mainBranches) {
    const commit = await commitOf(repository, name)
    if (commit !== undefined) return printed(repository, ['merge-base', 'HEAD', commit])
  }
  return undefined
}
