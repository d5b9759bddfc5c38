// textDocument/rename of ids: the definition and every mention in the documents of the feature. A range keeps its members: it
// is split where the new id is none of them. What the text says is not changed.
import { type Feature, type Located, resolve } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import type { Edit } from '../rules/rule.ts'
import { type Id, idAt, writeId } from '../spec/ids.ts'
import { type IdSymbol, mentionsOf } from './symbol.ts'

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
  const edits = new Map<Reading, Edit[]>()
  const add = (reading: Reading, start: number, end: number, text: string): void => {
    const own = edits.get(reading) ?? []
    edits.set(reading, own)
    if (reading.spec.text.slice(start, end) !== text) own.push({ start, end, text })
  }
  for (const reading of feature.documents)
    for (const one of reading.definitions) {
      if (one.id.key === id.key) add(reading, one.start, one.end, like(one.id, next))
    }
  for (const { reading, mention } of mentionsOf(feature, id)) {
    const { start, end, last } = mention
    if (last) {
      const text = rangeText(feature, reading.spec.text.slice(start, end), mention.id, last, id, next)
      if (text !== undefined) add(reading, start, end, text)
    } else if (mention.id.key === id.key) add(reading, start, end, like(mention.id, next))
    else if (next.suffix === '') add(reading, start, end, like(mention.id, { ...next, suffix: mention.id.suffix }))
  }
  return [...edits]
    .map(([reading, own]) => ({ reading, edits: own.sort((a, b) => a.start - b.start) }))
    .filter((one) => one.edits.length > 0)
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
 * A range without the old id and with the new one. Its ends move when they are what is renamed; a member inside that goes
 * splits it, and a new one outside is added.
 */
function rangeText(feature: Feature, text: string, first: Id, last: Id, old: Id, next: Id): string | undefined {
  if (next.suffix !== '') return undefined
  const prefix = first.prefix
  const numbers = new Set<number>()
  for (const { definitions } of feature.documents)
    for (const { id } of definitions)
      if (id.prefix === prefix && id.suffix === '' && id.number >= first.number && id.number <= last.number)
        numbers.add(id.key === old.key ? next.number : id.number)
  if (first.key === old.key) numbers.add(next.number)
  if (last.key === old.key) numbers.add(next.number)
  const known = new Set(numbers)
  for (const { definitions } of feature.documents)
    for (const { id } of definitions) if (id.prefix === prefix) known.add(id.key === old.key ? next.number : id.number)
  const sorted = [...numbers].sort((a, b) => a - b)
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)]
  // Runs of members that no other item interrupts stay ranges.
  const runs: [number, number][] = []
  let run: [number, number] | undefined
  for (const number of [...known].sort((a, b) => a - b)) {
    if (number < least || number > most) continue
    if (!numbers.has(number)) run = undefined
    else if (run) run[1] = number
    else {
      run = [number, number]
      runs.push(run)
    }
  }
  const joint = text.slice(first.text.length, text.length - last.text.length)
  const word = (number: number): string => like(first, { ...next, number, suffix: '', digits: first.digits })
  return runs
    .map(([from, to]) =>
      from === to
        ? word(from)
        : `${word(from)}${joint}${/^\d/.test(last.text) ? String(to).padStart(last.digits, '0') : word(to)}`,
    )
    .join(', ')
}
