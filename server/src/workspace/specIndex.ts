// All specifications of the workspace, and one thing that is wanted of each. Read in the background when somebody asks;
// then only what changed is read again.
import type { Feature } from '../formats/feature.ts'
import type { Checker } from './checker.ts'
import type { Loaded } from './features.ts'
import { isConfigPath, isTemplatePath } from './paths.ts'
import { findMarkdown } from './walk.ts'

export interface SpecIndex<T> {
  /** What is wanted of each specification, in the order of their paths. Never rejects. */
  all(): Promise<T[]>
  /** A file has another text, on disk or in the editor. */
  changed(path: string): void
  /** Files or folders came or went. */
  stale(): void
}

export interface SpecIndexOptions<T> {
  checker: Checker
  roots(): readonly string[]
  /** Taken from each feature; it may keep no piece of a text. */
  take(feature: Feature): T
  /** Adds what takes longer, when all is taken; `refined` hears of it. Nothing more is added without it. */
  refine?(loaded: Loaded, one: T): Promise<T>
  refined?(): void
  onError(what: string, error: unknown): void
}

const slice = 12 // milliseconds of work at a time: others wait

export function createSpecIndex<T>({
  checker,
  roots,
  take,
  refine,
  refined,
  onError,
}: SpecIndexOptions<T>): SpecIndex<T> {
  const known = new Map<string, T>()
  /** The Markdown files of the workspace, and where the feature of each is. */
  let homes = new Map<string, string>()
  const dirty = new Set<string>()
  let whole = true
  let running: Promise<T[]> | undefined

  const walk = async (): Promise<void> => {
    whole = false
    const before = homes
    homes = new Map()
    for (const root of roots()) {
      const { found } = await findMarkdown(checker.store.files, root, ['.'])
      for (const { path } of found) homes.set(path, await checker.homeOf(path))
    }
    for (const [path, home] of homes) if (before.get(path) !== home) dirty.add(home)
    for (const [path, home] of before) if (homes.get(path) !== home) dirty.add(home)
    const there = new Set(homes.values())
    for (const home of known.keys()) if (!there.has(home)) known.delete(home)
    for (const home of dirty) if (!there.has(home)) dirty.delete(home)
  }

  const read = async (home: string): Promise<void> => {
    const loaded = await checker.loadAt(home).catch((error: unknown) => onError(`reading ${home}`, error))
    if (loaded) known.set(home, take(loaded.feature))
    else known.delete(home)
    if (loaded && refine) waiting.add(home)
  }

  const waiting = new Set<string>()
  let refining = false

  /** What takes longer, a slice at a time, while nothing else is to be read. */
  const refineAll = async (): Promise<void> => {
    refining = true
    let begun = performance.now()
    for (const home of waiting) {
      if (running) await running.catch(() => undefined) // the tree first
      waiting.delete(home)
      const one = known.get(home)
      const loaded = await checker.loadAt(home).catch(() => undefined)
      if (one === undefined || !loaded) continue
      const more = await refine?.(loaded, one).catch((error: unknown) => onError(`checking ${home}`, error))
      if (more && known.get(home) === one) known.set(home, more)
      if (performance.now() - begun < slice) continue
      checker.store.forget()
      refined?.()
      await new Promise((resume) => setTimeout(resume, 1))
      begun = performance.now()
    }
    refining = false
    refined?.()
  }

  const run = async (): Promise<T[]> => {
    let begun = performance.now()
    while (whole || dirty.size > 0) {
      if (whole) await walk()
      for (const home of dirty) {
        dirty.delete(home)
        await read(home)
        if (performance.now() - begun < slice) continue
        checker.store.forget()
        await new Promise((resume) => setImmediate(resume))
        begun = performance.now()
      }
    }
    return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  }

  return {
    all() {
      running ??= run().finally(() => {
        running = undefined
        if (waiting.size > 0 && !refining) void refineAll()
      })
      return running.catch((error: unknown) => {
        onError('reading the workspace', error)
        return []
      })
    },
    changed(path) {
      if (isConfigPath(path) || isTemplatePath(path)) for (const home of homes.values()) dirty.add(home)
      const home = homes.get(path)
      if (home !== undefined) dirty.add(home)
    },
    stale() {
      whole = true
    },
  }
}
