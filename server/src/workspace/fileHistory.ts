// The commits of a branch and the Markdown files that they changed, as git tells them. Read-only.
import { t } from '../base/l10n.ts'
import { asked, commitOf, printed, type Repository, repositoryAt, withoutRepository } from './gitRepository.ts'

export interface Commit {
  hash: string
  /** Its day: `2026-05-01`. */
  date: string
  /** By absolute path with `/`. */
  changes: ReadonlyMap<string, FileChange>
}

export interface FileChange {
  /** The blob of the new text; undefined for a file that was removed. */
  blob: string | undefined
  /** The name before, if the file was renamed. */
  from: string | undefined
}

export interface Log {
  /** The newest first. A merge counts as one commit, with what it brought to the branch. */
  commits: Commit[]
  /** Older commits are missing. */
  isCut: boolean
}

/** A version of a file. */
export interface FileVersion extends Pick<Commit, 'hash' | 'date'> {
  /** The place of its commit in the log, from 0. */
  order: number
  blob: string
}

const mostCommits = 3000

/** The commits of HEAD and its first parents. Rejects with a reason that can be shown. */
export async function logOf(repository: Repository): Promise<Log> {
  const args = ['-c', 'log.showRoot=true', 'log', `-n${mostCommits}`, '--first-parent', '-m', '-M', '-z', '--raw']
  const [out, shallow] = await Promise.all([
    asked(repository, [...args, '--no-abbrev', '--format=%x01%H %cs', '--', '*.md', '*.markdown']),
    printed(repository, ['rev-parse', '--is-shallow-repository']),
  ])
  const commits = out
    .split('\u0001')
    .slice(1)
    .map((one) => commitFrom(one, repository.top))
  return { commits, isCut: shallow !== 'false' || commits.length === mostCommits }
}

/** From `HASH DATE`, then `:MODE MODE BLOB BLOB STATUS` and one or two names for each file, all separated by NUL. */
function commitFrom(text: string, top: string): Commit {
  const [head = '', ...parts] = text.split('\0')
  const [hash = '', date = ''] = head.trim().split(' ')
  const changes = new Map<string, FileChange>()
  for (let k = 0; k + 1 < parts.length; k++) {
    const [, blob, status] = /^\n?:\d+ \d+ \w+ (\w+) (\w)/.exec(parts[k] as string) ?? []
    if (status === undefined) continue
    const first = `${top}/${parts[++k]}`
    if (status !== 'R' && status !== 'C')
      changes.set(first, { blob: status === 'D' ? undefined : blob, from: undefined })
    else {
      changes.set(`${top}/${parts[++k]}`, { blob, from: first })
      if (status === 'R' && !changes.has(first)) changes.set(first, { blob: undefined, from: undefined })
    }
  }
  return { hash, date, changes }
}

/** The versions of a file, the newest first, under all its names. @param path absolute, with `/` */
export function versionsOf({ commits }: Log, path: string): FileVersion[] {
  const versions: FileVersion[] = []
  let name = path
  for (const [order, { hash, date, changes }] of commits.entries()) {
    const change = changes.get(name)
    if (!change) continue
    if (change.blob === undefined) break // what is older was another file
    versions.push({ hash, date, order, blob: change.blob })
    name = change.from ?? name
  }
  return versions
}

const mainBranches = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master', 'trunk']

/** Where the branch left the main branch: a commit. Undefined if no main branch is known. */
export async function forkPoint(repository: Repository): Promise<string | undefined> {
  for (const name of mainBranches) {
    const commit = await commitOf(repository, name)
    if (commit !== undefined) return printed(repository, ['merge-base', 'HEAD', commit])
  }
  return undefined
}

/** What has to be said about the history around a folder, if anything. Rejects with a reason that can be shown. */
export async function historyNote(cwd: string): Promise<string | undefined> {
  const repository = await repositoryAt(cwd, withoutRepository(process.env))
  const shallow = await printed(repository, ['rev-parse', '--is-shallow-repository'])
  return shallow === 'true' ? t('The clone is shallow: only its own commits are compared') : undefined
}
