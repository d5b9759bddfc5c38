// What follows from the committed versions of a feature's documents: when it was approved, when tasks were ticked, and what
// its ids meant before.
import { addTo } from '../base/groups.ts'
import { perObject } from '../base/perObject.ts'
import { isWithdrawn } from '../document/fate.ts'
import type { Definition } from '../document/model.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import { comparedTextOf } from './featureDiff.ts'
import { isOtherItem } from './itemDiff.ts'
import { stageOf } from './lifeCycle.ts'
import { tasksOf } from './progress.ts'

/** A committed version of a document. */
export interface DocumentVersion {
  commit: string
  /** The day of the commit: `2026-05-01`. */
  date: string
  /** The place of the commit in the log, from 0 for the newest. */
  order: number
  /** The text as the present template reads it. */
  spec: SpecDocument
}

export interface FeatureHistory {
  /** By the path of the document, the newest first. */
  versions: ReadonlyMap<string, readonly DocumentVersion[]>
  /** The documents where the branch left the main branch, by path. The last commit on the main branch itself. */
  base: ReadonlyMap<string, SpecDocument>
  /** The paths of documents whose oldest versions are missing, as in a shallow clone. */
  cut: ReadonlySet<string>
}

/** The roles of items that people agree on. */
export const agreedRoles: readonly Role[] = ['story', 'requirement', 'criterion']

const isApproved = (spec: SpecDocument): boolean => ['approved', 'done'].includes(stageOf(spec) ?? '')

/**
 * The version in which a document became approved, if it is approved in all versions since then and now. Undefined if that is
 * not known.
 */
export function approvalOf({ versions, cut }: FeatureHistory, spec: SpecDocument): DocumentVersion | undefined {
  const all = versions.get(spec.path) ?? []
  const before = all.findIndex((version) => !isApproved(version.spec))
  if (!isApproved(spec) || before === 0 || (before < 0 && cut.has(spec.path))) return undefined
  return all[(before < 0 ? all.length : before) - 1]
}

/** The version in which a task was ticked, and the task in it. */
export interface Tick {
  version: DocumentVersion
  definition: Definition
}

/** The tick of each task that is done, by the key of its id. A task that named something else before was ticked then. */
export const ticksOf = perObject((versions: readonly DocumentVersion[]): ReadonlyMap<string, Tick> => {
  const ticks = new Map<string, Tick>()
  for (const [k, version] of versions.entries())
    for (const { state, definition } of tasksOf(version.spec)) {
      if (state !== 'done' || !definition) continue
      const { key } = definition.id
      const later = ticks.get(key)
      const isSame = (tick: Tick): boolean =>
        tick.version === versions[k - 1] &&
        !isOtherItem(textOfTask(version.spec, definition), textOfTask(tick.version.spec, tick.definition))
      if (k === 0 || (later && isSame(later))) ticks.set(key, { version, definition })
    }
  return ticks
})

const textOfTask = (spec: SpecDocument, definition: Definition): string =>
  comparedTextOf(spec.document, definition, spec, 'task')

/** The version of a document at the time of a commit: the last one that is not newer. */
export const versionAt = (
  { versions }: FeatureHistory,
  path: string,
  { order }: DocumentVersion,
): DocumentVersion | undefined => versions.get(path)?.find((version) => version.order >= order)

/** An item in an earlier version. */
export interface EarlierItem {
  spec: SpecDocument
  definition: Definition
  role: Role
  /** Undefined for an item of the main branch. */
  version: DocumentVersion | undefined
}

/**
 * The items that ids named where they are permanent, by the key of the id: on the main branch, in an approved version, and in a
 * version after which the item was removed or withdrawn; of each the last one.
 */
export const earlierItems = perObject((history: FeatureHistory): ReadonlyMap<string, readonly EarlierItem[]> => {
  const items = new Map<string, EarlierItem[]>()
  for (const spec of history.base.values())
    for (const item of itemsIn(spec)) addTo(items, item.key, { ...item, spec, version: undefined })
  for (const versions of history.versions.values()) {
    const [approved, retired] = [new Set<string>(), new Set<string>()]
    let newer: ReadonlySet<string> | undefined
    for (const version of versions) {
      const { spec } = version
      const here = itemsIn(spec)
      const isKnown = (known: Set<string>, key: string): boolean => known.size === known.add(key).size
      for (const item of here) {
        const isLastApproved = isApproved(spec) && !isKnown(approved, item.key)
        const isRetired = newer !== undefined && !newer.has(item.key) && !isKnown(retired, item.key)
        if (isLastApproved || isRetired) addTo(items, item.key, { ...item, spec, version })
      }
      newer = new Set(here.map(({ key }) => key))
    }
  }
  return items
})

const itemsIn = (spec: SpecDocument): { key: string; definition: Definition; role: Role }[] =>
  agreedRoles.flatMap((role) =>
    definitionsOf(spec, role)
      .filter((definition) => !definition.shared && !isWithdrawn(spec.document, definition))
      .map((definition) => ({ key: definition.id.key, definition, role })),
  )

/** The earlier item of an id that now names another one. Undefined if it names the same, or none is known. */
export function otherItemBefore(
  history: FeatureHistory,
  spec: SpecDocument,
  role: Role,
  definition: Definition,
): EarlierItem | undefined {
  const now = comparedTextOf(spec.document, definition, spec, role)
  return earlierItems(history)
    .get(definition.id.key)
    ?.find(
      (one) => one.role === role && isOtherItem(comparedTextOf(one.spec.document, one.definition, one.spec, role), now),
    )
}
