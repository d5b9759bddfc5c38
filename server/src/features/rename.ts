// textDocument/rename of ids: the definition and every mention in the documents of the feature. A range keeps its members: it
// is split where the new id is none of them. What the text says is not changed.
import { type Feature, resolve } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import type { Edit } from '../rules/rule.ts'
import { type Id, idAt, inWords, parentKey, storyAt, writeId } from '../spec/ids.ts'
import { otherOwnerOf } from '../spec/scope.ts'
import { countWhile } from '../spec/sections.ts'
import type { IdSymbol } from './symbol.ts'

export interface RenameEdit {
  reading: Reading
  edits: Edit[]
}

/** Why an id cannot be renamed; undefined when it can. */
export function whyNoRename(feature: Feature, { id, last, owner }: IdSymbol): string | undefined {
  if (owner) return `${id.text} belongs to another specification here: rename it there`
  if (last) return 'a range has several ids: rename one of them where it is defined'
  const [first, second] = resolve(feature, id)
  if (first?.definition.id.key !== id.key) return `nothing defines ${id.text}`
  if (second)
    return `${id.text} is defined twice, in ${placeWords(first)} and ${placeWords(second)}: give one of them an id of its own first`
  return undefined
}

/** What is wrong with a rename, in words for the writer. */
export interface Refused {
  why: string
}

/**
 * The edits that rename an id, or why the new name is refused. Linear in the documents.
 * @param name what is written: `FR-012`, or its number alone.
 */
export function renameOf(feature: Feature, { id }: IdSymbol, name: string): RenameEdit[] | Refused {
  const given = name.trim()
  const written = /^\d{1,6}$/.test(given) ? writeId(id, Number(given)) : given
  const next = idAt(written, 0) ?? storyAt(written, 0)
  if (!next || next.text !== written)
    return { why: `"${given}" is no id: write one like ${writeId(id, id.number + 1)}` }
  if (next.prefix !== id.prefix)
    return { why: `${written} is an id of another kind than ${id.text}: it starts with ${next.prefix}` }
  return renameAll(feature, new Map([[id.key, next]]))
}

/**
 * The edits that give several ids new ones at once, each by its key: definitions, mentions, ranges and sub-clauses in all
 * documents of the feature. Swaps are no problem. Refused where something would be lost or would mean something else.
 */
export function renameAll(feature: Feature, wanted: ReadonlyMap<string, Id>): RenameEdit[] | Refused {
  const mapping = withClauses(feature, wanted)
  const why = conflict(feature, mapping)
  if (why !== undefined) return { why }
  const edits = new Map<Reading, Edit[]>()
  const add = (reading: Reading, { start, end }: Span, text: string): void => {
    const own = edits.get(reading) ?? []
    edits.set(reading, own)
    if (reading.spec.text.slice(start, end) !== text) own.push({ start, end, text })
  }
  const prefixes = new Set([...mapping.values()].map(({ prefix }) => prefix))
  const members = new Map([...prefixes].map((prefix) => [prefix, numbersOf(feature, prefix, mapping)]))
  for (const reading of feature.documents) {
    for (const one of reading.definitions) {
      const next = mapping.get(one.id.key)
      if (next) add(reading, one, like(one.id, next))
    }
    for (const mention of reading.mentions) {
      const { id, last } = mention
      const known = members.get(id.prefix)
      if (!known || otherOwnerOf(reading.spec, mention)) continue
      if (last) {
        const text = rangeText(reading.spec.text.slice(mention.start, mention.end), id, last, known)
        if (text === null)
          return {
            why: `the range in ${placeWords({ reading, definition: mention })} cannot follow: write its ids one by one first`,
          }
        if (text !== undefined) add(reading, mention, text)
        continue
      }
      const next = mapping.get(id.key) ?? parentOf(feature, id, mapping)
      if (next) add(reading, mention, like(id, next))
    }
  }
  return [...edits]
    .map(([reading, own]) => ({ reading, edits: own.sort((a, b) => a.start - b.start) }))
    .filter((one) => one.edits.length > 0)
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
function conflict(feature: Feature, mapping: ReadonlyMap<string, Id>): string | undefined {
  const wanted = new Map([...mapping].map(([, next]) => [next.key, next]))
  if (wanted.size < mapping.size) return 'two of the items would have one id'
  for (const reading of feature.documents) {
    for (const definition of reading.definitions) {
      const { id, shared } = definition
      const goes = mapping.has(id.key)
      const next = wanted.get(id.key)
      if (shared && (goes || next))
        return `the line in ${placeWords({ reading, definition })} stands for several ids: split it first`
      if (next && !goes) return `${next.text} is there already: ${placeWords({ reading, definition })}`
    }
    for (const mention of reading.mentions) {
      const next = mention.last ? undefined : wanted.get(mention.id.key)
      if (!next || mapping.has(next.key) || otherOwnerOf(reading.spec, mention)) continue
      return `${next.text} is spoken of already, in ${placeWords({ reading, definition: mention })}: that would mean another item then`
    }
  }
  return undefined
}

/** The new id of a sub-clause that nothing defines: that of its item, with its suffix. */
function parentOf(feature: Feature, id: Id, mapping: ReadonlyMap<string, Id>): Id | undefined {
  const parent = parentKey(id)
  const next = parent === undefined ? undefined : mapping.get(parent)
  const own = resolve(feature, id)[0]?.definition.id.key === id.key
  return next?.suffix === '' && !own ? { ...next, suffix: id.suffix } : undefined
}

/** The numbers of a prefix that items have: as they are, by how they will be, and all of those in order. */
interface Numbers {
  now: ReadonlyMap<number, number>
  sorted: readonly number[]
  /** Sub-clauses have new ids, too. */
  clauses: boolean
}

function numbersOf(feature: Feature, prefix: string, mapping: ReadonlyMap<string, Id>): Numbers {
  const now = new Map<number, number>()
  let clauses = false
  for (const { definitions } of feature.documents)
    for (const { id } of definitions) {
      if (id.prefix !== prefix) continue
      const next = mapping.get(id.key)
      if (id.suffix !== '') clauses ||= next !== undefined
      else if (next?.suffix) clauses = true
      else now.set(id.number, next?.number ?? id.number)
    }
  return { now, sorted: [...now.values()].sort((a, b) => a - b), clauses }
}

const placeWords = ({ reading, definition }: { reading: Reading; definition: Span }): string => {
  const line = reading.spec.text.slice(0, definition.start).split('\n').length
  return `${reading.path.slice(reading.path.lastIndexOf('/') + 1)}, line ${line}`
}

/** The new id in the spelling of a place: `[US1]` stays without a hyphen, a number alone and `User Story 1` stay so. */
function like(old: Id, next: Pick<Id, 'prefix' | 'number' | 'suffix' | 'digits'>): string {
  if (inWords(old)) return old.text.replace(/\d+(?=\D*$)/, String(next.number))
  const lead = /^\d/.test(old.text) ? '' : old.lead
  return lead + String(next.number).padStart(old.digits, '0') + next.suffix
}

/**
 * A range that has the same members under their new numbers: undefined when it has them as it is, null when it cannot be
 * written. Its ends move; it is split where an item stands between that is none of them.
 */
function rangeText(text: string, first: Id, last: Id, { now, sorted, clauses }: Numbers): string | undefined | null {
  const members = new Set<number>()
  for (const [was, is] of now) if (was >= first.number && was <= last.number) members.add(is)
  const inside = between(sorted, first.number, last.number)
  const moves = [first, last].some(({ number }) => (now.get(number) ?? number) !== number)
  if (!clauses && !moves && inside.length === members.size && inside.every((number) => members.has(number)))
    return undefined
  if (clauses || first.suffix !== '' || last.suffix !== '') return null
  // An end that nothing defines stays what it is.
  for (const { number } of [first, last]) if (!now.has(number)) members.add(number)
  const own = [...members].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const number of own) {
    const run = runs.at(-1)
    if (run && between(sorted, run[1] + 1, number - 1).every((one) => members.has(one))) run[1] = number
    else runs.push([number, number])
  }
  const joint = text.slice(first.text.length, text.length - last.text.length)
  if (/[*_~`]/.test(joint) && (runs.length > 1 || runs[0]?.[0] === runs[0]?.[1])) return null // marks would stand open
  const word = (number: number): string => like(first, { ...first, number, suffix: '' })
  const end = (number: number): string =>
    /^\d/.test(last.text) ? String(number).padStart(last.digits, '0') : like(last, { ...last, number, suffix: '' })
  return runs.map(([from, to]) => (from === to ? word(from) : word(from) + joint + end(to))).join(', ')
}

/** The numbers of a sorted list from one to another. */
function between(sorted: readonly number[], from: number, to: number): readonly number[] {
  if (to < from) return []
  return sorted.slice(
    countWhile(sorted, (number) => number < from),
    countWhile(sorted, (number) => number <= to),
  )
}
