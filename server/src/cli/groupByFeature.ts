// Groups the files of a command by the feature that they belong to.
import { basename, dirname } from 'node:path'
import type { Checker, Loaded } from '../analysis/checker.ts'
import { UnsupportedText } from '../base/decode.ts'
import { isSpecName } from '../base/fileNames.ts'
import { t } from '../base/l10n.ts'
import type { Found, Problem } from '../workspace/walk.ts'
import { isPlanOrTasks } from './unread.ts'

/**
 * Reads files, and records those that cannot be read. The other files of a specification are checked without them.
 * @returns those that are no text, and no part of a specification by their names and folders.
 */
export async function readAll({ store }: Checker, files: readonly Found[], failed: Problem[]): Promise<Problem[]> {
  const others: Problem[] = []
  for (const { path, named } of files) {
    const reason = await store.read(path).then(
      (text) => (text ? undefined : new Error(t('Deleted while it was being checked'))),
      (error: Error) => error,
    )
    if (!reason) continue
    const isOther = reason instanceof UnsupportedText && !named && !mayBePart(path)
    ;(isOther ? others : failed).push({ path, reason: reason.message })
  }
  return others
}

/** Whether a file may be a part of a specification by its name or folder. */
const mayBePart = (path: string): boolean =>
  isSpecName(basename(path)) || isPlanOrTasks(path) || /[\\/]specs[\\/]/.test(path)

/** The feature that files belong to; undefined for ordinary Markdown. */
export async function loadGroup(checker: Checker, unit: readonly Found[]): Promise<Loaded | undefined> {
  for (const { path } of unit) {
    const loaded = await checker.load(path).catch(() => undefined)
    if (loaded) return loaded
  }
  return undefined
}

/** Adds the other Markdown files in the folders of specifications to their units, unless the user named the files. */
export function withAttachments(units: readonly Found[][]): Found[][] {
  const byFolder = new Map(
    units.flatMap((unit, k) => unit.flatMap(({ path }) => (isSpecName(basename(path)) ? [[dirname(path), k]] : []))),
  )
  const besides = units.map((): Found[] => [])
  for (const unit of units) {
    const [file, second] = unit
    if (!file || second || file.named || isSpecName(basename(file.path))) continue
    for (
      let folder = dirname(file.path), up = 0;
      up < farthest && dirname(folder) !== folder;
      folder = dirname(folder), up++
    ) {
      const k = byFolder.get(folder)
      if (k === undefined) continue
      besides[k]?.push({ ...file, beside: true })
      break
    }
  }
  return units.map((unit, k) => [...unit, ...(besides[k] ?? [])])
}

const farthest = 4 // folders between a file and its specification

/** Groups files that belong together. */
export async function groupByFeature({ homeOf }: Pick<Checker, 'homeOf'>, found: readonly Found[]): Promise<Found[][]> {
  const units = new Map<string, Found[]>()
  for (const file of found.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const home = await homeOf(file.path)
    const unit = units.get(home)
    if (unit) unit.push(file)
    else units.set(home, [file])
  }
  return [...units.values()]
}
