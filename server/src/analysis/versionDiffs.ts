// The specifications that differ between two versions of a repository.
import { groupBy } from '../base/groups.ts'
import type { Feature } from '../feature/feature.ts'
import { type FeatureDiff, featureDiff, isEmptyDiff } from '../feature/featureDiff.ts'
import { summarise } from '../feature/summary.ts'
import type { Files } from '../workspace/files.ts'
import { isBelow, isMarkdownPath } from '../workspace/paths.ts'
import type { Versions } from '../workspace/versions.ts'
import { createChecker } from './checker.ts'

/** The features that differ, in the order of their paths; those below some paths, if there are any. */
export async function diffsOf(
  { before, after, top, paths, renames }: Versions,
  below: readonly string[] = [],
): Promise<FeatureDiff[]> {
  const isWanted = (path: string): boolean =>
    below.length === 0 || below.some((folder) => path === folder || isBelow(folder, path))
  const wanted = paths.filter((path) => isMarkdownPath(path) && isWanted(path))
  const old = await featuresOf(before, top, [...wanted, ...[...renames.keys()].filter((path) => isMarkdownPath(path))])
  const now = await featuresOf(after, top, wanted)
  const diffs: FeatureDiff[] = []
  const paired = new Set<Feature>()
  const added: Feature[] = []
  const oldNames = new Map([...renames].map(([from, to]) => [to, from]))
  for (const feature of now.values()) {
    const was = oldNames.get(feature.spec.path)
    const previous = old.get(feature.spec.path) ?? (was === undefined ? undefined : old.get(was))
    if (previous) paired.add(previous)
    else added.push(feature)
    if (previous) diffs.push(featureDiff(previous, feature))
  }
  // Git does not find renames of files that it does not track yet.
  const gone = groupBy(
    [...old.values()].filter((one) => !paired.has(one) && !now.has(one.spec.path)),
    nameOf,
  )
  for (const feature of added) {
    const name = nameOf(feature)
    const previous = name === undefined ? undefined : gone.get(name)?.shift()
    if (previous) paired.add(previous)
    diffs.push(featureDiff(previous, feature))
  }
  for (const feature of old.values())
    if (!paired.has(feature) && isWanted(feature.spec.path)) {
      const fileRemains = (await after.kind(feature.spec.path)) === 'file'
      diffs.push({ ...featureDiff(feature, undefined), ...(fileRemains && { fileRemains }) })
    }
  const pathOf = ({ before: was, after: is }: FeatureDiff): string => (is ?? was)?.path ?? ''
  return diffs.filter((diff) => !isEmptyDiff(diff)).sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))
}

/** The title of a feature, and its id if it has one: equal for one feature under two paths. Undefined without a title. */
function nameOf(feature: Feature): string | undefined {
  const { title, id } = summarise(feature)
  return title === null ? undefined : JSON.stringify([title, id])
}

/** The features that files belong to, by the paths of their specifications. */
export async function featuresOf(files: Files, top: string, paths: readonly string[]): Promise<Map<string, Feature>> {
  const checker = createChecker({ files, kept: false, roots: () => [top], onError() {} })
  const features = new Map<string, Feature>()
  const homes = new Set<string>()
  for (const path of paths) {
    const home = await checker.homeOf(path)
    if (homes.has(home) || (await files.kind(home)) === undefined) continue
    homes.add(home)
    const feature = (await checker.loadAt(home).catch(() => undefined))?.feature
    if (feature) features.set(feature.spec.path, feature)
  }
  return features
}
