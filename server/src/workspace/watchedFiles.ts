// Files that a watcher tells of: what was asked of them is known until it does.
import { dirname } from 'node:path'
import type { Files } from './files.ts'
import { isBelow, mayBeFolder } from './paths.ts'

export interface WatchedFiles extends Files {
  /**
   * A file or folder came, went or changed.
   * @returns whether somebody had asked what it is, or what is in it.
   */
  changed(path: string): boolean
  /** Anything may be another. */
  stale(): void
}

/** @param isWatched whether a path is watched: of one that is not, each question is asked anew. */
export function createWatchedFiles(files: Files, isWatched: (path: string) => boolean): WatchedFiles {
  const kinds = new Map<string, ReturnType<Files['kind']>>()
  const lists = new Map<string, ReturnType<Files['list']>>()
  const stamps = new Map<string, ReturnType<Files['stamp']>>()
  const ask = <T>(known: Map<string, Promise<T>>, path: string, question: (path: string) => Promise<T>): Promise<T> => {
    if (!isWatched(path)) return question(path)
    const last = known.get(path)
    if (last) return last
    const answer = question(path)
    known.set(path, answer)
    answer.catch(() => known.delete(path)) // what failed may not fail again
    return answer
  }
  const changed = (path: string): boolean => {
    const isFolder = lists.has(path) || mayBeFolder(path)
    const asked = [kinds.delete(path), stamps.delete(path), lists.delete(path)].includes(true)
    // A file that comes brings the folders around it, which may not be told of.
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      kinds.delete(folder)
      lists.delete(folder)
      if (dirname(folder) === folder) break
    }
    if (!isFolder) return asked
    let below = false // of a folder that came or went, what is in it did, too
    for (const known of [kinds, stamps, lists])
      for (const other of known.keys()) if (isBelow(path, other)) below = known.delete(other)
    return asked || below
  }
  return {
    ...files,
    kind: (path) => ask(kinds, path, files.kind),
    list: (path) => ask(lists, path, files.list),
    stamp: (path) => ask(stamps, path, files.stamp),
    async write(path, text, before, within) {
      await files.write(path, text, before, within)
      changed(path)
    },
    async put(path, text) {
      await files.put(path, text)
      changed(path)
    },
    async createFile(path, text, within) {
      await files.createFile(path, text, within)
      changed(path)
    },
    async createFolder(path, made, within) {
      await files.createFolder(path, made, within)
      changed(path)
    },
    changed,
    stale() {
      kinds.clear()
      lists.clear()
      stamps.clear()
    },
  }
}
