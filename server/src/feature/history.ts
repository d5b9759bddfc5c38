// What follows from the committed versions of a feature's documents: when it was approved, when tasks were ticked, and what
// its ids meant before.
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
  /** The oldest commits are missing, as in a shallow clone. */
  isCut: boolean
}

/** The roles of items that people agree on. */
export const agreedRoles: readonly Role[] = ['story', 'requirement', 'criterion']

const isApproved = (spec: SpecDocument): boolean => ['approved', 'done'].includes(stageOf(spec) ?? '')

/**
 * The version in which a document became approved, if it is approved in all versions since then and now. Undefined if that is
 * not known.
 */
export function approvalOf({ versions, isCut }: FeatureHistory, spec: SpecDocument): DocumentVersion | undefined {
  const all = versions.get(spec.path) ?? []
  const before = all.findIndex((version) => !isApproved(version.spec))
  if (!isApproved(spec) || before === 0 || (before < 0 && isCut)) return undefined
  return all[(before < 0 ? all.length : before) - 1]
}

/** The version in which each task of a document that is done was ticked, by the key of its id. */
export const ticksOf = perObject((versions: readonly DocumentVersion[]): ReadonlyMap<string, DocumentVersion> => {
  const ticks = new Map<string, DocumentVersion>()
  for (const [k, version] of versions.entries()) {
    const done = new Set(
      tasksOf(version.spec).flatMap(({ state, definition }) => (state === 'done' && definition?.id.key) || []),
    )
    for (const key of done) if (k === 0 || ticks.get(key) === versions[k - 1]) ticks.set(key, version)
  }
  return ticks
})

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
 * The item that an id names, or last named, where ids are permanent: on the main branch, in an approved version, or in one after
 * which the item was removed or withdrawn. By the key of the id.
 */
export const earlierItems = perObject((history: FeatureHistory): ReadonlyMap<string, EarlierItem> => {
  const items = new Map<string, EarlierItem>()
  for (const spec of history.base.values())
    for (const item of itemsIn(spec))
      if (!items.has(item.key)) items.set(item.key, { ...item, spec, version: undefined })
  for (const versions of history.versions.values()) {
    let newer: ReadonlySet<string> | undefined
    for (const version of versions) {
      const { spec } = version
      const here = itemsIn(spec)
      for (const item of here)
        if (!items.has(item.key) && (isApproved(spec) || (newer && !newer.has(item.key))))
          items.set(item.key, { ...item, spec, version })
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
  const earlier = earlierItems(history).get(definition.id.key)
  if (!earlier || earlier.role !== role) return undefined
  const was = comparedTextOf(earlier.spec.document, earlier.definition, earlier.spec, role)
  return isOtherItem(was, comparedTextOf(spec.document, definition, spec, role)) ? earlier : undefined
}
