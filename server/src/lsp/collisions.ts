// What collides with other branches, for the specification in the editor. Not in browsers, which have no git.
import { basename, dirname } from 'node:path'
import type { Connection } from 'vscode-languageserver'
import type { Checker } from '../analysis/checker.ts'
import { type CheckedMerge, checkMerge } from '../analysis/mergeChecks.ts'
import { createLru } from '../base/lru.ts'
import { pathOf } from '../base/uri.ts'
import type { Feature } from '../feature/feature.ts'
import { summarise } from '../feature/summary.ts'
import type { Collision } from '../queries/collisions.ts'
import { collisionText } from '../queries/collisionText.ts'
import { openMerges } from '../workspace/merges.ts'
import { relativeTo } from '../workspace/paths.ts'
import { type BranchCollisions, type CollisionsParams, collisionsRequest } from './compareMessages.ts'
import type { Guard } from './guard.ts'

const between = 60_000 // milliseconds between two questions for the branches
const mostBranches = 10 // those with the newest commits

interface Branches {
  /** The folder of the working tree. */
  top: string
  checked: CheckedMerge[]
}

/** Connects the request. */
export function serveCollisions(
  connection: Connection,
  checker: Pick<Checker, 'load'>,
  { isTrusted }: { isTrusted(): boolean },
  guard: Guard,
): void {
  const asked = new Map<string, { at: number; branches: Promise<Branches | undefined> }>() // by folder
  const kept = createLru<string, Promise<CheckedMerge | undefined>>(100) // by the commits of both sides

  const check = async (folder: string): Promise<Branches> => {
    const { top, refs, commitsOf, open } = await openMerges(folder, { kind: 'all' })
    const checked: CheckedMerge[] = []
    for (const ref of refs.slice(0, mostBranches)) {
      const commits = await commitsOf(ref)
      const checking = kept.get(commits) ?? open(ref).then((merge) => merge && checkMerge(merge, top))
      kept.set(commits, checking)
      const one = await checking.catch(() => undefined)
      if (one) checked.push({ ...one, ref })
    }
    return { top, checked }
  }
  const branchesAround = (folder: string): Promise<Branches | undefined> => {
    const last = asked.get(folder)
    if (last && performance.now() - last.at < between) return last.branches
    const branches = check(folder).catch(() => undefined)
    asked.set(folder, { at: performance.now(), branches })
    return branches
  }

  connection.onRequest(
    collisionsRequest,
    guard('collisions', [], async ({ uri }: CollisionsParams): Promise<BranchCollisions[]> => {
      const path = pathOf(uri)
      const feature = path !== undefined && isTrusted() ? (await checker.load(path))?.feature : undefined
      const found = path !== undefined && feature ? await branchesAround(dirname(path)) : undefined
      if (!found) return []
      return found.checked.flatMap(({ ref, collisions }) => {
        const own = collisions.filter(
          (one) => one.kind !== 'file' && featuresOf(one).some(({ path }) => path === feature?.path),
        )
        const texts = own.map((one) => collisionText(one, (file) => relativeTo(found.top, file)))
        return own.length === 0 ? [] : [{ branch: ref, names: [...new Set(own.map(nameOf))], texts }]
      })
    }),
  )
}

const featuresOf = (collision: Collision): readonly Feature[] =>
  'features' in collision ? collision.features : 'feature' in collision ? [collision.feature] : []

/** What collides, in a word. */
function nameOf(collision: Collision): string {
  if (collision.kind === 'id') return collision.id
  if (collision.kind === 'resource') return collision.name
  const [feature] = featuresOf(collision)
  const id = feature && summarise(feature).id
  return id ?? (collision.kind === 'number' ? String(collision.number).padStart(3, '0') : basename(feature?.path ?? ''))
}
