// Indexes all specifications of the workspace, with a value computed from each. Built in the background on demand, then
// updated for changed files.
import { dirname } from 'node:path'
import { isConfigPath } from '../base/fileNames.ts'
import { createLru } from '../base/lru.ts'
import type { Feature } from '../feature/feature.ts'
import type { Features, Loaded } from './features.ts'
import { isMarkdownPath, isTemplatePath, isTemplateSource } from './paths.ts'
import { createPause } from './pause.ts'
import type { Store } from './store.ts'
import { findMarkdown } from './walk.ts'

export interface SpecIndex<T> {
  /** The values of all specifications in the order of their paths. Never rejects. */
  all(): Promise<T[]>
  /**
   * The values that have changed since a serial number, in the same order, and those of deleted specifications. From 0, all
   * values. Waits at most `patience` milliseconds: if `left` features are still to be read, it must be called again.
   */
  since(serial: number, patience?: number): Promise<News<T>>
  /** Called when the text of a file has changed, on disk or in the editor. */
  changed(path: string): void
  /** Called when files or folders were created or deleted. */
  stale(): void
  /** Reads and refines everything again. Resolves when that is done; never rejects. */
  again(): Promise<void>
  /** Postpones what is still to be read and refined. From then on, only changed files are read. */
  stop(): void
  /** Reads what was postponed. */
  resume(): void
}

export interface News<T> {
  serial: number
  changed: T[]
  removed: T[]
  /** Number of features still to be read. */
  left: number
  /** Reading was stopped, so the index is incomplete. */
  stopped: boolean
  /** Number of Markdown files, of specifications or not. */
  documents: number
}

/** Where the specifications come from. */
export interface SpecSource<R> {
  store: Store
  homeOf: Features['homeOf']
  /** The feature of a home; with `once` it is not cached. */
  loadAt: Features<R>['at']
}

export interface SpecIndexOptions<T, R> {
  source: SpecSource<R>
  roots(): readonly string[]
  /** Computes the value of a feature. It must not keep slices of texts. */
  take(feature: Feature): T
  /** Adds to a value what takes longer, after all values are computed; then `refined` is called. */
  refine?(loaded: Loaded<R>, value: T): Promise<T>
  refined?(): void
  /** Called when a feature was deleted. */
  dropped?(home: string): void
  onError(what: string, error: unknown): void
}

const mostGone = 20_000 // remembered deleted specifications

export function createSpecIndex<T, R>({
  source,
  roots,
  take,
  refine,
  refined,
  dropped,
  onError,
}: SpecIndexOptions<T, R>): SpecIndex<T> {
  const known = new Map<string, { one: T; serial: number }>()
  const gone = createLru<string, { one: T; serial: number }>(mostGone)
  let serial = 0

  const put = (home: string, one: T): void => {
    gone.delete(home)
    known.set(home, { one, serial: ++serial })
  }
  const drop = (home: string): void => {
    const last = known.get(home)
    if (last) gone.set(home, { one: last.one, serial: ++serial })
    known.delete(home)
    dropped?.(home)
  }
  /** The homes of the features of all Markdown files in the workspace, by path. */
  let homes = new Map<string, string>()
  const dirty = new Set<string>()
  let whole = true
  let running: Promise<void> | undefined
  let stopped = false
  let stops = 0
  const putOff = { homes: new Set<string>(), waiting: new Set<string>() }
  const fresh = new Set<string>() // files created while reading is stopped

  const walk = async (): Promise<void> => {
    whole = false
    const now = new Map<string, string>()
    const pause = createPause()
    const begun = stops
    const goOn = (): boolean => stops === begun
    for (const root of roots()) {
      const { found } = await findMarkdown(source.store.files, root, ['.'], goOn)
      for (const { path } of found) {
        if (!goOn()) break
        now.set(path, await source.homeOf(path))
        await pause()
      }
    }
    if (!goOn()) {
      whole = true
      return
    }
    const before = homes
    homes = now
    for (const [path, home] of homes) if (before.get(path) !== home) dirty.add(home)
    for (const [path, home] of before) if (homes.get(path) !== home) dirty.add(home)
    const there = new Set(homes.values())
    for (const home of known.keys()) if (!there.has(home)) drop(home)
    for (const home of dirty) if (!there.has(home)) dirty.delete(home)
    // After files were created or deleted, what links to them or has their number must be checked again.
    const same = before.size === homes.size && [...homes.keys()].every((path) => before.has(path))
    if (!same && refine) for (const home of known.keys()) waiting.add(home)
  }

  const read = async (home: string): Promise<void> => {
    const loaded = await source.loadAt(home, true).catch((error: unknown) => onError(`reading ${home}`, error))
    if (loaded) put(home, take(loaded.feature))
    else drop(home)
    if (loaded && refine) waiting.add(home)
  }

  const waiting = new Set<string>()
  let refining: Promise<void> | undefined

  /** Refines values in slices while nothing else is to be read. */
  const refineAll = async (): Promise<void> => {
    const pause = createPause()
    for (const home of waiting) {
      if (running) await running.catch(() => undefined) // values of the tree come first
      waiting.delete(home)
      const one = known.get(home)?.one
      const loaded = await source.loadAt(home, true).catch(() => undefined)
      if (one === undefined || !loaded) continue
      const more = await refine?.(loaded, one).catch((error: unknown) => onError(`checking ${home}`, error))
      if (more && known.get(home)?.one === one) put(home, more)
      else if (!known.has(home)) dropped?.(home) // deleted in the meantime: what was reported about it is dropped too
      if (!(await pause())) continue
      source.store.forget()
      refined?.()
    }
    refined?.()
  }

  const run = async (): Promise<void> => {
    const pause = createPause()
    while ((whole && !stopped) || dirty.size + fresh.size > 0) {
      if (whole && !stopped) await walk()
      for (const path of fresh) {
        fresh.delete(path)
        const home = await source.homeOf(path)
        homes.set(path, home)
        dirty.add(home)
      }
      for (const home of dirty) {
        dirty.delete(home)
        await read(home)
        if (await pause()) source.store.forget()
      }
    }
  }

  /** Reads what must be read. Never rejects. */
  const update = (): Promise<void> => {
    running ??= run().finally(() => {
      running = undefined
      if (waiting.size > 0)
        refining ??= refineAll().finally(() => {
          refining = undefined
        })
    })
    return running.catch((error: unknown) => onError('reading the workspace', error))
  }
  const inOrder = (list: Iterable<[string, { one: T; serial: number }]>, from: number): T[] =>
    [...list]
      .filter(([, one]) => one.serial > from)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { one }]) => one)

  return {
    async all() {
      await update()
      return inOrder(known, 0)
    },
    async since(from, patience) {
      await (patience === undefined ? update() : Promise.race([update(), later(patience)]))
      const left = dirty.size + ((whole && !stopped) || running ? 1 : 0)
      return {
        serial,
        changed: inOrder(known, from),
        removed: from === 0 ? [] : inOrder(gone.entries(), from),
        left,
        stopped,
        documents: homes.size,
      }
    },
    changed(path) {
      if (isConfigPath(path) || isTemplateSource(path)) for (const home of homes.values()) dirty.add(home)
      const home = homes.get(path)
      // A new document may have become part of a specification in a folder around it.
      for (let up = 0, folder = dirname(path); up < 4; up++, folder = dirname(folder))
        if (known.has(folder)) dirty.add(folder)
      if (home !== undefined) dirty.add(home)
      else if (stopped && isMarkdownPath(path) && !isTemplatePath(path)) fresh.add(path)
    },
    stale() {
      whole = true
    },
    async again() {
      whole = true
      for (const home of homes.values()) dirty.add(home)
      await update()
      await refining
    },
    stop() {
      stopped = true
      stops++
      putBy(dirty, putOff.homes)
      putBy(waiting, putOff.waiting)
    },
    resume() {
      if (!stopped) return
      stopped = false
      whole = true
      putBy(putOff.homes, dirty)
      putBy(putOff.waiting, waiting)
    },
  }
}

function putBy(from: Set<string>, to: Set<string>): void {
  for (const value of from) to.add(value)
  from.clear()
}

const later = (milliseconds: number): Promise<void> => new Promise((resume) => setTimeout(resume, milliseconds))
