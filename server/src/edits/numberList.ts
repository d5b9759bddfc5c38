// Refactoring: adds ids to a list without ids, in a section where the template has some. The rule `missing-id` finds such
// lists by itself; this is for the list at the cursor.

import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { ListEntry } from '../document/model.ts'
import type { Feature } from '../feature/feature.ts'
import { formOf, nextIds, placeOf } from '../feature/nextIds.ts'
import { within } from '../templates/fit.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { IdKind } from '../templates/template.ts'
import type { Refactoring } from './refactor.ts'

/** For the list around a span, if none of its items has an id; empty elsewhere. */
export function numberLists(feature: Feature, spec: SpecDocument, span: Span): Refactoring[] {
  const list = listAt(spec, span)
  const kind = list[0] && kindFor(spec, list[0])
  if (!kind) return []
  const next = nextIds(feature, spec, kind)
  const [from, to] = [next.id(0), next.id(list.length - 1)]
  const title =
    list.length === 1 ? t('Number This Item ("{0}")', from) : t('Number This List ("{0}" to "{1}")', from, to)
  const edits = list.map(({ line: { start } }, k) => ({
    start,
    end: start,
    text: next.before + next.id(k) + next.after,
  }))
  const { path, document } = spec
  return [{ title, change: () => ({ label: title, documents: [{ path, before: document.text, edits }] }) }]
}

/** The items of the list around a span, at the depth of the item there, with nothing between them. */
function listAt({ document, definitions, malformed }: SpecDocument, span: Span): ListEntry[] {
  const all = entriesOf(document)
  const inner = all.findLast(({ start, end }) => start <= span.start && span.end <= end)
  if (!inner || inner.quoted) return []
  const entries = all.filter((one) => one.parent === inner.parent && one.depth === inner.depth && !one.quoted)
  const at = entries.indexOf(inner)
  const isBeside = (a: ListEntry, b: ListEntry): boolean =>
    a.ordered === b.ordered &&
    (a.box === undefined) === (b.box === undefined) &&
    document.text.slice(a.end, b.start).trim() === ''
  let from = at
  let to = at
  while (from > 0 && isBeside(entries[from - 1] as ListEntry, entries[from] as ListEntry)) from--
  while (to + 1 < entries.length && isBeside(entries[to] as ListEntry, entries[to + 1] as ListEntry)) to++
  const list = entries.slice(from, to + 1)
  const [first, last] = [list[0] as ListEntry, list.at(-1) as ListEntry]
  const isInside = ({ start }: Span): boolean => start >= first.start && start < last.end
  const isNamed = [...definitions, ...malformed, ...document.definitions].some(isInside)
  return isNamed || list.some(({ words }) => words.trim() === '') ? [] : list
}

/** The kind of ids for items at a place: the kind expected exactly there, else one of the section of level 2. */
function kindFor(spec: SpecDocument, { box, section }: ListEntry): IdKind | undefined {
  const kinds = [...spec.homes].filter(
    ([kind, home]) =>
      formOf(spec, kind) === 'item' &&
      kind.role !== 'check' &&
      home.level > 0 &&
      kind.boxed === (box !== undefined) &&
      within(home, section),
  )
  return (kinds.find(([kind, home]) => placeOf(spec, kind, home)(section)) ?? kinds[0])?.[0]
}
