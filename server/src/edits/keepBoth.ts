// Quick fix of a merge conflict in which both sides add items with the same ids: keeps ours, then theirs. Theirs get the next
// free ids, and references on their side of all conflicts of the feature follow. References outside conflicts mean ours.
import { applyEdits, type Edit } from '../base/edit.ts'
import { t } from '../base/l10n.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import type { Conflict } from '../document/conflicts.ts'
import { type Id, makeId, parentKey, writeId } from '../document/ids.ts'
import { leavesOf } from '../document/leaves.ts'
import type { Definition } from '../document/model.ts'
import { readDocument, readSide } from '../document/read.ts'
import {
  definitionsByKey,
  type Feature,
  type FeatureFile,
  featureOfTheirs,
  filesOf,
  isOwnReference,
  nextNumber,
} from '../feature/feature.ts'
import { readBy, type SpecDocument, specOfTheirs } from '../templates/specDocument.ts'
import type { Change, DocumentChange } from './change.ts'
import { like, type Numbers, numbersOf, rangeText } from './rangeText.ts'
import { anchorEdits } from './renameAnchors.ts'
import { misreadAt } from './verifyEdits.ts'

/**
 * The change that keeps both sides of the conflict around a span. Undefined if there is none, if no id is on both sides,
 * if both changed an item, and if the result would not be read as intended.
 */
export function keepBothAt(feature: Feature, spec: SpecDocument, { start, end }: Span): Change | undefined {
  const conflict = spec.document.conflicts.find((one) => one.start <= end && one.end >= start)
  const theirFeature = featureOfTheirs(feature)
  if (!conflict || conflict.ambiguous || !theirFeature) return undefined
  const sides: Sides = { feature, theirFeature, spec, theirs: specOfTheirs(spec), conflict }
  const items = itemsOf(sides)
  const mapping = items && newIds(sides, items.added)
  if (!items || !mapping) return undefined
  const documents: DocumentChange[] = []
  for (const [k, file] of filesOf(feature).entries()) {
    const theirs = filesOf(theirFeature)[k]
    if (file.document.conflicts.length === 0 || !theirs) continue
    const isCopied = (edit: Edit): boolean =>
      file === spec && items.copies.some((one) => edit.start >= one.start && edit.end <= one.end)
    const renumbered = renumberedIn(sides, theirs, mapping)?.filter((edit) => !isCopied(edit))
    if (!renumbered || misreadAt(file.document.text, renumbered) !== undefined) return undefined
    const edits = file === spec ? [...renumbered, ...joined(sides, items.copies)] : renumbered
    edits.sort((a, b) => a.start - b.start || a.end - b.end)
    if (edits.length > 0) documents.push({ path: file.path, before: file.document.text, edits })
  }
  const changed = documents.find(({ path }) => path === spec.path)
  if (!changed || !readsAsMeant(sides, changed.edits, items.added, mapping)) return undefined
  return { label: t('Keep Both, Renumber Theirs'), documents }
}

interface Sides {
  feature: Feature
  theirFeature: Feature
  /** The document of the conflict, with ours and with theirs. */
  spec: SpecDocument
  theirs: SpecDocument
  conflict: Conflict
}

/** The items defined in a part of a text. */
const definedIn = ({ definitions }: Pick<SpecDocument, 'definitions'>, { start, end }: Span): Definition[] =>
  definitions.filter((one) => one.start >= start && one.start < end)

/** The items that their side adds, and the lines of items that our side has word for word; undefined if both changed an item. */
function itemsOf({ spec, theirs, conflict }: Sides): { added: Definition[]; copies: Span[] } | undefined {
  const { text } = spec.document
  const ours = new Map(definedIn(spec, conflict.ours).map((one) => [one.id.key, one]))
  const before = new Set(conflict.base ? definedIn(withBase(spec), conflict.base).map(({ id }) => id.key) : [])
  const added: Definition[] = []
  const copies: Span[] = []
  const wordsOf = ({ whole }: Definition): string => text.slice(whole.start, whole.end).trim()
  for (const one of definedIn(theirs, conflict.theirs)) {
    const same = ours.get(one.id.key)
    const end = lineEnd(text, one.whole.end)
    const isLine = (one.form === 'item' || one.form === 'row') && end < conflict.theirs.end
    if (same && isLine && wordsOf(same) === wordsOf(one))
      copies.push({ start: lineStart(text, one.whole.start), end: end + (text.startsWith('\r\n', end) ? 2 : 1) })
    else if (same && (before.has(one.id.key) || one.shared)) return undefined
    else added.push(one)
  }
  return added.some(({ id }) => ours.has(id.key)) ? { added, copies } : undefined
}

/** The document with the common base of both sides. */
const withBase = ({ document, format, template, path, part, loose }: SpecDocument): SpecDocument =>
  readBy(format, template, readSide(document, 'base'), { path, part, loose })

/** The new ids of their items whose ids ours have, by key; undefined if an id has no successor. */
function newIds({ feature, theirFeature }: Sides, added: readonly Definition[]): Map<string, Id> | undefined {
  const mapping = new Map<string, Id>()
  const taken = new Set(
    [feature, theirFeature]
      .flatMap(filesOf)
      .flatMap(({ definitions, references }) => [...definitions, ...references].map(({ id }) => id.key)),
  )
  const free = new Map<string, number>()
  const clashes = ({ id }: Definition): boolean =>
    definitionsByKey(feature).has(id.key) && definitionsByKey(theirFeature).get(id.key)?.length === 1
  const give = ({ key, prefix, lead, digits }: Id, number: number, suffix: string): void => {
    const next = makeId(prefix, number, suffix, writeId({ lead, digits }, number) + suffix, lead, digits)
    mapping.set(key, next)
    taken.add(next.key)
  }
  for (const one of added) {
    const { id } = one
    if (id.suffix !== '' || !clashes(one)) continue
    const number = free.get(id.prefix) ?? nextNumber(feature, id.prefix)
    free.set(id.prefix, number + 1)
    give(id, number, '')
  }
  for (const one of added) {
    const { id } = one
    const parent = mapping.get(parentKey(id) ?? '')
    if (parent) give(id, parent.number, id.suffix)
    else if (id.suffix !== '' && clashes(one)) {
      const suffix = nextSuffix(id, taken)
      if (suffix === undefined) return undefined
      give(id, id.number, suffix)
    }
  }
  return mapping
}

/** The next free suffix: `b` after `a`, `.3` after `.2`; undefined if there is none. */
function nextSuffix({ prefix, number, suffix }: Id, taken: ReadonlySet<string>): string | undefined {
  const [, before = '', last = '', after = ''] = /^(.*?)(\d+|[A-Ya-y])(\)?)$/.exec(suffix) ?? []
  const isFree = (one: string): boolean => !taken.has(`${prefix}-${number}${one}`)
  if (/\d/.test(last)) {
    for (let n = Number(last) + 1; n < 1000; n++) if (isFree(before + n + after)) return before + n + after
  } else if (last !== '') {
    const end = last >= 'a' ? 'z' : 'Z'
    for (let c = last.charCodeAt(0) + 1; c <= end.charCodeAt(0); c++) {
      const one = before + String.fromCharCode(c) + after
      if (isFree(one)) return one
    }
  }
  return undefined
}

/** The edits of the ids on their side of all conflicts of a file; undefined if a range cannot be rewritten. */
function renumberedIn(sides: Sides, theirs: FeatureFile, mapping: ReadonlyMap<string, Id>): Edit[] | undefined {
  const { theirFeature } = sides
  const { text, conflicts } = theirs.document
  const edits: Edit[] = []
  const add = ({ start, end }: Span, written: string): void => {
    const isTheirs = conflicts.some((one) => start >= one.theirs.start && end <= one.theirs.end)
    if (isTheirs && text.slice(start, end) !== written) edits.push({ start, end, text: written })
  }
  const numbers = new Map([...mapping.values()].map(({ prefix }) => [prefix, numbersIn(sides, prefix, mapping)]))
  const spelled = (old: Id, next: Id): string => like(old, next, numbers.get(next.prefix)?.digits)
  for (const { id, start, end } of theirs.definitions) {
    const next = mapping.get(id.key)
    if (next) add({ start, end }, spelled(id, next))
  }
  for (const reference of theirs.references) {
    const { id, last, start, end } = reference
    const ofKind = numbers.get(id.prefix)
    if (!ofKind || !isOwnReference(theirFeature, reference)) continue
    const parent = definitionsByKey(theirFeature).has(id.key) ? undefined : mapping.get(parentKey(id) ?? '')
    const next = mapping.get(id.key) ?? (parent && { ...parent, suffix: id.suffix })
    if (last) {
      const range = rangeText(text.slice(start, end), id, last, ofKind)
      if (range === null) return undefined
      if (range !== undefined) add(reference, range)
    } else if (next) add(reference, spelled(id, next))
  }
  const headings = sides.theirs.definitions.flatMap(({ id, form, section }) => {
    const next = form === 'heading' ? mapping.get(id.key) : undefined
    if (!next || !section) return []
    const words = sides.theirs.document.text.slice(section.name.start, section.name.end)
    return [{ file: sides.theirs, title: words, was: id, text: spelled(id, next) }]
  })
  for (const edit of anchorEdits(theirs, headings)) add(edit, edit.text)
  return edits
}

/** The numbers in ranges of their side: the members are theirs, and ours are between them. */
function numbersIn({ feature, theirFeature }: Sides, prefix: string, mapping: ReadonlyMap<string, Id>): Numbers {
  const theirs = numbersOf(theirFeature, prefix, mapping)
  const ours = numbersOf(feature, prefix, new Map())
  return {
    ...theirs,
    after: [...new Set([...theirs.after, ...ours.after])].sort((a, b) => a - b),
    clauses: [...theirs.clauses, ...ours.clauses.map(({ is }) => ({ was: -1, is }))],
  }
}

/** The edits that remove the markers and the duplicated lines. */
function joined({ spec, theirs, conflict }: Sides, copies: readonly Span[]): Edit[] {
  const { text } = spec.document
  const { start, ours, theirs: their, end, behind } = conflict
  const lastOfOurs =
    text
      .slice(ours.start, ours.end)
      .split(/\r\n?|\n/)
      .at(-2) ?? ''
  const isNew = !goesOn(theirs, their) && lastOfOurs.trim() !== ''
  return [
    { start, end: ours.start, text: '' },
    { start: ours.end, end: their.start, text: isNew ? text.slice(conflict.marker.end, ours.start) : '' },
    ...copies.map((one) => ({ ...one, text: '' })),
    { start: their.end, end: Math.max(end, behind), text: '' },
  ]
}

/** Whether a part continues the list or table before it, or starts with a blank line: then no separator is needed. */
function goesOn({ document }: SpecDocument, { start, end }: Span): boolean {
  const [first = ''] = document.text.slice(start, end).split(/[\r\n]/, 1)
  if (first.trim() === '' || /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/.test(first)) return true
  const leaf = leavesOf(document).find((one) => one.start >= start)
  return leaf?.type === 'row' && !leaf.header
}

/** Whether the edited document defines all items of ours, and those that theirs adds with their new ids. */
function readsAsMeant(
  { spec }: Sides,
  edits: readonly Edit[],
  added: readonly Definition[],
  mapping: ReadonlyMap<string, Id>,
): boolean {
  const { document, format, template, path, part, loose } = spec
  const after = readBy(format, template, readDocument(applyEdits(document.text, edits)), { path, part, loose })
  const keysOf = ({ definitions }: SpecDocument): string[] => definitions.map(({ id }) => id.key)
  const wanted = [...keysOf(spec), ...added.map(({ id }) => mapping.get(id.key)?.key ?? id.key)]
  return keysOf(after).sort().join(' ') === wanted.sort().join(' ')
}
