// Files with a watcher: what is known about them is cached until the watcher reports a change.
import { dirname } from 'node:path'
import type { Files } from './files.ts'
import { isBelow, mayBeFolder } from './paths.ts'

export interface WatchedFiles extends Files {
  /**
   * Called when a file or folder was created, deleted or changed.
   * @returns whether anything about it was cached.
   */
  changed(path: string): boolean
  /** Called when anything may have changed. */
  stale(): void
}

/** @param isWatched whether a path is watched; nothing is cached for other paths. */
export function createWatchedFiles(files: Files, isWatched: (path: string) => boolean): WatchedFiles {
  const kinds = new Map<string, ReturnType<Files['kind']>>()
  const lists = new Map<string, ReturnType<Files['list']>>()
  const stamps = new Map<string, ReturnType<Files['stamp']>>()
  const ask = <T>(cache: Map<string, Promise<T>>, path: string, question: (path: string) => Promise<T>): Promise<T> => {
    if (!isWatched(path)) return question(path)
    const last = cache.get(path)
    if (last) return last
    const answer = question(path)
    cache.set(path, answer)
    answer.catch(() => cache.delete(path)) // a failure may not happen again
    return answer
  }
  const changed = (path: string): boolean => {
    const isFolder = lists.has(path) || mayBeFolder(path)
    const asked = [kinds.delete(path), stamps.delete(path), lists.delete(path)].includes(true)
    // The folders around a new file may be new too, without a report from the watcher.
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      kinds.delete(folder)
      lists.delete(folder)
      if (dirname(folder) === folder) break
    }
    if (!isFolder) return asked
    let below = false // a folder is created or deleted with everything in it
    for (const cache of [kinds, stamps, lists])
      for (const inside of cache.keys()) if (isBelow(path, inside)) below = cache.delete(inside)
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
