// What changed in specifications, item by item, as text for people. A style decides how it is written.
import { counted, listed, someOf, t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { lineNumberAt } from '../document/places.ts'
import type { LocatedDefinition } from '../feature/feature.ts'
import type { ChangedItem, FeatureDiff, ItemChange, RemovedItem } from '../feature/featureDiff.ts'
import type { Word } from '../feature/itemDiff.ts'
import { textOf } from '../feature/itemText.ts'
import { summarise } from '../feature/summary.ts'

/** How the parts of a text are written in a format. */
export interface DiffStyle {
  /** A path, as it is shown. */
  path(path: string): string
  /** The id of an item. @param at where it is now; undefined if it is removed. */
  id(id: string, at: LocatedDefinition | undefined): string
  /** A place in a document. @param line from 1. */
  place(path: string, line: number): string
  /** @param exists whether there is still a specification at the path */
  heading(path: string, title: string, exists: boolean): string
  line(mark: Mark, text: string): string
  detail(text: string): string
  removed(text: string): string
  added(text: string): string
  /** Text of a document. */
  quoted(text: string): string
}

export type Mark = '+' | '-' | '~'

const longestText = 160 // characters of an item
const wordsAround = 6 // words that are kept beside a change

/** The differences of features, and a summary. */
export function diffText(diffs: readonly FeatureDiff[], style: DiffStyle): string {
  const parts = diffs.map((diff) => featureText(diff, style))
  return [...parts, `${summaryText(diffs)}\n`].join('\n')
}

function featureText(diff: FeatureDiff, style: DiffStyle): string {
  const { before, after, status, items, questions, documents } = diff
  const feature = after ?? before
  if (!feature) return ''
  const { title, requirements, stories, tasks } = summarise(feature)
  const lines = [style.heading(feature.spec.path, title ?? '', after !== undefined)]
  const size = [
    counted(stories, '{0} story', '{0} stories'),
    counted(requirements, '{0} requirement', '{0} requirements'),
    counted(tasks.total, '{0} task', '{0} tasks'),
  ].join(', ')
  if (!before) lines.push(style.line('+', t('New specification ({0})', size)))
  else if (!after)
    lines.push(
      style.line(
        '-',
        diff.fileRemains ? t('No longer read as a specification ({0})', size) : t('Removed specification ({0})', size),
      ),
    )
  else if (before.path !== after.path) lines.push(style.line('~', t('Moved from {0}', style.path(before.spec.path))))
  if (status)
    lines.push(
      style.line(
        '~',
        t('Status: {0}', `${style.quoted(status.from || t('none'))} → ${style.quoted(status.to || t('none'))}`),
      ),
    )
  for (const name of documents.added) lines.push(style.line('+', t('Document {0}', style.quoted(name))))
  for (const name of documents.removed) lines.push(style.line('-', t('Document {0}', style.quoted(name))))
  const boxes = items.filter(isOnlyState)
  for (const change of items) if (!isOnlyState(change)) lines.push(itemText(change, style))
  lines.push(...stateLines(boxes, style))
  for (const question of questions.asked)
    lines.push(style.line('+', t('Open question: {0}', style.quoted(excerpt(question, longestText)))))
  for (const question of questions.resolved)
    lines.push(style.line('-', t('Open question: {0}', style.quoted(excerpt(question, longestText)))))
  return lines.join('')
}

/** Whether only the checkbox changed. */
const isOnlyState = (change: ItemChange): change is ChangedItem =>
  change.kind === 'changed' &&
  change.state !== undefined &&
  !change.words &&
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

const stateTexts: readonly (readonly [StateChange, (ids: string) => string])[] = [
  ['done', (ids) => t('Done: {0}', ids)],
  ['dropped', (ids) => t('Dropped: {0}', ids)],
  ['notDone', (ids) => t('No longer done: {0}', ids)],
  ['notDropped', (ids) => t('No longer dropped: {0}', ids)],
]

function stateLines(items: readonly ChangedItem[], style: DiffStyle): string[] {
  return stateTexts.flatMap(([what, list]) => {
    const ids = items.filter(({ state }) => what === stateOf(state)).map(({ id }) => id)
    return ids.length > 0 ? [style.line('~', list(someOf(ids, 20)))] : []
  })
}

function itemText(change: ItemChange, style: DiffStyle): string {
  const { id, at } = change
  const text = style.quoted(excerpt(textOf(at), longestText))
  if (change.kind === 'added') return style.line('+', `${style.id(id, at)}  ${text}`)
  if (change.kind === 'removed')
    return style.line('-', `${style.id(id, undefined)}  ${text}`) + referencesText(change, style)
  const { recycled, renumberedFrom, moved, words, meaning, withdrawn, state } = change
  const details = [
    ...(moved ? [t('Moved from "{0}" to "{1}"', style.quoted(moved.from), style.quoted(moved.to))] : []),
    ...(recycled ? [t('The id names a different item than before')] : []),
    ...(withdrawn === true ? [t('Withdrawn')] : withdrawn === false ? [t('No longer withdrawn')] : []),
    ...stateDetails(state),
    ...meaning.map(({ what, from, to }) =>
      what === 'obligation'
        ? t('Obligation: {0} → {1}', from || t('none'), to || t('none'))
        : t('Number: {0} → {1}', from, to),
    ),
  ]
  const shown = style.id(id, at)
  const name = renumberedFrom === undefined ? shown : t('{0} (was {1})', shown, renumberedFrom)
  return style.line('~', `${name}  ${words ? wordsText(words, style) : text}`) + details.map(style.detail).join('')
}

function stateDetails(state: ChangedItem['state']): string[] {
  switch (stateOf(state)) {
    case 'done':
      return [t('Done')]
    case 'dropped':
      return [t('Dropped')]
    case 'notDone':
      return [t('No longer done')]
    case 'notDropped':
      return [t('No longer dropped')]
    default:
      return []
  }
}

function referencesText({ references }: RemovedItem, style: DiffStyle): string {
  if (references.length === 0) return ''
  const places = references.map(({ file, reference }) =>
    style.place(file.path, lineNumberAt(file.document, reference.start)),
  )
  return style.detail(t('Still referenced in {0}', someOf(places, 5)))
}

/** The changed words, with some words around them. */
function wordsText(words: readonly Word[], style: DiffStyle): string {
  return words
    .map(({ type, text }, k) => {
      if (type === 'removed') return style.removed(style.quoted(excerpt(text, longestText)))
      if (type === 'added') return style.added(style.quoted(excerpt(text, longestText)))
      const all = text.split(' ')
      const [start, end] = [k > 0 ? wordsAround : 0, k < words.length - 1 ? wordsAround : 0]
      const isShort = all.length <= start + end + wordsAround / 2
      const kept = isShort ? all : [...all.slice(0, start), '…', ...(end > 0 ? all.slice(-end) : [])]
      return style.quoted(kept.join(' '))
    })
    .join(' ')
}

function summaryText(diffs: readonly FeatureDiff[]): string {
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
