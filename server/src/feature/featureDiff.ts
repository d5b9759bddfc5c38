// What differs between two versions of a feature: items, status, questions, documents. Items are matched by id, then by text.
import { baseName } from '../base/fileNames.ts'
import { groupBy } from '../base/groups.ts'
import type { BoxState } from '../document/checkboxes.ts'
import { perItem } from '../document/identity.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { Feature, LocatedDefinition } from './feature.ts'
import {
  comparedText,
  isOtherItem,
  isSameText,
  type MeaningChange,
  meaningChanges,
  textLikeness,
  type Word,
  wordChanges,
} from './itemDiff.ts'
import { itemOf } from './items.ts'
import { statusOf } from './lifeCycle.ts'
import { stateOf } from './progress.ts'
import { type ScenarioChange, type StoryText, scenarioChanges, storyTextOf } from './scenarioDiff.ts'
import { type ReferencePlace, referencesOf } from './symbol.ts'

export interface Renamed {
  from: string
  to: string
}

interface ItemOf {
  role: Role
  /** As it is written where it is defined: after, or before if it is removed. */
  id: string
  at: LocatedDefinition
}

export interface AddedItem extends ItemOf {
  kind: 'added'
}

export interface RemovedItem extends ItemOf {
  kind: 'removed'
  /** References that remain. */
  references: ReferencePlace[]
}

export interface ChangedItem extends ItemOf {
  kind: 'changed'
  before: LocatedDefinition
  /** The id seems to name another item now: the texts have next to nothing in common. */
  recycled?: boolean
  /** The same item with another id. */
  renumberedFrom?: string
  /** The sections that it was moved between. */
  moved?: Renamed
  /** The words with what was removed and added; undefined if only something else changed. */
  words?: Word[]
  /** The scenarios of a story that differ. */
  scenarios?: ScenarioChange[]
  /** Obligations and numbers that changed, in scenarios, too. */
  meaning: MeaningChange[]
  /** It was withdrawn, or is in force again. */
  withdrawn?: boolean
  /** The state of the checkbox of a task. */
  state?: { from: BoxState | undefined; to: BoxState | undefined }
}

export type ItemChange = AddedItem | RemovedItem | ChangedItem

export interface FeatureDiff {
  /** Undefined if the specification is new. */
  before: Feature | undefined
  /** Undefined if the specification was removed. */
  after: Feature | undefined
  /** It was not removed: its file is there, but is no specification any more, or cannot be read. */
  fileRemains?: boolean
  status?: Renamed
  /** In the order of the roles, then of the documents. */
  items: ItemChange[]
  questions: { asked: string[]; resolved: string[] }
  /** Names of documents that were added and removed. */
  documents: { added: string[]; removed: string[] }
}

/** The roles of items that are compared. */
export const comparedRoles: readonly Role[] = ['story', 'requirement', 'criterion', 'task', 'decision']
const leastAlike = 0.5 // of two items with one id: below it, an item with the same text elsewhere is preferred

/** Compares two versions of a feature, of which at least one exists. */
export function featureDiff(before: Feature | undefined, after: Feature | undefined): FeatureDiff {
  const status = { from: statusIn(before), to: statusIn(after) }
  const [asked, resolved] = [openQuestions(after), openQuestions(before)]
  const [now, then] = [namesIn(after), namesIn(before)]
  return {
    before,
    after,
    ...(before && after && !isSameText(status.from, status.to) && { status }),
    items: before && after ? comparedRoles.flatMap((role) => itemChanges(before, after, role)) : [],
    questions: { asked: without(asked, resolved), resolved: without(resolved, asked) },
    documents: { added: before ? without(now, then) : [], removed: after ? without(then, now) : [] },
  }
}

/** Whether two versions differ in anything that a diff tells. */
export const isEmptyDiff = ({ before, after, status, items, questions, documents }: FeatureDiff): boolean =>
  before !== undefined &&
  before.path === after?.path &&
  !status &&
  items.length +
    questions.asked.length +
    questions.resolved.length +
    documents.added.length +
    documents.removed.length ===
    0

const without = (list: readonly string[], others: readonly string[]): string[] =>
  list.filter((one) => !others.includes(one))

const statusIn = (feature: Feature | undefined): string => (feature && statusOf(feature.spec)?.field.value.trim()) ?? ''

const openQuestions = (feature: Feature | undefined): string[] => [
  ...new Set(
    (feature?.documents ?? []).flatMap(({ clarifications }) =>
      clarifications.flatMap(({ state, question }) => (state === 'open' ? question.replace(/\s+/g, ' ').trim() : [])),
    ),
  ),
]

const namesIn = (feature: Feature | undefined): string[] => (feature?.documents ?? []).map(({ path }) => baseName(path))

/** Items of a role by the keys of their ids; further definitions of an id have a number behind it. */
function itemsByKey(feature: Feature, role: Role): Map<string, LocatedDefinition> {
  const items = new Map<string, LocatedDefinition>()
  const counts = new Map<string, number>()
  for (const spec of feature.documents)
    for (const definition of definitionsOf(spec, role)) {
      if (definition.shared) continue
      const { key } = definition.id
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      items.set(count === 1 ? key : `${key} ${count}`, { spec, definition })
    }
  return items
}

/** The text of an item as it is compared. */
export const comparedTextOf = perItem((_, definition, spec: SpecDocument, role: Role): string =>
  comparedText(itemOf(spec, role, definition).text),
)

const textOf = ({ spec, definition }: LocatedDefinition, role: Role): string =>
  comparedTextOf(spec.document, definition, spec, role)

/** The changes of the items of a role. */
export function itemChanges(before: Feature, after: Feature, role: Role): ItemChange[] {
  const [old, now] = [itemsByKey(before, role), itemsByKey(after, role)]
  const pairs = matched(old, now, role)
  const changes: ItemChange[] = []
  for (const [key, at] of now) {
    const id = at.definition.id.text
    const was = pairs.get(key)
    if (was === undefined) changes.push({ kind: 'added', role, id, at })
    else {
      const change = changeOf(old.get(was) as LocatedDefinition, at, role)
      if (change) changes.push(change)
    }
  }
  const kept = new Set(pairs.values())
  for (const [key, at] of old)
    if (!kept.has(key)) {
      const references = now.has(at.definition.id.key) ? [] : referencesOf(after, at.definition.id)
      changes.push({ kind: 'removed', role, id: at.definition.id.text, at, references })
    }
  return changes
}

/** The old key of each new one: the same id, unless the text has moved to another id. */
function matched(
  old: ReadonlyMap<string, LocatedDefinition>,
  now: ReadonlyMap<string, LocatedDefinition>,
  role: Role,
): Map<string, string> {
  const pairs = new Map<string, string>()
  const rest: string[] = []
  for (const [key, at] of now) {
    const was = old.get(key)
    if (was && textLikeness(textOf(was, role), textOf(at, role)) >= leastAlike) pairs.set(key, key)
    else rest.push(key)
  }
  const taken = new Set(pairs.values())
  const free = groupBy(
    [...old.keys()].filter((key) => !taken.has(key)),
    (key) => textOf(old.get(key) as LocatedDefinition, role),
  )
  for (const key of rest) {
    const text = textOf(now.get(key) as LocatedDefinition, role)
    const same = text === '' ? undefined : free.get(text)?.shift()
    if (same !== undefined) {
      pairs.set(key, same)
      taken.add(same)
    }
  }
  // What has another text under its old id was rewritten.
  for (const key of rest) if (!pairs.has(key) && old.has(key) && !taken.has(key)) pairs.set(key, key)
  return pairs
}

function changeOf(before: LocatedDefinition, at: LocatedDefinition, role: Role): ChangedItem | undefined {
  const [old, now] = [textOf(before, role), textOf(at, role)]
  const [was, is] = [itemOf(before.spec, role, before.definition), itemOf(at.spec, role, at.definition)]
  const state = { from: stateOf(before.spec, before.definition), to: stateOf(at.spec, at.definition) }
  const moved = { from: sectionOf(before), to: sectionOf(at) }
  const isMoved = at.definition.form !== 'heading' && !isSameText(moved.from, moved.to)
  const isRenumbered = before.definition.id.key !== at.definition.id.key
  const changes = role === 'story' ? storyChanges(before, at) : textChanges(old, now)
  const isReworded = changes.words !== undefined || changes.scenarios !== undefined
  const recycled = !isRenumbered && isReworded && isOtherItem(old, now)
  if (!isReworded && !isRenumbered && !isMoved && state.from === state.to && was.withdrawn === is.withdrawn)
    return undefined
  return {
    kind: 'changed',
    role,
    id: at.definition.id.text,
    at,
    before,
    ...changes,
    ...(recycled && { recycled, meaning: [] }),
    ...(isRenumbered && { renumberedFrom: before.definition.id.text }),
    ...(isMoved && { moved }),
    ...(was.withdrawn !== is.withdrawn && { withdrawn: is.withdrawn }),
    ...(state.from !== state.to && { state }),
  }
}

type TextChanges = Pick<ChangedItem, 'words' | 'scenarios' | 'meaning'>

const textChanges = (old: string, now: string): TextChanges =>
  isSameText(old, now) ? { meaning: [] } : { words: wordChanges(old, now), meaning: meaningChanges(old, now) }

/** What differs in the text of a story and in its scenarios, whose order does not count. */
function storyChanges(before: LocatedDefinition, at: LocatedDefinition): TextChanges {
  const [old, now] = [before, at].map(({ spec, definition }) => storyTextOf(spec.document, definition, spec)) as [
    StoryText,
    StoryText,
  ]
  const { words, meaning } = textChanges(old.own, now.own)
  const scenarios = scenarioChanges(old.scenarios, now.scenarios)
  return {
    ...(words && { words }),
    ...(scenarios.length > 0 && { scenarios }),
    meaning: [...meaning, ...scenarios.flatMap((change) => change.meaning)],
  }
}

const sectionOf = ({ definition }: LocatedDefinition): string => definition.section?.title ?? ''
