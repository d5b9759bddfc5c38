// Indexes the names of resources in the workspace: those in manifests, and names with the platform's prefix in KCL, Terraform
// and specifications.
import { manifestEntries, namesIn } from '../manifests/manifestIndex.ts'
import type { Known, NamePlace } from '../manifests/resourceNames.ts'
import { createFileIndex, type FileIndex } from './fileIndex.ts'
import type { Files } from './files.ts'
import { isMarkdownPath } from './paths.ts'

export type ResourceIndex = FileIndex<Known>

interface FileFacts {
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

/** Whether a file is a manifest: YAML. */
export const isManifestPath = (path: string): boolean => manifest.test(path)

export const isResourcePath = (path: string): boolean => source.test(path)

export const createResourceIndex = ({
  files,
  roots,
  prefixes,
  reads = isResourcePath,
  told,
  onError,
}: ResourceIndexOptions): ResourceIndex =>
  createFileIndex({
    files,
    roots,
    settings: prefixes,
    isSame: (a, b) => a.join(' ') === b.join(' '),
    reads,
    read: factsOf,
    join: joined,
    told,
    onError: (error) => onError('reading resources', error),
  })

function factsOf(path: string, text: string, prefixes: readonly string[]): FileFacts {
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
