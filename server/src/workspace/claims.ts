// The groups of API that a repository defines by its manifests, for one run: read when something asks for them.
import type { Files } from './files.ts'
import { createResourceIndex, isManifestPath } from './resourceIndex.ts'

/** @param cwd what is looked through where there is no repository. */
export function createClaims(files: Files, cwd: string): (root: string | undefined) => Promise<ReadonlySet<string>> {
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
  return (root = cwd) => {
    const groups = known.get(root) ?? look(root)
    known.set(root, groups)
    return groups
  }
}
