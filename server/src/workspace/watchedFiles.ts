// Files that a watcher tells of: what was asked of them is known until it does. Whatever comes or goes is told; of texts, those
// that somebody reads.
import { dirname } from 'node:path'
import type { Files } from './files.ts'

export interface WatchedFiles extends Files {
  /**
   * A file or folder came, went or changed.
   * @returns whether somebody had asked about it: whether it is there, what it is, or what is in its folder.
   */
  changed(path: string): boolean
  /** Anything may be another. */
  stale(): void
}

/** @param isWatched false: each question is asked anew. */
export function createWatchedFiles(files: Files, isWatched: () => boolean): WatchedFiles {
  const kinds = new Map<string, ReturnType<Files['kind']>>()
  const lists = new Map<string, ReturnType<Files['list']>>()
  const stamps = new Map<string, ReturnType<Files['stamp']>>()
  const ask = <T>(known: Map<string, Promise<T>>, path: string, question: (path: string) => Promise<T>): Promise<T> => {
    if (!isWatched()) return question(path)
    const last = known.get(path)
    if (last) return last
    const answer = question(path)
    known.set(path, answer)
    answer.catch(() => known.delete(path)) // what failed may not fail again
    return answer
  }
  return {
    ...files,
    kind: (path) => ask(kinds, path, files.kind),
    list: (path) => ask(lists, path, files.list),
    stamp: (path) => ask(stamps, path, files.stamp),
    changed(path) {
      const asked = [kinds.delete(path), stamps.delete(path), lists.delete(path), lists.delete(dirname(path))]
      // What is below a folder that came or went, too.
      for (const known of [kinds, stamps, lists])
        for (const other of known.keys()) if (other.startsWith(`${path}/`)) asked.push(known.delete(other))
      return asked.includes(true)
    },
    stale() {
      kinds.clear()
      lists.clear()
      stamps.clear()
    },
  }
}
