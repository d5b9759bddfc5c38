// textDocument/rename of ids: the definition and every mention in the Markdown of the feature's folder. A range keeps its
// members: it is split where the new id is none of them. What the text says is not changed.

import type { Edit } from '../base/edit.ts'
import type { Span } from '../base/span.ts'
import { type Id, idAt, parentKey, storyAt, writeId } from '../document/ids.ts'
import type { Definition, Reference } from '../document/model.ts'
import { numberOf } from '../document/specNumber.ts'
import {
  definitionsByKey,
  type Feature,
  type FeatureFile,
  filesOf,
  isItself,
  isOwn,
  type Located,
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

/** Why an id cannot be renamed; undefined when it can. */
export function whyNoRename(feature: Feature, { id, last, owner }: IdSymbol): string | undefined {
  if (owner) return `${id.text} belongs to another specification here: rename it there`
  if (last) return 'a range has several ids: rename one of them where it is defined'
  const [first, second] = resolve(feature, id)
  if (first?.definition.id.key !== id.key) return `nothing defines ${id.text}`
  if (isItself(first)) return `${id.text} is the specification itself: its folder has the same number`
  return definedTwice([first, second].filter((one) => one !== undefined))
}

/** What is wrong with a rename, in words for the writer. */
export interface Refused {
  why: string
}

/**
 * The edits that rename an id, or why the new name is refused. Linear in the documents.
 * @param name what is written: `FR-012`, or its number alone.
 * @param others documents of other specifications that may name ids of this one.
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
    return { why: `"${given}" is no id: write one like ${writeId(id, id.number + 1)}` }
  if (next.prefix !== id.prefix)
    return { why: `${written} is an id of another kind than ${id.text}: it starts with ${next.prefix}` }
  return renameAll(feature, new Map([[id.key, next]]), others)
}

/**
 * The edits that give several ids new ones at once, each by its key: definitions, mentions, ranges and sub-clauses in all
 * documents of the feature. Swaps are no problem. Refused where something would be lost or would mean something else.
 * @param apart definitions that get an id of their own, since an earlier one has theirs; what is said of it means that one.
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
  if (torn) return { why: `${placeWords(torn, torn.document.conflicts[0] as Span)} has an unresolved merge conflict` }
  const why = conflict(feature, pages, mapping, apart)
  if (why !== undefined) return { why }
  const prefixes = new Set([...mapping.values()].map(({ prefix }) => prefix))
  const members = new Map([...prefixes].map((prefix) => [prefix, numbersOf(feature, prefix, mapping)]))
  const headings = movedHeadings(pages, mapping, apart, members)
  const all: RenameEdit[] = []
  for (const { file, definitions, isOwn } of pages) {
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
      const known = members.get(id.prefix)
      if (!known || !isOwn(reference)) continue
      if (last) {
        const text = rangeText(file.document.text.slice(reference.start, reference.end), id, last, known)
        if (text === null)
          return { why: `the range in ${placeWords(file, reference)} cannot follow: write its ids one by one first` }
        if (text !== undefined) add(reference, text)
        continue
      }
      const next = mapping.get(id.key) ?? parentOf(feature, id, mapping)
      if (next) add(reference, like(id, next, known.digits))
    }
    if (edits.length === 0) continue
    edits.sort((a, b) => a.start - b.start)
    const wrong = misreadAt(file.document.text, edits)
    if (wrong !== undefined)
      return { why: `${placeWords(file, { start: wrong })} would say something else then: change its words first` }
    all.push({ file, edits })
  }
  return all
}

function movedHeadings(
  pages: readonly Place[],
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

/** A document that a rename may change: what of it is of the feature. */
interface Place {
  file: FeatureFile
  definitions: readonly Definition[]
  isOwn(reference: Reference): boolean
}

const ownPages = (feature: Feature): Place[] =>
  filesOf(feature).map((file) => ({
    file,
    definitions: file.definitions,
    isOwn: (reference) => isOwn(feature, reference),
  }))

/** In other specifications what is named with the number of this one. */
function otherPages({ path }: Feature, others: readonly FeatureFile[]): Place[] {
  const number = numberOf(path)
  return others.map((file) => ({
    file,
    definitions: [],
    isOwn: (reference) => number !== undefined && reference.qualifier?.number === number,
  }))
}

/** Sub-clauses that are defined go with their items. */
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

/** Why ids cannot have new ones: two items would have one, a text speaks of it already, or a line stands for several. */
function conflict(
  feature: Feature,
  pages: readonly Place[],
  mapping: ReadonlyMap<string, Id>,
  apart: ReadonlyMap<Definition, Id>,
): string | undefined {
  const wanted = new Map([...mapping.values(), ...apart.values()].map((next) => [next.key, next]))
  if (wanted.size < mapping.size + apart.size) return 'two of the items would have one id'
  for (const key of mapping.keys()) {
    const twice = definedTwice(definitionsWith(feature, key).filter(({ definition }) => !apart.has(definition)))
    if (twice !== undefined) return twice
  }
  for (const { file, definitions, isOwn } of pages) {
    for (const definition of definitions) {
      const { id, shared } = definition
      const goes = mapping.has(id.key) || apart.has(definition)
      const next = wanted.get(id.key)
      if (shared && (goes || next))
        return `the line in ${placeWords(file, definition)} stands for several ids: split it first`
      if (next && !goes) return `${next.text} is there already: ${placeWords(file, definition)}`
    }
    for (const reference of file.references) {
      for (const id of reference.last ? [reference.id, reference.last] : [reference.id]) {
        // Of a sub-clause that nothing defines: it speaks of its item.
        const parent = parentKey(id)
        const taken = (parent === undefined ? [id.key] : [id.key, parent]).find(
          (key) => wanted.has(key) && !mapping.has(key),
        )
        const orphan = parent !== undefined && mapping.get(parent)?.suffix
        if ((taken === undefined && !orphan) || definitionsWith(feature, id.key).length > 0 || !isOwn(reference))
          continue
        return taken === undefined
          ? `${id.text} in ${placeWords(file, reference)} is a part of it, and would be one of nothing then`
          : `${wanted.get(taken)?.text} is spoken of already, in ${placeWords(file, reference)}: that would mean another item then`
      }
    }
  }
  return undefined
}

const definitionsWith = (feature: Feature, key: string): readonly Located[] => definitionsByKey(feature).get(key) ?? []

/** What says that an id is defined twice; undefined when it is not. */
function definedTwice([first, second]: readonly Located[]): string | undefined {
  if (!first || !second) return undefined
  const [one, other] = [first, second].map(({ spec, definition }) => placeWords(spec, definition))
  return `${first.definition.id.text} is defined twice, in ${one} and ${other}: give one of them an id of its own first`
}

/** The new id of a sub-clause that nothing defines: that of its item, with its suffix. */
function parentOf(feature: Feature, id: Id, mapping: ReadonlyMap<string, Id>): Id | undefined {
  const parent = parentKey(id)
  const next = parent === undefined ? undefined : mapping.get(parent)
  const own = resolve(feature, id)[0]?.definition.id.key === id.key
  return next?.suffix === '' && !own ? { ...next, suffix: id.suffix } : undefined
}

const placeWords = ({ path, document: { text } }: FeatureFile, { start }: Pick<Span, 'start'>): string => {
  const line = text.slice(0, start).split('\n').length
  return `${path.slice(path.lastIndexOf('/') + 1)}, line ${line}`
}
