// The API groups that a repository defines by its manifests. Read on demand, once per run.
import type { Files } from '../workspace/files.ts'
import { createResourceIndex, isManifestPath } from '../workspace/resourceIndex.ts'

/** Undefined outside of a repository, which has no limits to search within. */
export function createClaims(files: Files): (root: string | undefined) => Promise<ReadonlySet<string> | undefined> {
  const byRoot = new Map<string, Promise<ReadonlySet<string>>>()
  const look = async (root: string): Promise<ReadonlySet<string>> => {
    const index = createResourceIndex({
      files,
      roots: () => [root],
      prefixes: async () => [],
      reads: isManifestPath,
      onError: () => undefined,
    })
    return (await index.ready()).groups
  }
  return async (root) => {
    if (root === undefined) return undefined
    const groups = byRoot.get(root) ?? look(root)
    byRoot.set(root, groups)
    return groups
  }
}
