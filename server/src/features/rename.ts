// textDocument/rename of ids: the definition and every mention in the documents of the feature. A range keeps its members: it
// is split where the new id is none of them. What the text says is not changed.
import { type Feature, type Located, resolve } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import type { Edit } from '../rules/rule.ts'
import { type Id, idAt, parentKey, writeId } from '../spec/ids.ts'
import { otherOwnerOf } from '../spec/scope.ts'
import type { IdSymbol } from './symbol.ts'

export interface RenameEdit {
  reading: Reading
  edits: Edit[]
}

/** Why an id cannot be renamed; undefined when it can. Ids of other specifications and ranges are renamed where they are. */
export function whyNoRename(feature: Feature, { id, last, owner }: IdSymbol): string | undefined {
  if (owner) return `${id.text} belongs to another specification here: rename it there`
  if (last) return 'a range has several ids: rename one of them where it is defined'
  if (resolve(feature, id)[0]?.definition.id.key !== id.key) return `nothing defines ${id.text}`
  return undefined
}

/**
 * The edits that rename an id, or why the new name is refused. Linear in the documents.
 * @param name what is written: `FR-012`, or its number alone.
 */
export function renameOf(feature: Feature, { id }: IdSymbol, name: string): RenameEdit[] | { why: string } {
  const given = name.trim()
  const written = /^\d{1,6}$/.test(given) ? writeId(id, Number(given)) : given
  const next = idAt(written, 0)
  if (!next || next.text !== written)
    return { why: `"${given}" is no id: write one like ${writeId(id, id.number + 1)}` }
  if (next.prefix !== id.prefix)
    return { why: `${written} is an id of another kind than ${id.text}: it starts with ${next.prefix}` }
  if (next.key !== id.key) {
    const [there] = feature.documents.flatMap((reading): Located[] =>
      reading.definitions.filter((one) => one.id.key === next.key).map((definition) => ({ reading, definition })),
    )
    if (there) return { why: `${written} is there already: ${placeWords(there)}` }
  }
  return renameAll(feature, new Map([[id.key, next]]))
}

/**
 * The edits that give several ids new ones at once, each by its key: definitions, mentions and ranges in all documents of
 * the feature. Swaps are no problem. Linear in the documents.
 */
export function renameAll(feature: Feature, mapping: ReadonlyMap<string, Id>): RenameEdit[] {
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

/** The new id of a sub-clause that nothing defines: that of its item, with its suffix. */
function parentOf(feature: Feature, id: Id, mapping: ReadonlyMap<string, Id>): Id | undefined {
  const parent = parentKey(id)
  const next = parent === undefined ? undefined : mapping.get(parent)
  const own = resolve(feature, id)[0]?.definition.id.key === id.key
  return next?.suffix === '' && !own ? { ...next, suffix: id.suffix } : undefined
}

/** The numbers of a prefix that items have, as they are and as they will be. */
function numbersOf(feature: Feature, prefix: string, mapping: ReadonlyMap<string, Id>): Map<number, number> {
  const numbers = new Map<number, number>()
  for (const { definitions } of feature.documents)
    for (const { id } of definitions)
      if (id.prefix === prefix && id.suffix === '') numbers.set(id.number, mapping.get(id.key)?.number ?? id.number)
  return numbers
}

const placeWords = ({ reading, definition }: Located): string => {
  const line = reading.spec.text.slice(0, definition.start).split('\n').length
  return `${reading.path.slice(reading.path.lastIndexOf('/') + 1)}, line ${line}`
}

/** The new id in the spelling of a place: `[US1]` stays without a hyphen, a number alone stays one. */
function like(old: Id, next: Pick<Id, 'prefix' | 'number' | 'suffix' | 'lead' | 'digits'>): string {
  const lead = /^\d/.test(old.text) ? '' : old.lead
  const digits = old.digits === next.digits || old.text.length === 0 ? next.digits : old.digits
  return lead + String(next.number).padStart(digits, '0') + next.suffix
}

/**
 * A range that has the same members under their new numbers: its ends move, it is split where an item stands between that
 * is none of them, and what has gone far away is named behind it. Undefined when nothing of it changes.
 * @param numbers of all items, as they are and as they will be.
 */
function rangeText(text: string, first: Id, last: Id, numbers: ReadonlyMap<number, number>): string | undefined {
  const members = new Set<number>()
  let changes = false
  for (const [was, now] of numbers) {
    if (was < first.number || was > last.number) continue
    members.add(now)
    changes ||= was !== now
  }
  if (!changes) return undefined
  const sorted = [...numbers.values()].sort((a, b) => a - b)
  // Runs of members that no other item interrupts stay ranges.
  const runs: [number, number][] = []
  let run: [number, number] | undefined
  for (const number of sorted) {
    if (!members.has(number)) run = undefined
    else if (run) run[1] = number
    else {
      run = [number, number]
      runs.push(run)
    }
  }
  const joint = text.slice(first.text.length, text.length - last.text.length)
  const word = (number: number): string => like(first, { ...first, number, suffix: '' })
  const end = (number: number): string =>
    /^\d/.test(last.text) ? String(number).padStart(last.digits, '0') : word(number)
  return runs.map(([from, to]) => (from === to ? word(from) : word(from) + joint + end(to))).join(', ')
}
