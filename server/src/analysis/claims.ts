// The groups of API that a repository defines by its manifests, for one run: read when something asks for them.
import type { Files } from '../workspace/files.ts'
import { createResourceIndex, isManifestPath } from '../workspace/resourceIndex.ts'

/** Unknown where there is no repository: nobody says how far it would reach. */
export function createClaims(files: Files): (root: string | undefined) => Promise<ReadonlySet<string> | undefined> {
  const known = new Map<string, Promise<ReadonlySet<string>>>()
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
    const groups = known.get(root) ?? look(root)
    known.set(root, groups)
    return groups
  }
}
