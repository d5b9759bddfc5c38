// The files that a command is to look at, by the feature that they belong to.
import type { Checker, Loaded } from '../analysis/checker.ts'
import type { Found, Problem } from '../workspace/walk.ts'

/** Looks whether files can be read: of those that belong to a specification, the rest is checked without them. */
export async function readAll({ store }: Checker, paths: readonly string[], failed: Problem[]): Promise<void> {
  for (const path of paths) {
    const reason = await store.read(path).then(
      (text) => (text ? undefined : 'went away while it was checked'),
      (error: Error) => error.message,
    )
    if (reason !== undefined) failed.push({ path, reason })
  }
}

/** The feature that some of its files are a part of; undefined for ordinary Markdown. */
export async function loadGroup(checker: Checker, unit: readonly Found[]): Promise<Loaded | undefined> {
  for (const { path } of unit) {
    const loaded = await checker.load(path).catch(() => undefined)
    if (loaded) return loaded
  }
  return undefined
}

/** The files that belong together. */
export async function groupByFeature({ homeOf }: Pick<Checker, 'homeOf'>, found: readonly Found[]): Promise<Found[][]> {
  const units = new Map<string, Found[]>()
  for (const one of found.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const home = await homeOf(one.path)
    const unit = units.get(home)
    if (unit) unit.push(one)
    else units.set(home, [one])
  }
  return [...units.values()]
}
