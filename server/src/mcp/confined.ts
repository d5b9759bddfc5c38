// Files of a single folder: what links outside of it lead to cannot be read, and nothing can be written.
import type { Files } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'

/** @param root the only folder whose contents can be read. */
export function confined(files: Files, root: string): Files {
  const top = files.real(root)
  const isInside = async (path: string): Promise<boolean> => {
    const [real, folder] = [await files.real(path), await top]
    return real === folder || isBelow(folder, real)
  }
  const refuse = (): never => {
    throw new Error('Outside the workspace')
  }
  return {
    ...files,
    read: async (path) => ((await isInside(path)) ? files.read(path) : refuse()),
    list: async (path) => ((await isInside(path)) ? files.list(path) : refuse()),
    kind: async (path) => ((await isInside(path)) ? files.kind(path) : undefined),
    stamp: async (path) => ((await isInside(path)) ? files.stamp(path) : undefined),
    write: async () => refuse(),
    createFile: async () => refuse(),
    createFolder: async () => refuse(),
  }
}
