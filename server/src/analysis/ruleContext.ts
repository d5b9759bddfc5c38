// What rules need to know about the workspace around a feature: the targets of its links, and the specifications that share
// its number. Looked up before the rules run, so that they are synchronous.
import { basename, sep } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { anchorsOf } from '../document/anchors.ts'
import { foldersAround, possibleFiles } from '../document/destination.ts'
import { relatedSpecsOf } from '../document/relatedSpecs.ts'
import { numberOf } from '../document/specNumber.ts'
import { changedPaths, possiblePaths } from '../feature/changedPaths.ts'
import { type Feature, filesOf } from '../feature/feature.ts'
import { notableReferences } from '../feature/notableReferences.ts'
import { isBeforeNumbers } from '../feature/numberSpace.ts'
import type { OtherSpec, RuleContext, Target } from '../rules/engine/rule.ts'
import type { Numbers } from '../workspace/specNumbers.ts'
import { linksOf, localLinksOf, othersOf } from './featureLinks.ts'
import type { Targets } from './targets.ts'

const withSlashes = (path: string): string => path.split(sep).join('/')

/**
 * Looks up the context of a feature. What cannot be read is unknown.
 * @param top nothing outside of this folder is looked up; defaults to the folder of the feature.
 */
export async function ruleContextOf(
  targets: Targets,
  numbers: Numbers,
  load: Load,
  feature: Feature,
  top: string | undefined,
  {
    admits = async () => true,
    wanted = () => true,
    ...platform
  }: Pick<RuleContext, 'claims' | 'constitution' | 'setsStatus' | 'history' | 'leftOut' | 'unusedDocuments'> & {
    admits?: Admits
    /** Which attachments are checked: links of the others are not looked up. */
    wanted?(path: string): boolean
  } = {
    claims: undefined,
    constitution: undefined,
    setsStatus: undefined,
    history: undefined,
    leftOut: new Set(),
    unusedDocuments: new Set(),
  },
): Promise<RuleContext> {
  const root = top === undefined ? undefined : withSlashes(top)
  const byPath = new Map<string, Target>()
  const files = filesOf(feature)
  const linking = [...feature.documents, ...feature.attachments.filter(({ path }) => wanted(path))]
  const add = async (path: string, anchors: readonly string[]): Promise<Target | undefined> => {
    const found = byPath.get(path) ?? (await targets.at(path, anchors))
    if (found) byPath.set(path, found)
    return found
  }
  let absent: readonly string[] | undefined
  for (const [path, links] of linksOf(linking, root)) {
    if (!isInside(root ?? feature.path, path)) {
      // One `../` too many: the file may be inside.
      for (const other of root === undefined ? [] : othersOf(links, root)) await add(other, links.anchors)
      continue
    }
    const document = files.find((file) => file.path === path)?.document
    const target = document
      ? ({ kind: 'file', hasAnchor: anchorsOf(document) } as const)
      : await targets.at(path, links.anchors)
    if (target && target.kind !== 'none') byPath.set(path, target)
    if (target?.kind !== 'none') continue
    absent ??= root === undefined ? [] : await targets.absentSubmodules(root)
    if (absent.some((folder) => isInside(folder, path))) continue
    byPath.set(path, target)
    for (const other of root === undefined ? [] : othersOf(links, root)) await add(other, links.anchors)
    for (const folder of root === undefined ? [] : foldersAround(path, root))
      if ((await add(folder, []))?.kind !== 'folder') break
  }
  for (const [{ written, anchor }, from] of localLinksOf(linking, root))
    for (const other of root === undefined ? [] : possibleFiles(from, written, root))
      if ((await add(other, anchor ? [anchor] : []))?.kind === 'file') break
  for (const path of taskPaths(feature, root)) await add(path, [])
  const { qualifying, related, hasUnknown } = numbersIn(feature)
  const specs = new Map<number, Feature>()
  for (const number of new Set([...qualifying, ...related])) {
    const [first, second] = (await numbers.withNumber(feature.path, number)) ?? []
    const loaded = first && !second ? await load(first).catch(() => undefined) : undefined
    if (loaded) specs.set(number, loaded.feature)
  }
  return {
    target: (path) => byPath.get(path),
    spec: (number) => (qualifying.has(number) ? specs.get(number) : undefined),
    related: related.flatMap((number) => specs.get(number) ?? []),
    topics: hasUnknown ? await numbers.topics(feature.path) : new Set(),
    namesOthers: [...qualifying].some((number) => specs.has(number)),
    root,
    ...platform,
    others: await sameNumber(numbers, feature.path, load, admits),
  }
}

const mostRelated = 8

interface OtherNumbers {
  qualifying: ReadonlySet<number>
  related: readonly number[]
  hasUnknown: boolean
}

/** The numbers of other specifications that qualify ids of a feature; if it has unknown ids, also the related ones. */
function numbersIn(feature: Feature): OtherNumbers {
  const qualifying = new Set<number>()
  let hasUnknown = false
  let hasEarlier = false
  for (const spec of feature.documents)
    for (const { unknown, qualifier } of notableReferences(feature, spec)) {
      if (qualifier?.number !== undefined) qualifying.add(qualifier.number)
      if (qualifier || unknown.length === 0) continue
      hasUnknown = true
      hasEarlier ||= unknown.some((id) => isBeforeNumbers(feature, id))
    }
  if (!hasUnknown) return { qualifying, related: [], hasUnknown }
  const own = numberOf(feature.path)
  const related = new Set(feature.documents.flatMap(({ document }) => [...relatedSpecsOf(document)]))
  if (hasEarlier && own !== undefined && own > 1) related.add(own - 1)
  return { qualifying, related: [...related].filter((number) => number !== own).slice(0, mostRelated), hasUnknown }
}

type Load = (path: string) => Promise<{ feature: Feature } | undefined>

/** Whether the configuration allows a file to be a specification. */
type Admits = (path: string) => Promise<boolean>

/** Other specifications with the number of a path. Markdown files count only if they are specifications, unlike `004-queue-notes.md`. */
async function sameNumber(
  numbers: Numbers,
  path: string,
  load: Load,
  admits: Admits,
): Promise<OtherSpec[] | undefined> {
  const number = numberOf(path)
  const others = number === undefined ? [] : await numbers.withNumber(path, number)
  const are = await Promise.all(
    (others ?? []).map(
      async (one) => (await admits(one)) && (isSpecName(basename(one)) || (await load(one).catch(() => undefined))),
    ),
  )
  return others?.filter((_, k) => are[k]).map((one) => ({ path: withSlashes(one) }))
}

const isInside = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`)

/** The files that tasks change, and their first folders. */
const taskPaths = (feature: Feature, root: string | undefined): string[] =>
  root === undefined
    ? []
    : changedPaths(feature).flatMap((changed) => {
        const paths = possiblePaths(root, feature, changed)
        return paths ? [paths.first, ...paths.files] : []
      })
