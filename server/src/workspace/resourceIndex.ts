// Indexes the names of resources in the workspace: those in manifests, and names with the platform's prefix in KCL, Terraform
// and specifications. Built in the background on demand, then updated for changed files. Keeps facts, not texts.
import { manifestEntries, namesIn } from '../manifests/manifestIndex.ts'
import type { Known, NamePlace } from '../manifests/resourceNames.ts'
import type { Files } from './files.ts'
import { isMarkdownPath } from './paths.ts'
import { createPause } from './pause.ts'
import { findFiles } from './walk.ts'

export interface ResourceIndex {
  /** The complete index, once everything is read. Never rejects. */
  ready(): Promise<Known>
  /** The current index, if any; starts an update. */
  now(): Known | undefined
  /** Called when a file was changed, deleted or created. */
  changed(path: string): void
  /** Called when folders, ignored files or prefixes may have changed. */
  stale(): void
  /** Updates the index if it exists. */
  refresh(): void
}

interface FileFacts {
  stamp: string
  places: NamePlace[]
  kinds: [string, string][]
  groups: string[]
}

export interface ResourceIndexOptions {
  files: Files
  roots(): readonly string[]
  /** The prefixes of names; requested for each update. */
  prefixes(): Promise<readonly string[]>
  /** Which files are read; defaults to all that may have names. */
  reads?(path: string): boolean
  /** Called when the index changes. */
  told?(): void
  onError(what: string, error: unknown): void
}

const manifest = /\.ya?ml$/i
const source = /\.(?:ya?ml|k|kcl|tf|tofu|md|markdown)$/i
const longestFile = 1_000_000 // characters: longer files are generated
const mostFiles = 50_000

/** Whether a file is a manifest: YAML. */
export const isManifestPath = (path: string): boolean => manifest.test(path)

export const isResourcePath = (path: string): boolean => source.test(path)

export function createResourceIndex({
  files,
  roots,
  prefixes,
  reads = isResourcePath,
  told,
  onError,
}: ResourceIndexOptions): ResourceIndex {
  const facts = new Map<string, FileFacts>()
  const dirty = new Set<string>()
  const hidden = new Set<string>() // ignored paths: the last walk did not find them
  const asked = new Set<string>()
  let whole = true
  let known: Known | undefined
  let running: Promise<void> | undefined

  let starts: readonly string[] = []

  const readFile = async (path: string): Promise<boolean> => {
    const stamp = await files.stamp(path)
    if (stamp === undefined) return facts.delete(path)
    if (facts.get(path)?.stamp === stamp) return false
    const text = await files.read(path).catch(() => '')
    const found = text.length > longestFile ? { places: [], kinds: [], groups: [] } : factsOf(path, text, starts)
    facts.set(path, { stamp, ...found })
    return true
  }

  const run = async (): Promise<void> => {
    const pause = createPause()
    let news = known === undefined
    const now = await prefixes()
    if (now.join(' ') !== starts.join(' ')) {
      starts = now
      whole = true
      facts.clear()
    }
    while (whole || dirty.size > 0) {
      if (whole) {
        whole = false
        const there = new Set<string>()
        for (const root of roots()) {
          const { found } = await findFiles(files, root, ['.'], { wanted: reads, enter: () => true })
          for (const { path } of found.slice(0, mostFiles)) there.add(path)
        }
        for (const path of facts.keys()) if (!there.has(path)) news = facts.delete(path) || news
        for (const path of there) dirty.add(path)
        if (hidden.size > mostFiles) hidden.clear()
        for (const path of asked) if (!there.has(path)) hidden.add(path)
        asked.clear()
      }
      for (const path of dirty) {
        dirty.delete(path)
        news = (await readFile(path)) || news
        await pause()
      }
    }
    if (news) known = joined(facts)
    if (news) told?.()
  }

  const update = (): Promise<void> => {
    running ??= run()
      .catch((error: unknown) => onError('reading resources', error))
      .finally(() => {
        running = undefined
      })
    return running
  }

  return {
    async ready() {
      if ((await prefixes()).join(' ') !== starts.join(' ')) whole = true
      if (!known || whole || dirty.size > 0 || running) await update()
      return known ?? joined(facts)
    },
    now() {
      if (!known || whole || dirty.size > 0) void update()
      return known
    },
    changed(path) {
      if (!reads(path)) return
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

function factsOf(path: string, text: string, prefixes: readonly string[]): Omit<FileFacts, 'stamp'> {
  const heads = manifest.test(path) ? manifestEntries(text) : []
  const names = isMarkdownPath(path) || heads.length === 0 || text.length < 200_000 ? namesIn(text, prefixes) : []
  const byStart = new Map(heads.map((head) => [head.start, head]))
  const all = [...heads, ...names.filter(({ start }) => !byStart.has(start))].sort((a, b) => a.start - b.start)
  const places: NamePlace[] = []
  let line = 0
  let lineStart = 0
  for (const { name, start } of all) {
    for (let next = text.indexOf('\n', lineStart); next >= 0 && next < start; next = text.indexOf('\n', lineStart)) {
      line++
      lineStart = next + 1
    }
    const head = byStart.get(start)
    places.push({
      name,
      kind: head?.kind ?? typeAbove(path, text, start),
      apiVersion: head?.apiVersion,
      namespace: head?.namespace,
      path,
      start,
      line,
      character: start - lineStart,
    })
  }
  // Copies, since a slice of a text keeps the whole text in memory.
  return structuredClone({
    places,
    kinds: heads.map(({ kind, apiVersion }): [string, string] => [kind, apiVersion]),
    groups: heads.flatMap(({ group }) => group ?? []),
  })
}

/** The type of a Terraform resource, from the first line of its block: `resource "aws_iam_role" "x" {`. */
function typeAbove(path: string, text: string, start: number): string | undefined {
  if (!/\.(?:tf|tofu)$/i.test(path)) return undefined
  const before = text.slice(Math.max(0, start - 2000), start)
  const at = before.lastIndexOf('\nresource "')
  return /^\n?resource "(\w+)"/.exec(before.slice(Math.max(0, at)))?.[1]
}

function joined(facts: ReadonlyMap<string, FileFacts>): Known {
  const names = new Map<string, NamePlace[]>()
  const groups = new Set<string>()
  const kinds = new Map<string, Set<string>>()
  for (const path of [...facts.keys()].sort()) {
    const inFile = facts.get(path) as FileFacts
    for (const place of inFile.places) {
      const same = names.get(place.name)
      if (same) same.push(place)
      else names.set(place.name, [place])
    }
    for (const group of inFile.groups) groups.add(group)
    for (const [kind, apiVersion] of inFile.kinds) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(apiVersion))
  }
  return { names, groups, kinds }
}
