// Two versions of a repository to compare: a commit, and the working tree or another commit.
import { type CommitFiles, openCommit } from './commitFiles.ts'
import type { Files } from './files.ts'
import { baseOf } from './gitChanges.ts'
import { changedNames, commitAt, workingTree } from './gitDiff.ts'
import { asked, commitOf, repositoryAt } from './gitRepository.ts'

export interface Versions {
  before: Files
  after: Files
  /** The folder of the working tree. */
  top: string
  /** Absolute paths of files that differ, including deleted ones and old names. */
  paths: readonly string[]
  /** New names by old ones. */
  renames: ReadonlyMap<string, string>
  /** Something to tell the user. */
  note?: string
  close(): void
}

/**
 * Opens the versions of a range: nothing for the working tree against the last commit, `BASE` for the working tree against the
 * commit where it left BASE, `BASE..HEAD` for a commit instead of the working tree. Rejects with a reason that can be shown.
 * @param disk the files of the working tree.
 */
export async function openVersions(disk: Files, cwd: string, range: string | undefined): Promise<Versions | undefined> {
  const repository = await repositoryAt(cwd)
  const [since, to] = range?.split(/\.{2,3}/) ?? []
  const { base, head, note } = await baseOf(repository, since || undefined, to || 'HEAD')
  if (base === undefined) return undefined
  const state = to === undefined || head === undefined ? workingTree : commitAt(head)
  const opened: CommitFiles[] = [await openCommit(repository, base)]
  if (state !== workingTree && head !== undefined) opened.push(await openCommit(repository, head))
  const [before, after] = opened.map(({ files }) => files)
  return {
    before: before as Files,
    after: after ?? disk,
    top: repository.top,
    ...(await changedNames(repository, base, state)),
    ...(note !== undefined && { note }),
    close() {
      for (const { close } of opened) close()
    },
  }
}

/** Whether a word is a commit that git knows, or a range of such commits. */
export async function isRange(cwd: string, word: string): Promise<boolean> {
  const names = word.split(/\.{2,3}/).filter((name) => name !== '')
  if (names.length === 0 || names.length > 2) return false
  const commits = await Promise.all(names.map((name) => commitOf({ top: cwd, env: process.env }, name)))
  return commits.every((commit) => commit !== undefined)
}

const mostNames = 200

/** The branches and tags to compare with, the newest first. */
export async function refNames(cwd: string): Promise<string[]> {
  const args = ['for-each-ref', '--sort=-creatordate', '--format=%(refname)', 'refs/heads', 'refs/remotes', 'refs/tags']
  const names = (await asked(await repositoryAt(cwd), args)).split('\n').filter((name) => !name.endsWith('/HEAD'))
  return names
    .map((name) => name.replace(/^refs\/(?:heads|remotes|tags)\//, ''))
    .filter((name) => name !== '')
    .slice(0, mostNames)
}
