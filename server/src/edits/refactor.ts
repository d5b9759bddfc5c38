// textDocument/codeAction, refactorings of items: insert one, renumber those beside it, retire one. Offered at an item,
// never made unasked; what names them follows.

import { placeAfter } from '../base/edit.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import { firstFrom, type Span } from '../base/span.ts'
import { counted } from '../base/words.ts'
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
  /** Undefined where something would be lost or would mean something else: it is not offered then. */
  change(): Change | undefined
}

/** What can be done at a place: the feature, the document, and what may name its items. */
interface At {
  feature: Feature
  spec: SpecDocument
  /** Documents of other specifications; undefined while they are not known. */
  others: readonly FeatureFile[] | undefined
}

/**
 * What can be done with the item that a span lies in, or with a list that has no ids.
 * @param today as `2026-11-23`.
 * @param others documents of other specifications that may name ids of this one; while they are not known, nothing is
 * offered that gives an item another id.
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

/** The fix of a duplicate: the items of its list get numbers anew; `others` as above. */
export function renumberingOf(
  feature: Feature,
  spec: SpecDocument,
  duplicate: Span,
  others: readonly FeatureFile[] | undefined,
): Refactoring[] {
  const definition = spec.definitions.find(({ start, shared }) => start === duplicate.start && !shared)
  if (!definition) return []
  return renumber({ feature, spec, others }, siblings(spec, definition)).map(({ change, changed }) => ({
    title: `Renumber ${definition.form === 'row' ? 'This Table' : 'This List'} (${counted(changed, 'Item')})`,
    change,
  }))
}

/** The item that a span lies in, from the start of its line on; of a heading the heading's line alone. */
export function itemAt(
  { definitions, document: { text } }: SpecDocument,
  { start, end }: Span,
): Definition | undefined {
  const one = definitions[firstFrom(definitions, lineEnd(text, start) + 1) - 1]
  if (!one) return undefined
  const to = one.form === 'heading' ? (one.section?.name.end ?? one.end) : one.whole.end
  return start >= lineStart(text, one.start) && end <= to ? one : undefined
}

/** The items of one kind that stand together: in one section and at one depth, in one table, under one heading. */
function siblings({ definitions }: SpecDocument, { id, form, section, depth, table, box }: Definition): Definition[] {
  return definitions.filter((one) => {
    if (one.id.prefix !== id.prefix || one.form !== form || one.shared) return false
    if (form === 'row') return one.table === table
    if (form === 'heading') return one.section?.parent === section?.parent && one.section?.level === section?.level
    return one.section === section && one.depth === depth && (one.box === undefined) === (box === undefined)
  })
}

/** Gives ids of a kind other numbers, written as they are: where none of them has zeros before it, none is written. */
function numbering(feature: Feature, { prefix }: Id): (id: Id, number: number) => Id {
  const digits = digitsOf(feature, prefix)
  return ({ suffix, lead }, number) =>
    makeId(prefix, number, suffix, writeId({ lead, digits }, number) + suffix, lead, digits)
}

const largest = 999_999 // numbers that are read

function insertFree(at: At, definition: Definition): Refactoring[] {
  const next = nextNumber(at.feature, definition.id.prefix)
  if (next > largest) return []
  const id = numbering(at.feature, definition.id)({ ...definition.id, suffix: '' }, next)
  return insertion(`Insert ${like(definition.id, id)} below`, at, definition, id, () => [])
}

/** The next number, and those behind it up to the first gap are one more. */
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
  const title = `Insert ${like(id, next)} below, and number the following ones on, to ${last}`
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
    const cursor = placeAfter(edits, edit, edit.inside)
    const change = changeOf(title, [{ file: spec, edits }, ...rest])
    return { ...change, cursor: { path: spec.path, start: cursor, end: cursor } }
  }
  return [{ title, change }]
}

/** Gaps are closed and the order of the text counts, from the first number on; numbers that others have are passed over. */
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
  // A list that repeats the ids of another one means its items; and a sub-clause would be one of another item then.
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
  const where = first.form === 'row' ? 'this table' : first.form === 'item' ? 'this list' : 'these'
  const title = `Renumber ${where}, ${word(lowest)} to ${word(number - 1)}`
  const change = (): Change | undefined => {
    const renamed = renameAll(feature, mapping, others, apart)
    return 'why' in renamed ? undefined : changeOf(title, renamed)
  }
  return [{ title, change, changed }]
}

/** Whether a part of an item is defined in it. */
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

/** Struck through, with the day: its number is not given again. */
function retire(spec: SpecDocument, definition: Definition, today: string): Refactoring[] {
  const edits = definition.box ? undefined : itemStruck(spec, definition, `withdrawn ${today}`) // tasks are dropped
  if (!edits) return []
  const title = `Retire ${definition.id.text}`
  const { path, document } = spec
  return [{ title, change: () => ({ label: title, documents: [{ path, before: document.text, edits }] }) }]
}

const changeOf = (label: string, all: readonly RenameEdit[]): Change => ({
  label,
  documents: all.map(({ file: { path, document }, edits }) => ({ path, before: document.text, edits })),
})
