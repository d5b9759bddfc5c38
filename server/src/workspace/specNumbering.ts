// Decides the folder, the number and the format of a new specification, from the existing specifications, their archives, and
// the branches that git knows.
import { basename, dirname, join, sep } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { numberOf } from '../document/specNumber.ts'
import { isArchive } from '../feature/lifeCycle.ts'
import type { Format } from '../templates/template.ts'
import type { Branches } from './git.ts'
import { isMarkdownPath, relativeTo } from './paths.ts'
import type { Store } from './store.ts'

export interface SpecNumbering {
  /** The folder that holds the folders of specifications. */
  folder: string
  number: number
  /** How many digits numbers have there. */
  digits: number
}

const usual = ['docs/specs', 'specs', 'doc/specs', '.specify/specs']

/**
 * @param specs paths of `spec.md` files and of single-file specifications; the folder of most of them is used.
 * @param branches lists names on other branches, if git is available.
 */
export async function numberingFor(
  store: Store,
  root: string,
  specs: readonly string[],
  branches: Branches | undefined,
): Promise<SpecNumbering> {
  const folder = await folderFor(store, root, specs)
  const names = await namesBelow(store, folder, 0)
  if (branches) names.push(...(await branches(root, relativeTo(root, folder))))
  const numbered = names.filter((name) => numberOf(name) !== undefined)
  const digits = numbered.map((name) => /\d+/.exec(basename(name))?.[0].length ?? 0)
  return {
    folder,
    number: Math.max(0, ...numbered.map((name) => numberOf(name) as number)) + 1,
    digits: Math.max(3, ...digits),
  }
}

/** An existing specification. */
export interface KnownSpec {
  /** The path of its `spec.md`, or of its only file. */
  path: string
  /** The name of its format. */
  format: string
}

/**
 * The formats that a new specification may have, the likeliest first: only that of the repository, if it has one; otherwise
 * those of its specifications, the most frequent first, then by the highest number; otherwise all formats. Never empty.
 */
export function formatsForNew(formats: readonly Format[], known: readonly KnownSpec[]): Format[] {
  const ofRepository = formats.find(({ folder }) => folder !== undefined)
  if (ofRepository) return [ofRepository]
  const ranks = formats.map((format) => {
    const same = known.filter((spec) => spec.format === format.name)
    const newest = Math.max(-1, ...same.map(({ path }) => numberOf(isSpecFile(path) ? dirname(path) : path) ?? -1))
    return { format, count: same.length, newest }
  })
  const used = ranks.filter(({ count }) => count > 0)
  return (used.length > 0 ? used : ranks)
    .sort((a, b) => b.count - a.count || b.newest - a.newest)
    .map(({ format }) => format)
}

/** The likeliest format of a new specification. */
export const formatForNew = (formats: readonly Format[], known: readonly KnownSpec[]): Format =>
  formatsForNew(formats, known)[0] as Format

const isSpecFile = (path: string): boolean => isSpecName(basename(path))

/** The folder of most specifications; without any, a usual folder that exists, otherwise `docs/specs`. */
async function folderFor(store: Store, root: string, known: readonly string[]): Promise<string> {
  const counts = new Map<string, number>()
  for (const path of known) {
    if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) continue
    let folder = isSpecFile(path) ? dirname(dirname(path)) : dirname(path)
    while (folder.length > root.length && isArchive(basename(folder))) folder = dirname(folder)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  if (most) return most[0]
  for (const name of usual) if ((await store.files.kind(join(root, name))) === 'folder') return join(root, name)
  const kit = (await store.files.kind(join(root, '.specify'))) === 'folder'
  return join(root, kit ? 'specs' : 'docs/specs')
}

/** Names of folders and Markdown files in a folder, and in the archives below it. */
async function namesBelow(store: Store, folder: string, depth: number): Promise<string[]> {
  const names: string[] = []
  for (const { name, kind } of await store.files.list(folder).catch(() => [])) {
    if (kind === 'folder' && isArchive(name) && depth < 3)
      names.push(...(await namesBelow(store, join(folder, name), depth + 1)))
    else if (kind === 'folder' || isMarkdownPath(name)) names.push(name)
  }
  return names
}
