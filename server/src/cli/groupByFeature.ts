// Groups the files of a command by the feature that they belong to.
import type { Checker, Loaded } from '../analysis/checker.ts'
import { t } from '../base/l10n.ts'
import type { Found, Problem } from '../workspace/walk.ts'

/** Reads files, and records those that cannot be read. The other files of a specification are checked without them. */
export async function readAll({ store }: Checker, paths: readonly string[], failed: Problem[]): Promise<void> {
  for (const path of paths) {
    const reason = await store.read(path).then(
      (text) => (text ? undefined : t('Deleted while it was being checked')),
      (error: Error) => error.message,
    )
    if (reason !== undefined) failed.push({ path, reason })
  }
}

/** The feature that files belong to; undefined for ordinary Markdown. */
export async function loadGroup(checker: Checker, unit: readonly Found[]): Promise<Loaded | undefined> {
  for (const { path } of unit) {
    const loaded = await checker.load(path).catch(() => undefined)
    if (loaded) return loaded
  }
  return undefined
}

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
