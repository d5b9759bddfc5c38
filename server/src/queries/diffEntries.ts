// What changed in specifications, item by item, as entries: the same in a terminal, in a comment and on a page.
import { groupBy } from '../base/groups.ts'
import { counted, listed, someOf, t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { lineNumberAt } from '../document/places.ts'
import type { LocatedDefinition } from '../feature/feature.ts'
import type { ChangedItem, FeatureDiff, ItemChange } from '../feature/featureDiff.ts'
import type { Word } from '../feature/itemDiff.ts'
import { textOf } from '../feature/itemText.ts'
import type { ScenarioChange } from '../feature/scenarioDiff.ts'
import { summarise } from '../feature/summary.ts'
import type { Role } from '../templates/template.ts'

export type Mark = '+' | '-' | '~'

/** A change. Its texts are plain. */
export interface DiffEntry {
  mark: Mark
  /** The role of its item; undefined for what is about the specification. */
  role: Role | undefined
  /** The id of its item. `at` is where it is now; undefined if it is removed. */
  id: { text: string; at: LocatedDefinition | undefined; was: string | undefined } | undefined
  words: readonly Word[]
  scenarios: readonly { label: string; words: readonly Word[] }[]
  details: readonly string[]
  /** Where it is still referenced, if it is removed. */
  references: readonly DiffPlace[]
}

/** A place in a document. */
export interface DiffPlace {
  path: string
  /** From 1. */
  line: number
}

/** What changed in a specification. */
export interface SpecDiff {
  /** The path of its document: after, or before if it is removed. */
  path: string
  /** May be empty. */
  title: string
  /** Whether there is a specification at the path. */
  exists: boolean
  entries: readonly DiffEntry[]
}

const longestText = 160 // characters of an item
const wordsAround = 6 // words that are kept beside a change
const mostIds = 20 // in one entry

/** The changes of a feature. @param shown a path, as it is shown */
export function specDiff(diff: FeatureDiff, shown: (path: string) => string): SpecDiff {
  const { before, after, status, items, questions, documents } = diff
  const feature = (after ?? before) as NonNullable<FeatureDiff['after']>
  const { title, requirements, stories, tasks } = summarise(feature)
  const entries: DiffEntry[] = []
  const add = (mark: Mark, text: string): void => {
    entries.push(entryOf(mark, text))
  }
  const size = [
    counted(stories, '{0} story', '{0} stories'),
    counted(requirements, '{0} requirement', '{0} requirements'),
    counted(tasks.total, '{0} task', '{0} tasks'),
  ].join(', ')
  if (!before) add('+', t('New specification ({0})', size))
  else if (!after)
    add(
      '-',
      diff.fileRemains ? t('No longer read as a specification ({0})', size) : t('Removed specification ({0})', size),
    )
  else if (before.path !== after.path) add('~', t('Moved from {0}', shown(before.spec.path)))
  if (status) add('~', t('Status: {0}', `${status.from || t('none')} → ${status.to || t('none')}`))
  for (const name of documents.added) add('+', t('Document {0}', name))
  for (const name of documents.removed) add('-', t('Document {0}', name))
  for (const change of items) if (!isOnlyState(change)) entries.push(itemEntry(change))
  entries.push(...stateEntries(items.filter(isOnlyState)))
  for (const question of questions.asked) add('+', t('Open question: {0}', excerpt(question, longestText)))
  for (const question of questions.resolved) add('-', t('Open question: {0}', excerpt(question, longestText)))
  return { path: feature.spec.path, title: title ?? '', exists: after !== undefined, entries }
}

const entryOf = (mark: Mark, text: string): DiffEntry => ({
  mark,
  role: undefined,
  id: undefined,
  words: [{ type: 'same', text }],
  scenarios: [],
  details: [],
  references: [],
})

/** Whether only the checkbox changed. */
const isOnlyState = (change: ItemChange): change is ChangedItem =>
  change.kind === 'changed' &&
  change.state !== undefined &&
  !change.words &&
  !change.scenarios &&
  !change.moved &&
  change.renumberedFrom === undefined &&
  change.withdrawn === undefined

type StateChange = 'done' | 'dropped' | 'notDone' | 'notDropped'

/** What became of a checkbox. */
function stateOf(state: ChangedItem['state']): StateChange | undefined {
  if (!state) return undefined
  if (state.to === 'done' || state.to === 'dropped') return state.to
  return state.from === 'dropped' ? 'notDropped' : 'notDone'
}

const stateTexts: readonly (readonly [StateChange, (ids: string) => string, () => string])[] = [
  ['done', (ids) => t('Done: {0}', ids), () => t('Done')],
  ['dropped', (ids) => t('Dropped: {0}', ids), () => t('Dropped')],
  ['notDone', (ids) => t('No longer done: {0}', ids), () => t('No longer done')],
  ['notDropped', (ids) => t('No longer dropped: {0}', ids), () => t('No longer dropped')],
]

const stateEntries = (items: readonly ChangedItem[]): DiffEntry[] =>
  [...groupBy(items, ({ role }) => role)].flatMap(([role, ofRole]) =>
    stateTexts.flatMap(([what, list]) => {
      const ids = ofRole.filter(({ state }) => what === stateOf(state)).map(({ id }) => id)
      return ids.length > 0 ? [{ ...entryOf('~', list(someOf(ids, mostIds))), role }] : []
    }),
  )

function itemEntry(change: ItemChange): DiffEntry {
  const { id, at, role } = change
  const words: readonly Word[] = [{ type: 'same', text: excerpt(textOf(at), longestText) }]
  const plain = { role, words, scenarios: [], details: [], references: [] }
  if (change.kind === 'added') return { ...plain, mark: '+', id: { text: id, at, was: undefined } }
  if (change.kind === 'removed') {
    const references = change.references.map(({ file: { path, document }, reference }) => ({
      path,
      line: lineNumberAt(document, reference.start),
    }))
    return { ...plain, mark: '-', id: { text: id, at: undefined, was: undefined }, references }
  }
  return {
    ...plain,
    mark: '~',
    id: { text: id, at, was: change.renumberedFrom },
    ...(change.words && { words: shortened(change.words) }),
    scenarios: (change.scenarios ?? []).map(scenarioOf),
    details: detailsOf(change),
  }
}

const scenarioOf = ({ kind, number, words }: ScenarioChange): DiffEntry['scenarios'][number] => ({
  label:
    kind === 'added'
      ? t('New scenario {0}', number)
      : kind === 'removed'
        ? t('Removed scenario {0}', number)
        : t('Scenario {0}', number),
  words: shortened(words),
})

const detailsOf = ({ moved, recycled, withdrawn, state, meaning }: ChangedItem): string[] => [
  ...(moved ? [t('Moved from "{0}" to "{1}"', moved.from, moved.to)] : []),
  ...(recycled ? [t('The id names a different item than before')] : []),
  ...(withdrawn === true ? [t('Withdrawn')] : withdrawn === false ? [t('No longer withdrawn')] : []),
  ...stateTexts.flatMap(([what, , text]) => (what === stateOf(state) ? [text()] : [])),
  ...meaning.map(({ what, from, to }) =>
    what === 'obligation'
      ? t('Obligation: {0} → {1}', from || t('none'), to || t('none'))
      : t('Number: {0} → {1}', from, to),
  ),
]

/** Changed words, with some words around them. */
const shortened = (words: readonly Word[]): Word[] =>
  words.map(({ type, text }, k) => {
    if (type !== 'same' || words.length === 1) return { type, text: excerpt(text, longestText) }
    const all = text.split(' ')
    const [start, end] = [k > 0 ? wordsAround : 0, k < words.length - 1 ? wordsAround : 0]
    const isShort = all.length <= start + end + wordsAround / 2
    const kept = isShort ? all : [...all.slice(0, start), '…', ...(end > 0 ? all.slice(-end) : [])]
    return { type, text: kept.join(' ') }
  })

/** The number of changes, as a sentence. */
export function diffSummary(diffs: readonly FeatureDiff[]): string {
  if (diffs.length === 0) return t('No specifications have changed.')
  const items = diffs.flatMap((diff) => diff.items)
  const count = (kind: ItemChange['kind']): number => items.filter((one) => one.kind === kind).length
  const parts = [
    counted(count('added'), '{0} item added', '{0} items added'),
    counted(count('changed'), '{0} changed', '{0} changed'),
    counted(count('removed'), '{0} removed', '{0} removed'),
  ]
  return counted(diffs.length, '{0} specification differs: {1}.', '{0} specifications differ: {1}.', listed(parts))
}
