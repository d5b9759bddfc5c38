// textDocument/rename of ids: changes the definition and every reference in the Markdown of the feature's folder. A range
// keeps its members: it is split around ids that are not members. The meaning of the text does not change.

import type { Edit } from '../base/edit.ts'
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { type Id, idAt, parentKey, storyAt, writeId } from '../document/ids.ts'
import type { Definition, Reference } from '../document/model.ts'
import { numberOf } from '../document/specNumber.ts'
import {
  definitionsByKey,
  type Feature,
  type FeatureFile,
  filesOf,
  isOwnReference,
  isSpecItself,
  type LocatedDefinition,
  resolve,
} from '../feature/feature.ts'
import type { IdSymbol } from '../feature/symbol.ts'
import { digitsOf, like, type Numbers, numbersOf, rangeText } from './rangeText.ts'
import { anchorEdits, type MovedHeading } from './renameAnchors.ts'
import { misreadAt } from './verifyEdits.ts'

export interface RenameEdit {
  file: FeatureFile
  edits: Edit[]
}

/** Why an id cannot be renamed; undefined if it can. */
export function whyNoRename(feature: Feature, { id, last, owner }: IdSymbol): string | undefined {
  if (owner) return t('"{0}" belongs to another specification. Rename it there.', id.text)
  if (last) return t('Cannot rename a range of ids. Rename a single id where it is defined.')
  const [first, second] = resolve(feature, id)
  if (first?.definition.id.key !== id.key) return t('"{0}" is not defined in this specification', id.text)
  if (isSpecItself(first))
    return t('Cannot rename "{0}": it is the id of the specification, and its folder has the same number', id.text)
  return definedTwice([first, second].filter((one) => one !== undefined))
}

/** Why a rename is refused, as a message for the writer. */
export interface Refused {
  why: string
}

/**
 * The edits that rename an id, or why the new name is refused. Linear in the documents.
 * @param name the new name as typed: `FR-012`, or only its number.
 * @param others documents of other specifications that may reference ids of this one.
 */
export function renameOf(
  feature: Feature,
  { id }: IdSymbol,
  name: string,
  others: readonly FeatureFile[] = [],
): RenameEdit[] | Refused {
  const given = name.trim()
  const digits = given.startsWith('0') ? given.length : digitsOf(feature, id.prefix)
  const written = /^\d{1,6}$/.test(given) ? writeId({ lead: id.lead, digits }, Number(given)) : given
  const next = idAt(written, 0) ?? storyAt(written, 0)
  if (!next || next.text !== written)
    return { why: t('"{0}" is not an id. Expected an id such as "{1}".', given, writeId(id, id.number + 1)) }
  if (next.prefix !== id.prefix)
    return {
      why: t('"{0}" is a different kind of id than "{1}". Expected the prefix "{2}".', written, id.text, id.prefix),
    }
  return renameAll(feature, new Map([[id.key, next]]), others)
}

/**
 * The edits that replace several ids at once, by key: definitions, references, ranges and sub-clauses in all documents of
 * the feature. Swaps are possible. Refused if content would be lost or change its meaning.
 * @param apart duplicate definitions and their new ids; references to their present id mean the first definition.
 */
export function renameAll(
  feature: Feature,
  wanted: ReadonlyMap<string, Id>,
  others: readonly FeatureFile[] = [],
  apart: ReadonlyMap<Definition, Id> = new Map(),
): RenameEdit[] | Refused {
  const mapping = withClauses(feature, wanted)
  const pages = [...ownPages(feature), ...otherPages(feature, others)]
  const torn = filesOf(feature).find(({ document }) => document.conflicts.length > 0)
  if (torn) return { why: t('Unresolved merge conflict in {0}', placeOf(torn, torn.document.conflicts[0] as Span)) }
  const why = conflict(feature, pages, mapping, apart)
  if (why !== undefined) return { why }
  const prefixes = new Set([...mapping.values()].map(({ prefix }) => prefix))
  const members = new Map([...prefixes].map((prefix) => [prefix, numbersOf(feature, prefix, mapping)]))
  const headings = movedHeadings(pages, mapping, apart, members)
  const all: RenameEdit[] = []
  for (const { file, definitions, isOwnReference } of pages) {
    const edits: Edit[] = anchorEdits(file, headings)
    const add = ({ start, end }: Span, text: string): void => {
      if (file.document.text.slice(start, end) !== text) edits.push({ start, end, text })
    }
    for (const one of definitions) {
      const next = apart.get(one) ?? mapping.get(one.id.key)
      if (next) add(one, like(one.id, next, members.get(next.prefix)?.digits))
    }
    for (const reference of file.references) {
      const { id, last } = reference
      const numbers = members.get(id.prefix)
      if (!numbers || !isOwnReference(reference)) continue
      if (last) {
        const text = rangeText(file.document.text.slice(reference.start, reference.end), id, last, numbers)
        if (text === null)
          return { why: t('Cannot rewrite the range in {0}. List its ids one by one first.', placeOf(file, reference)) }
        if (text !== undefined) add(reference, text)
        continue
      }
      const next = mapping.get(id.key) ?? parentOf(feature, id, mapping)
      if (next) add(reference, like(id, next, numbers.digits))
    }
    if (edits.length === 0) continue
    edits.sort((a, b) => a.start - b.start)
    const wrong = misreadAt(file.document.text, edits)
    if (wrong !== undefined)
      return { why: t('The new id would change the meaning of {0}. Reword it first.', placeOf(file, { start: wrong })) }
    all.push({ file, edits })
  }
  return all
}

function movedHeadings(
  pages: readonly RenameFile[],
  mapping: ReadonlyMap<string, Id>,
  apart: ReadonlyMap<Definition, Id>,
  members: ReadonlyMap<string, Numbers>,
): MovedHeading[] {
  return pages.flatMap(({ file, definitions }) =>
    definitions.flatMap((one): MovedHeading[] => {
      const { id, form, section } = one
      const next = form === 'heading' && (apart.get(one) ?? mapping.get(id.key))
      if (!next || !section) return []
      const title = file.document.text.slice(section.name.start, section.name.end)
      return [{ file, title, was: id, text: like(id, next, members.get(next.prefix)?.digits) }]
    }),
  )
}

/** A document that a rename may change, and which of its definitions and references belong to the feature. */
interface RenameFile {
  file: FeatureFile
  definitions: readonly Definition[]
  isOwnReference(reference: Reference): boolean
}

const ownPages = (feature: Feature): RenameFile[] =>
  filesOf(feature).map((file) => ({
    file,
    definitions: file.definitions,
    isOwnReference: (reference) => isOwnReference(feature, reference),
  }))

/** In other specifications, only references qualified with the number of this one belong to it. */
function otherPages({ path }: Feature, others: readonly FeatureFile[]): RenameFile[] {
  const number = numberOf(path)
  return others.map((file) => ({
    file,
    definitions: [],
    isOwnReference: (reference) => number !== undefined && reference.qualifier?.number === number,
  }))
}

/** Adds the defined sub-clauses of the renamed items. */
function withClauses(feature: Feature, mapping: ReadonlyMap<string, Id>): Map<string, Id> {
  const all = new Map(mapping)
  for (const { definitions } of feature.documents)
    for (const { id } of definitions) {
      const parent = id.suffix === '' || all.has(id.key) ? undefined : mapping.get(`${id.prefix}-${id.number}`)
      if (parent?.suffix === '')
        all.set(id.key, { ...parent, suffix: id.suffix, key: parent.key + id.suffix, text: parent.text + id.suffix })
    }
  return all
}

/** Why ids cannot be replaced: two items would share an id, the new id is used already, or a line defines several ids. */
function conflict(
  feature: Feature,
  pages: readonly RenameFile[],
  mapping: ReadonlyMap<string, Id>,
  apart: ReadonlyMap<Definition, Id>,
): string | undefined {
  const wanted = new Map([...mapping.values(), ...apart.values()].map((next) => [next.key, next]))
  if (wanted.size < mapping.size + apart.size) return t('Two items would get the same id')
  for (const key of mapping.keys()) {
    const twice = definedTwice(definitionsWith(feature, key).filter(({ definition }) => !apart.has(definition)))
    if (twice !== undefined) return twice
  }
  for (const { file, definitions, isOwnReference } of pages) {
    for (const definition of definitions) {
      const { id, shared } = definition
      const goes = mapping.has(id.key) || apart.has(definition)
      const next = wanted.get(id.key)
      if (shared && (goes || next))
        return t('{0} defines several ids on one line. Split it first.', placeOf(file, definition))
      if (next && !goes) return t('"{0}" already exists in {1}', next.text, placeOf(file, definition))
    }
    for (const reference of file.references) {
      for (const id of reference.last ? [reference.id, reference.last] : [reference.id]) {
        // A reference to an undefined sub-clause means its item.
        const parent = parentKey(id)
        const taken = (parent === undefined ? [id.key] : [id.key, parent]).find(
          (key) => wanted.has(key) && !mapping.has(key),
        )
        const orphan = parent !== undefined && mapping.get(parent)?.suffix
        if (
          (taken === undefined && !orphan) ||
          definitionsWith(feature, id.key).length > 0 ||
          !isOwnReference(reference)
        )
          continue
        const place = placeOf(file, reference)
        return taken === undefined
          ? t('"{0}" in {1} is a sub-clause of this id and would no longer belong to any item', id.text, place)
          : t(
              '"{0}" is already referenced in {1}, which would then mean another item',
              wanted.get(taken)?.text ?? '',
              place,
            )
      }
    }
  }
  return undefined
}

const definitionsWith = (feature: Feature, key: string): readonly LocatedDefinition[] =>
  definitionsByKey(feature).get(key) ?? []

/** The message for an id that is defined twice; undefined if it is not. */
function definedTwice([first, second]: readonly LocatedDefinition[]): string | undefined {
  if (!first || !second) return undefined
  return t(
    '"{0}" is defined twice, in {1} and {2}. Change one of them first.',
    first.definition.id.text,
    placeOf(first.spec, first.definition),
    placeOf(second.spec, second.definition),
  )
}

/** The new id of an undefined sub-clause: that of its item, with its suffix. */
function parentOf(feature: Feature, id: Id, mapping: ReadonlyMap<string, Id>): Id | undefined {
  const parent = parentKey(id)
  const next = parent === undefined ? undefined : mapping.get(parent)
  const isDefined = resolve(feature, id)[0]?.definition.id.key === id.key
  return next?.suffix === '' && !isDefined ? { ...next, suffix: id.suffix } : undefined
}

/** A location for a message: `spec.md:12`. */
const placeOf = ({ path, document: { text } }: FeatureFile, { start }: Pick<Span, 'start'>): string =>
  `${path.slice(path.lastIndexOf('/') + 1)}:${text.slice(0, start).split('\n').length}`
