// What collides when a branch is merged, from the trees that git would write.
import { type Collision, collisionsOf } from '../queries/collisions.ts'
import type { Merge } from '../workspace/merges.ts'
import { isMarkdownPath } from '../workspace/paths.ts'
import { featuresOf } from './versionDiffs.ts'

export interface CheckedMerge {
  /** The other branch. */
  ref: string
  collisions: Collision[]
  /** Absolute paths of files with merge conflicts. */
  conflicts: readonly string[]
}

/** Compares the sides of a merge with its result, and closes it. @param top the folder of the working tree */
export async function checkMerge(merge: Merge, top: string): Promise<CheckedMerge> {
  const { ref, ours, theirs, merged, base, changed, conflicts } = merge
  try {
    const wanted = [...new Set([...changed.ours, ...changed.theirs])].filter(isMarkdownPath).sort()
    const features = await Promise.all(
      [merged, ours, theirs, base].map(async (files) => [...(await featuresOf(files, top, wanted)).values()]),
    )
    const [all = [], own = [], other = [], old = []] = features
    return { ref, conflicts, collisions: collisionsOf({ merged: all, ours: own, theirs: other, base: old }) }
  } finally {
    merge.close()
  }
}
