// An index of facts about the files of the workspace: built in the background on demand, then updated for changed files. Keeps
// facts, not texts.
import type { Files } from './files.ts'
import { createPause } from './pause.ts'
import { findFiles } from './walk.ts'

export interface FileIndex<K> {
  /** The complete index, once everything is read. Never rejects. */
  ready(): Promise<K>
  /** The current index, if any; starts an update. */
  now(): K | undefined
  /** Called when a file was changed, deleted or created. */
  changed(path: string): void
  /** Called when folders, ignored files or settings may have changed. */
  stale(): void
  /** Updates the index if it exists. */
  refresh(): void
}

export interface FileIndexOptions<F, K, S> {
  files: Files
  roots(): readonly string[]
  /** What the facts depend on beside the texts; requested for each update. Everything is read again if it is another one. */
  settings(): Promise<S>
  /** Whether settings are the same. */
  isSame(a: S, b: S): boolean
  /** Which files are read. */
  reads(path: string): boolean
  /** Which folders are entered; defaults to all that .gitignore does not ignore. */
  enters?(name: string): boolean
  /** Files that are read although .gitignore ignores them, of up to fifty times the usual length. */
  besides?(settings: S): Promise<readonly string[]>
  /** The facts about a file. They must not keep slices of the text. */
  read(path: string, text: string, settings: S): F
  /** The index of all facts, by path. */
  join(facts: ReadonlyMap<string, F>): K
  /** Called when the index changes. */
  told?: (() => void) | undefined
  onError(error: unknown): void
}

const longestFile = 1_000_000 // characters: longer files are generated
const longestBeside = 50 * longestFile
const mostFiles = 50_000

export function createFileIndex<F, K, S>(options: FileIndexOptions<F, K, S>): FileIndex<K> {
  const { files, roots, settings, isSame, reads, enters = () => true, besides, read, join, told, onError } = options
  const facts = new Map<string, F>()
  const stamps = new Map<string, string>()
  const dirty = new Set<string>()
  let beside = new Set<string>()
  const hidden = new Set<string>() // ignored paths: the last walk did not find them
  const asked = new Set<string>()
  let whole = true
  let known: K | undefined
  let running: Promise<void> | undefined
  let used: { settings: S } | undefined

  const forget = (path: string): boolean => {
    stamps.delete(path)
    return facts.delete(path)
  }
  const readFile = async (path: string, by: S): Promise<boolean> => {
    const stamp = await files.stamp(path)
    if (stamp === undefined) return forget(path)
    if (stamps.get(path) === stamp) return false
    const text = await files.read(path).catch(() => '')
    const longest = beside.has(path) ? longestBeside : longestFile
    facts.set(path, read(path, text.length > longest ? '' : text, by))
    stamps.set(path, stamp)
    return true
  }

  const run = async (): Promise<void> => {
    const pause = createPause()
    let news = known === undefined
    const now = await settings()
    if (!used || !isSame(used.settings, now)) {
      used = { settings: now }
      whole = true
      facts.clear()
      stamps.clear()
    }
    while (whole || dirty.size > 0) {
      if (whole) {
        whole = false
        beside = new Set(await besides?.(now))
        const there = new Set(beside)
        for (const root of roots()) {
          const { found } = await findFiles(files, root, ['.'], {
            wanted: (_, path) => reads(path),
            enter: enters,
          })
          for (const { path } of found.slice(0, mostFiles)) there.add(path)
        }
        for (const path of facts.keys()) if (!there.has(path)) news = forget(path) || news
        for (const path of there) dirty.add(path)
        if (hidden.size > mostFiles) hidden.clear()
        for (const path of asked) if (!there.has(path)) hidden.add(path)
        asked.clear()
      }
      for (const path of dirty) {
        dirty.delete(path)
        news = (await readFile(path, now)) || news
        await pause()
      }
    }
    if (news) known = join(facts)
    if (news) told?.()
  }

  const update = (): Promise<void> => {
    running ??= run()
      .catch(onError)
      .finally(() => {
        running = undefined
      })
    return running
  }

  return {
    async ready() {
      const now = await settings()
      if (!used || !isSame(used.settings, now)) whole = true
      if (!known || whole || dirty.size > 0 || running) await update()
      return known ?? join(facts)
    },
    now() {
      if (!known || whole || dirty.size > 0) void update()
      return known
    },
    changed(path) {
      if (!reads(path) && !facts.has(path)) return
      if (facts.has(path)) dirty.add(path)
      else if (!hidden.has(path)) {
        asked.add(path)
        whole = true // whether .gitignore ignores it is decided by a walk
      }
    },
    stale() {
      hidden.clear()
      whole = true
    },
    refresh() {
      if (known && (whole || dirty.size > 0)) void update()
    },
  }
}
