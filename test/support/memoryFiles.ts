// Files in memory, for tests: texts by path (with `/`). `null` is a file that cannot be read. Writing changes the object.
import type { Files } from '../../server/src/workspace/files.ts'

export function memoryFiles(files: Record<string, string | null>): Files & { reads: string[] } {
  const reads: string[] = []
  const isFolder = (path: string): boolean =>
    path === '/' || Object.keys(files).some((name) => name.startsWith(`${path}/`))
  return {
    reads,
    async read(path) {
      reads.push(path)
      const text = files[path]
      if (typeof text !== 'string')
        throw new Error(text === null ? 'cannot be read: permission denied' : 'does not exist')
      return text
    },
    async list(path) {
      const prefix = path === '/' ? '/' : `${path}/`
      const names = new Set(
        Object.keys(files)
          .filter((name) => name.startsWith(prefix))
          .map((name) => name.slice(prefix.length).split('/', 1)[0] as string),
      )
      return [...names].sort().map((name) => ({ name, kind: isFolder(prefix + name) ? 'folder' : 'file' }))
    },
    async write(path, text, before) {
      if (!(path in files)) throw new Error('does not exist')
      if (files[path] !== before) throw new Error('changed meanwhile: nothing was changed')
      files[path] = text
    },
    async put(path, text) {
      files[path] = text
    },
    async createFile(path, text) {
      if (path in files) throw new Error('is there already')
      files[path] = text
    },
    async createFolder(path, contents) {
      if (isFolder(path)) throw new Error('is there already')
      for (const { name, text } of contents) files[`${path}/${name}`] = text
    },
    async stamp(path) {
      return path in files ? `${files[path]}` : undefined
    },
    async real(path) {
      return path
    },
    async kind(path) {
      return path in files ? 'file' : isFolder(path) ? 'folder' : undefined
    },
  }
}
