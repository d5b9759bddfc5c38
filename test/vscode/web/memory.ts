// An in-memory file system, the only files of an extension in a browser.
import * as vscode from 'vscode'

type Entry = { kind: 'file'; bytes: Uint8Array; mtime: number } | { kind: 'folder'; mtime: number }

/** @param texts by absolute path */
export function memory(texts: Record<string, string>): vscode.FileSystemProvider {
  const entries = new Map<string, Entry>([['/', { kind: 'folder', mtime: 0 }]])
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>()
  let clock = 1
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'
  const notify = (path: string, type: vscode.FileChangeType): void =>
    changed.fire([{ type, uri: vscode.Uri.from({ scheme: 'memory', path }) }])
  const makeFolder = (path: string): void => {
    if (entries.has(path)) return
    makeFolder(folderOf(path))
    entries.set(path, { kind: 'folder', mtime: clock++ })
  }
  const get = (uri: vscode.Uri): Entry => {
    const entry = entries.get(uri.path)
    if (!entry) throw vscode.FileSystemError.FileNotFound(uri)
    return entry
  }
  const below = (path: string): string[] =>
    [...entries.keys()].filter((candidate) => candidate === path || candidate.startsWith(`${path}/`))
  for (const [path, text] of Object.entries(texts)) {
    makeFolder(folderOf(path))
    entries.set(path, { kind: 'file', bytes: new TextEncoder().encode(text), mtime: clock++ })
  }
  return {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    stat(uri) {
      const entry = get(uri)
      const type = entry.kind === 'file' ? vscode.FileType.File : vscode.FileType.Directory
      return { type, ctime: 0, mtime: entry.mtime, size: entry.kind === 'file' ? entry.bytes.length : 0 }
    },
    readDirectory(uri) {
      get(uri)
      const inside = [...entries].filter(([path]) => path !== '/' && folderOf(path) === uri.path)
      return inside.map(([path, { kind }]) => [
        path.slice(path.lastIndexOf('/') + 1),
        kind === 'file' ? vscode.FileType.File : vscode.FileType.Directory,
      ])
    },
    readFile(uri) {
      const entry = get(uri)
      if (entry.kind === 'folder') throw vscode.FileSystemError.FileIsADirectory(uri)
      return entry.bytes
    },
    createDirectory({ path }) {
      makeFolder(path)
      notify(path, vscode.FileChangeType.Created)
    },
    writeFile(uri, bytes, { create, overwrite }) {
      const was = entries.get(uri.path)
      if (!was && !create) throw vscode.FileSystemError.FileNotFound(uri)
      if (was && create && !overwrite) throw vscode.FileSystemError.FileExists(uri)
      makeFolder(folderOf(uri.path))
      entries.set(uri.path, { kind: 'file', bytes, mtime: clock++ })
      notify(uri.path, was ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created)
    },
    delete(uri) {
      get(uri)
      for (const path of below(uri.path)) entries.delete(path)
      notify(uri.path, vscode.FileChangeType.Deleted)
    },
    rename(from, to) {
      get(from)
      if (entries.has(to.path)) throw vscode.FileSystemError.FileExists(to)
      makeFolder(folderOf(to.path))
      for (const path of below(from.path)) {
        entries.set(to.path + path.slice(from.path.length), entries.get(path) as Entry)
        entries.delete(path)
      }
      notify(from.path, vscode.FileChangeType.Deleted)
      notify(to.path, vscode.FileChangeType.Created)
    },
  }
}
