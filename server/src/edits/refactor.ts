// textDocument/codeAction, refactorings of items: insert one, renumber its siblings, retire one. References follow.

import { offsetAfterEdits } from '../base/edit.ts'
import { counted, t } from '../base/l10n.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import { type Id, makeId, writeId } from '../document/ids.ts'
import type { Definition } from '../document/model.ts'
import { definitionsByKey, type Feature, type FeatureFile, nextNumber } from '../feature/feature.ts'
import { roleOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Change } from './change.ts'
import { itemBehind, itemStruck } from './itemEdits.ts'
import { numberLists } from './numberList.ts'
import { digitsOf, like } from './rangeText.ts'
import { type Refused, type RenameEdit, renameAll } from './rename.ts'

export interface Refactoring {
  title: string
  /** Undefined if content would be lost or change its meaning: then it is not offered. */
  change(): Change | undefined
}

/** The feature, the document, and documents that may reference its items. */
interface At {
  feature: Feature
  spec: SpecDocument
  /** Documents of other specifications; undefined while they are being read. */
  others: readonly FeatureFile[] | undefined
}

/**
 * The refactorings of the item around a span, or of a list without ids.
 * @param today as `2026-11-23`.
 * @param others documents of other specifications that may reference ids of this one; while it is undefined, nothing that
 * changes the id of an item is offered.
 */
export function refactoringsAt(
  feature: Feature,
  spec: SpecDocument,
  span: Span,
  today: string,
  others: readonly FeatureFile[] | undefined,
): Refactoring[] {
  const definition = itemAt(spec, span)
  if (!definition) return numberLists(feature, spec, span)
  const role = roleOf(spec.format, spec.homes, definition)
  if (!role || role === 'decision' || definition.shared) return [] // a log is only ever appended to
  const at = { feature, spec, others }
  const published = feature.stage === 'approved' || feature.stage === 'done'
  const insertions = [...insertFree(at, definition), ...insertShifted(at, definition)]
  const rest = [...retire(spec, definition, today), ...renumber(at, siblings(spec, definition))]
  // A published id keeps its meaning.
  return published ? [...insertions.slice(0, 1), ...rest, ...insertions.slice(1)] : [...insertions, ...rest.reverse()]
}

/** The fix of a duplicate: renumbers the items of its list; `others` as above. */
export function renumberingOf(
  feature: Feature,
  spec: SpecDocument,
  duplicate: Span,
  others: readonly FeatureFile[] | undefined,
): Refactoring[] {
  const definition = spec.definitions.find(({ start, shared }) => start === duplicate.start && !shared)
  if (!definition) return []
  return renumber({ feature, spec, others }, siblings(spec, definition)).map(({ change, changed }) => ({
    title:
      definition.form === 'row'
        ? counted(changed, 'Renumber This Table ({0} Item)', 'Renumber This Table ({0} Items)')
        : counted(changed, 'Renumber This List ({0} Item)', 'Renumber This List ({0} Items)'),
    change,
  }))
}

/** The item around a span, from the start of its line on; for a heading only its line. */
export function itemAt(
  { definitions, document: { text } }: SpecDocument,
  { start, end }: Span,
): Definition | undefined {
  const one = definitions[firstIndexFrom(definitions, lineEnd(text, start) + 1) - 1]
  if (!one) return undefined
  const to = one.form === 'heading' ? (one.section?.name.end ?? one.end) : one.whole.end
  return start >= lineStart(text, one.start) && end <= to ? one : undefined
}

/** The siblings of an item: those of its kind in the same section at the same depth, table, or parent heading. */
function siblings({ definitions }: SpecDocument, { id, form, section, depth, table, box }: Definition): Definition[] {
  return definitions.filter((one) => {
    if (one.id.prefix !== id.prefix || one.form !== form || one.shared) return false
    if (form === 'row') return one.table === table
    if (form === 'heading') return one.section?.parent === section?.parent && one.section?.level === section?.level
    return one.section === section && one.depth === depth && (one.box === undefined) === (box === undefined)
  })
}

/** Makes ids with other numbers, padded with zeros as the ids of the kind are. */
function numbering(feature: Feature, { prefix }: Id): (id: Id, number: number) => Id {
  const digits = digitsOf(feature, prefix)
  return ({ suffix, lead }, number) =>
    makeId(prefix, number, suffix, writeId({ lead, digits }, number) + suffix, lead, digits)
}

const largest = 999_999 // the largest number that is read as an id

function insertFree(at: At, definition: Definition): Refactoring[] {
  const next = nextNumber(at.feature, definition.id.prefix)
  if (next > largest) return []
  const id = numbering(at.feature, definition.id)({ ...definition.id, suffix: '' }, next)
  return insertion(t('Insert "{0}" Below', like(definition.id, id)), at, definition, id, () => [])
}

/** Inserts the next number, and increments the following ones up to the first gap. */
function insertShifted(at: At, definition: Definition): Refactoring[] {
  const { feature, others } = at
  const { id } = definition
  if (id.suffix !== '' || !others) return []
  const items = new Map<number, Id>()
  for (const { definitions } of feature.documents)
    for (const one of definitions)
      if (one.id.prefix === id.prefix && one.id.suffix === '') items.set(one.id.number, one.id)
  let free = id.number + 1
  while (items.has(free)) free++
  if (free === id.number + 1 || free > largest) return []
  const withNumber = numbering(feature, id)
  const next = withNumber(id, id.number + 1)
  const last = like(id, withNumber(id, free))
  const title = t('Insert "{0}" Below and Renumber Following Items (up to "{1}")', like(id, next), last)
  return insertion(title, at, definition, next, () => {
    const mapping = new Map<string, Id>()
    for (let number = id.number + 1; number < free; number++) {
      const one = items.get(number) as Id
      mapping.set(one.key, withNumber(one, number + 1))
    }
    return renameAll(feature, mapping, others)
  })
}

function insertion(
  title: string,
  { spec }: At,
  definition: Definition,
  id: Id,
  made: () => RenameEdit[] | Refused,
): Refactoring[] {
  const edit = itemBehind(spec, definition, id)
  if (!edit) return []
  const change = (): Change | undefined => {
    const renamed = made()
    if ('why' in renamed) return undefined
    const own = renamed.find(({ file }) => file === spec)?.edits ?? []
    const rest = renamed.filter(({ file }) => file !== spec)
    const edits = [...own, edit].sort((a, b) => a.start - b.start || a.end - b.end)
    const cursor = offsetAfterEdits(edits, edit, edit.inside)
    const change = changeOf(title, [{ file: spec, edits }, ...rest])
    return { ...change, cursor: { path: spec.path, start: cursor, end: cursor } }
  }
  return [{ title, change }]
}

/** Renumbers in the order of the text, from the lowest number on, without gaps; skips numbers that are used elsewhere. */
function renumber({ feature, others }: At, list: readonly Definition[]): (Refactoring & { changed: number })[] {
  const items = list.filter(({ id }) => id.suffix === '')
  const [first] = items
  if (!first || !others || items.length < 2) return []
  const own = new Set(items)
  const taken = new Set(
    feature.documents.flatMap(({ definitions }) =>
      definitions.flatMap((one) =>
        one.id.prefix === first.id.prefix && !own.has(one) && one.id.suffix === '' ? one.id.number : [],
      ),
    ),
  )
  const mapping = new Map<string, Id>()
  const apart = new Map<Definition, Id>()
  const withNumber = numbering(feature, first.id)
  const firstOf = (one: Definition): Definition | undefined =>
    definitionsByKey(feature).get(one.id.key)?.[0]?.definition
  // A list that repeats the ids of another one refers to its items; and sub-clauses would move to another item.
  if (items.some((one) => firstOf(one) !== one && !own.has(firstOf(one) as Definition))) return []
  if (items.some((one) => firstOf(one) !== one && hasClause(feature, one))) return []
  const lowest = Math.min(...items.map(({ id }) => id.number))
  let number = lowest
  for (const one of items) {
    const { id } = one
    while (taken.has(number)) number++
    if (firstOf(one) !== one) apart.set(one, withNumber(id, number))
    else if (id.number !== number) mapping.set(id.key, withNumber(id, number))
    number++
  }
  const changed = mapping.size + apart.size
  if (changed === 0) return []
  const word = (n: number): string => like(first.id, withNumber(first.id, n))
  const [from, to] = [word(lowest), word(number - 1)]
  const title =
    first.form === 'row'
      ? t('Renumber This Table ("{0}" to "{1}")', from, to)
      : first.form === 'item'
        ? t('Renumber This List ("{0}" to "{1}")', from, to)
        : t('Renumber These Items ("{0}" to "{1}")', from, to)
  const change = (): Change | undefined => {
    const renamed = renameAll(feature, mapping, others, apart)
    return 'why' in renamed ? undefined : changeOf(title, renamed)
  }
  return [{ title, change, changed }]
}

/** Whether an item contains the definition of a sub-clause. */
const hasClause = (feature: Feature, { id, whole }: Definition): boolean =>
  feature.documents.some(({ definitions }) =>
    definitions.some(
      (one) =>
        one.id.suffix !== '' &&
        one.id.prefix === id.prefix &&
        one.id.number === id.number &&
        one.start > whole.start &&
        one.start < whole.end,
    ),
  )

/** Strikes an item through, with the date, so that its number is not reused. */
function retire(spec: SpecDocument, definition: Definition, today: string): Refactoring[] {
  const edits = definition.box ? undefined : itemStruck(spec, definition, `withdrawn ${today}`) // tasks are dropped
  if (!edits) return []
  const title = t('Retire "{0}"', definition.id.text)
  const { path, document } = spec
  return [{ title, change: () => ({ label: title, documents: [{ path, before: document.text, edits }] }) }]
}

const changeOf = (label: string, all: readonly RenameEdit[]): Change => ({
  label,
  documents: all.map(({ file: { path, document }, edits }) => ({ path, before: document.text, edits })),
})
