// The trees that merging two branches would give, from git. Nothing is merged: git writes the trees as objects only.
import { join } from 'node:path'
import { t } from '../base/l10n.ts'
import { type CommitFiles, openCommit } from './commitFiles.ts'
import type { Files } from './files.ts'
import { changedNames, commitAt } from './gitDiff.ts'
import { asked, commitOf, printed, type Repository, repositoryAt, unknownCommit } from './gitRepository.ts'

export interface Merge {
  /** The other branch. */
  ref: string
  ours: Files
  theirs: Files
  merged: Files
  /** The commit where the branches parted. */
  base: Files
  /** Absolute paths that each side has changed since the branches parted. */
  changed: { ours: readonly string[]; theirs: readonly string[] }
  /** Absolute paths of files that do not merge cleanly. */
  conflicts: readonly string[]
  close(): void
}

export interface Merges {
  /** The folder of the working tree. */
  top: string
  /** The branches to compare with. */
  refs: readonly string[]
  /** The commits of both sides: a merge of the same commits gives the same. */
  commitsOf(ref: string): Promise<string>
  /** Rejects with a reason that can be shown. Undefined if a branch is merged already. */
  open(ref: string): Promise<Merge | undefined>
}

/** The newest branches, a branch, or the default branch. */
export type Wanted = { kind: 'all' } | { kind: 'one'; ref: string } | { kind: 'default' }

const mostBranches = 40 // with the newest commits

/** Finds the branches to compare HEAD with. Rejects with a reason that can be shown. */
export async function openMerges(cwd: string, wanted: Wanted): Promise<Merges> {
  const repository = await repositoryAt(cwd)
  const refs =
    wanted.kind === 'all'
      ? await branches(repository)
      : [wanted.kind === 'one' ? wanted.ref : await defaultBranch(repository)]
  return {
    top: repository.top,
    refs,
    commitsOf: async (ref) => (await Promise.all(['HEAD', ref].map((name) => commitOf(repository, name)))).join(' '),
    open: (ref) => openMerge(repository, ref),
  }
}

async function openMerge(repository: Repository, ref: string): Promise<Merge | undefined> {
  const [ours, theirs] = [await commitOf(repository, 'HEAD'), await commitOf(repository, ref)]
  if (theirs === undefined) throw new Error(unknownCommit(ref))
  if (ours === undefined) throw new Error(t('The repository has no commit yet'))
  const base = await printed(repository, ['merge-base', ours, theirs])
  if (base === undefined)
    throw new Error(t('No common commit with "{0}". In a shallow clone, fetch more history.', ref))
  if (base === theirs) return undefined
  // Exits with 1 if there are conflicts, and prints the tree all the same.
  const args = ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', ours, theirs]
  const written = await asked(repository, args, [0, 1]).catch((error: Error) => {
    throw /merge-tree|usage/i.test(error.message) ? new Error(t('This needs Git 2.38 or newer')) : error
  })
  const [tree = '', ...conflicts] = written.split('\0').filter((part) => part !== '')
  const opened: CommitFiles[] = []
  for (const one of [ours, theirs, tree, base]) opened.push(await openCommit(repository, one))
  const [a, b, c, d] = opened.map(({ files }) => files) as [Files, Files, Files, Files]
  return {
    ref,
    ours: a,
    theirs: b,
    merged: c,
    base: d,
    changed: {
      ours: (await changedNames(repository, base, commitAt(ours))).paths,
      theirs: (await changedNames(repository, base, commitAt(theirs))).paths,
    },
    conflicts: conflicts.map((name) => join(repository.top, name)),
    close() {
      for (const { close } of opened) close()
    },
  }
}

/** The branch that pull requests are merged into: that of `origin`, else `main` or `master`. */
async function defaultBranch(repository: Repository): Promise<string> {
  const own = await printed(repository, ['rev-parse', '--abbrev-ref', 'origin/HEAD'])
  for (const name of [own, 'origin/main', 'origin/master', 'main', 'master'])
    if (name !== undefined && name !== 'origin/HEAD' && (await commitOf(repository, name))) return name
  throw new Error(t('No default branch found. Specify a branch with --with.'))
}

/** The branches that are not merged into HEAD, the newest first; a remote branch only if there is no local one. */
async function branches(repository: Repository): Promise<string[]> {
  const args = ['for-each-ref', '--sort=-committerdate', '--no-merged=HEAD', '--format=%(refname)']
  const refs = (await asked(repository, [...args, 'refs/heads', 'refs/remotes'])).split('\n')
  const names = new Map<string, string>()
  for (const ref of refs.filter((one) => one !== '' && !one.endsWith('/HEAD'))) {
    const [, local, remote, name] = /^refs\/(?:heads\/(.+)|remotes\/([^/]+)\/(.+))$/.exec(ref) ?? []
    if (local !== undefined) names.set(local, local)
    else if (name !== undefined && !names.has(name)) names.set(name, `${remote}/${name}`)
  }
  return [...names.values()].slice(0, mostBranches)
}
