// Changes from git: in the working tree, in the index, or since a commit, including those in submodules.
import { join } from 'node:path'
import { t } from '../base/l10n.ts'
import { commitAt, type Differences, differences, index, type State, workingTree } from './gitDiff.ts'
import {
  asked,
  commitOf,
  printed,
  type Repository,
  repositoryAt,
  unknownCommit,
  withoutRepository,
} from './gitRepository.ts'
import { isBelow } from './paths.ts'

export interface Changes extends Differences {
  /** A note to show to the user. */
  note?: string
}

export interface ChangesSince {
  /** A commit, branch or tag: compares with the commit where the current branch left it. */
  since?: string | undefined
  /** Compares with what the next commit would have, and nothing else. */
  staged?: boolean | undefined
}

/** Rejects with a reason that can be shown: no git, no repository, no such commit. */
export async function gitChanges(cwd: string, { since, staged = false }: ChangesSince): Promise<Changes> {
  const repository = await repositoryAt(cwd)
  const { top } = repository
  const { base, note } = await baseOf(repository, since)
  const state = staged ? index : workingTree
  const own = await differences(repository, base, state)
  const all = [{ top, ...own }, ...(await insideSubmodules(repository, base, state))]
  return {
    paths: all.flatMap(({ paths }) => paths),
    // The innermost repository that contains a file decides.
    linesOf: (path) => (all.findLast((one) => isBelow(one.top, path)) ?? own).linesOf(path),
    texts: new Map(all.flatMap(({ texts }) => [...texts])),
    ...(note !== undefined && { note }),
  }
}

/** Differences in the submodules of a repository, and in their submodules, from what a commit of the repository records. */
async function insideSubmodules(
  { top, env }: Repository,
  base: string | undefined,
  { blobs }: State,
): Promise<(Differences & { top: string })[]> {
  const quiet = (args: readonly string[], of: Repository): Promise<string> => asked(of, args).catch(() => '')
  const listed = await quiet(['config', '--file', '.gitmodules', '-z', '--get-regexp', '\\.path$'], { top, env })
  const found: (Differences & { top: string })[] = []
  for (const path of listed.split('\0').flatMap((one) => one.split('\n')[1] ?? [])) {
    const inside = { top: join(top, path), env: withoutRepository(env) }
    const own = (await quiet(['rev-parse', '--show-toplevel'], inside)).replace(/\r?\n$/, '')
    if (own === '' || join(own) !== inside.top || !isBelow(top, inside.top)) continue // it is not checked out
    const recorded = async (args: readonly string[]): Promise<string | undefined> =>
      /^160000 (?:commit )?([0-9a-f]{40,64})\b/.exec(await quiet([...args, '--', path], { top, env }))?.[1]
    const before = base === undefined ? undefined : await recorded(['ls-tree', base])
    let state = workingTree
    if (blobs !== undefined) {
      const now = await recorded(blobs === ':' ? ['ls-files', '--stage'] : ['ls-tree', blobs.slice(0, -1)])
      if (now === undefined) continue
      state = commitAt(now)
    }
    const all = await differences(inside, before, state)
    found.push({ top: inside.top, ...all }, ...(await insideSubmodules(inside, before, state)))
  }
  return found
}

/**
 * The commit to compare with: where `to` left `since`, or `to` itself; undefined if there is no commit yet. Rejects with a reason
 * that can be shown.
 */
export async function baseOf(
  repository: Repository,
  since: string | undefined,
  to = 'HEAD',
): Promise<{ base: string | undefined; head: string | undefined; note?: string }> {
  const head = await commitOf(repository, to)
  if (head === undefined && to !== 'HEAD') throw new Error(unknownCommit(to))
  if (since === undefined) return { base: head, head }
  const commit = await commitOf(repository, since)
  if (commit === undefined) throw new Error(unknownCommit(since))
  const left = await printed(repository, ['merge-base', commit, head ?? commit])
  if (left !== undefined) return { base: left, head }
  return {
    base: commit,
    head,
    note: t('No merge base with "{0}" in this clone, so files are compared with "{0}" itself', since),
  }
}
