// specwise check --changed: which features have to be checked, and which of their lines count.
import { basename, dirname } from 'node:path'
import { isConfigPath, isSpecName } from '../base/fileNames.ts'
import { pathKey } from '../base/uri.ts'
import { numberOf } from '../document/specNumber.ts'
import type { Changes } from '../workspace/gitChanges.ts'
import type { Lines } from '../workspace/gitDiff.ts'
import { foldersAbove, isMarkdownPath, isTemplateSource } from '../workspace/paths.ts'
import type { Found } from '../workspace/walk.ts'
import type { CheckedFile, UnitChecker } from './checkUnit.ts'

/** How other documents refer to changed features. */
export interface Named {
  /** Names of folders, with a `/` at the end, and of files. */
  names: readonly string[]
  numbers: ReadonlySet<number>
}

/**
 * Picks the units that have a changed file, and those that refer to one of these. A configuration, template or pack that
 * changed belongs to every unit that it applies to.
 * @param real resolves links in a path, as git does.
 */
export async function unitsChanged(
  units: readonly Found[][],
  { paths }: Pick<Changes, 'paths'>,
  checker: Pick<UnitChecker, 'homeOf' | 'refersTo'>,
  real: (path: string) => Promise<string>,
): Promise<Found[][]> {
  const changed = new Set(paths.map(pathKey))
  const around = new Set(paths.flatMap(foldersAbove))
  const held = new Set(paths.filter(isInForce).map(topOf))
  const direct = new Set<Found[]>()
  // Other documents may still link to the old name of a deleted or renamed file.
  const names = new Set(
    paths.flatMap((path) =>
      isMarkdownPath(path) ? [isSpecName(basename(path)) ? `${basename(dirname(path))}/` : basename(path)] : [],
    ),
  )
  for (const unit of units) {
    const files = await Promise.all(unit.map(async ({ path }) => real(path)))
    const home = await real(await checker.homeOf(unit[0]?.path ?? ''))
    const isHeld = held.size > 0 && files.some((file) => foldersAbove(file).some((folder) => held.has(folder)))
    const has = files.some((file) => changed.has(pathKey(file))) || around.has(home)
    if (!has && !isHeld) continue
    direct.add(unit)
    if (has && !isMarkdownPath(home)) names.add(`${basename(home)}/`)
  }
  const numbers = new Set([...names].flatMap((name) => numberOf(name.replace('/', '')) ?? []))
  const picked: Found[][] = []
  for (const unit of units)
    if (direct.has(unit) || (names.size > 0 && (await checker.refersTo(unit, { names: [...names], numbers }))))
      picked.push(unit)
  return picked
}

/** Whether a file decides how other files are checked. */
const isInForce = (path: string): boolean =>
  isConfigPath(path) || isTemplateSource(path) || /specwise-pack\.json$/.test(path)

/** The folder that a configuration or template applies to; for those in `.specify` or `docs/specs/templates`, the one around it. */
const topOf = (path: string): string =>
  dirname(path).replace(/[\\/](?:\.specify|\.specwise|docs|specs|templates)(?:[\\/].*)?$/, '')

/** A document with the findings that touch some lines. */
export function onLines(file: CheckedFile, lines: Lines | undefined): CheckedFile {
  if (!lines) return file
  const touches = ({ start, end }: CheckedFile['findings'][number]): boolean =>
    lines.some(([from, to]) => start.line <= to && end.line >= from)
  return { ...file, findings: file.findings.filter(touches) }
}
