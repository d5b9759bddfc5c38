// specwise check --changed: which features have to be checked, and which of their lines count.
import { basename, dirname } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { numberOf } from '../document/specNumber.ts'
import type { Changes, Lines } from '../workspace/gitChanges.ts'
import { isBelow } from '../workspace/paths.ts'
import type { Found } from '../workspace/walk.ts'
import type { CheckedFile, UnitChecker } from './checkUnit.ts'

/** What changed features are called where others speak of them. */
export interface Named {
  folders: readonly string[]
  numbers: ReadonlySet<number>
}

/** Picks the units that have a changed file, and those that refer to one that has. */
export async function unitsChanged(
  units: readonly Found[][],
  { paths }: Pick<Changes, 'paths'>,
  checker: Pick<UnitChecker, 'homeOf' | 'refersTo'>,
): Promise<Found[][]> {
  const changed = new Set(paths)
  const homes = new Set<string>()
  for (const path of changed) homes.add(await checker.homeOf(path))
  const own = new Set<Found[]>()
  // A specification that is no more, or has another name now, is still linked to by its old one.
  const folders = new Set(paths.flatMap((path) => (isSpecName(basename(path)) ? [basename(dirname(path))] : [])))
  for (const unit of units) {
    const home = await checker.homeOf(unit[0]?.path ?? '')
    // A file that is no more belongs to the folder that it was in.
    const has =
      unit.some(({ path }) => changed.has(path)) || homes.has(home) || paths.some((path) => isBelow(home, path))
    if (!has) continue
    own.add(unit)
    folders.add(basename(home.endsWith('.md') ? dirname(home) : home))
  }
  const numbers = new Set([...folders].flatMap((name) => numberOf(name) ?? []))
  const picked: Found[][] = []
  for (const unit of units)
    if (own.has(unit) || (folders.size > 0 && (await checker.refersTo(unit, { folders: [...folders], numbers }))))
      picked.push(unit)
  return picked
}

/** A document with the findings that touch some lines. */
export function onLines(file: CheckedFile, lines: Lines | undefined): CheckedFile {
  if (!lines) return file
  const touches = ({ start, end }: CheckedFile['findings'][number]): boolean =>
    lines.some(([from, to]) => start.line <= to && end.line >= from)
  return { ...file, findings: file.findings.filter(touches) }
}
