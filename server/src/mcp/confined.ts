// Files of one folder: whatever leads out of it by a link is not there, for reading as for writing.
import type { Files } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'

/** @param root what lies in it is there; and what is above it only as folders, for what holds there. */
export function confined(files: Files, root: string): Files {
  const top = files.real(root)
  const isInside = async (path: string): Promise<boolean> => {
    const [real, own] = [await files.real(path), await top]
    return real === own || isBelow(own, real)
  }
  const refuse = (): never => {
    throw new Error('leads out of the workspace')
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
