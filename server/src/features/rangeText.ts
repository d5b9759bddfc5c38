// How a range is written when its members have other numbers, and how an id is written in the spelling of a place.
import type { Feature } from '../formats/feature.ts'
import { type Id, inWords } from '../spec/ids.ts'
import { countWhile } from '../spec/sections.ts'

/** The new id in the spelling of a place: `[US1]` stays without a hyphen, a number alone and `User Story 1` stay so. */
export function like(old: Id, next: Pick<Id, 'prefix' | 'number' | 'suffix' | 'digits'>): string {
  if (inWords(old)) return old.text.replace(/\d+(?=\D*$)/, String(next.number))
  const lead = /^\d/.test(old.text) ? '' : old.lead
  return lead + String(next.number).padStart(old.digits, '0') + next.suffix
}

/** The numbers of a prefix that items have: as they are, by how they will be, and all of those in order. */
export interface Numbers {
  now: ReadonlyMap<number, number>
  sorted: readonly number[]
  /** Sub-clauses have new ids, too. */
  clauses: boolean
}

/** Linear in the definitions of a feature. */
export function numbersOf(feature: Feature, prefix: string, mapping: ReadonlyMap<string, Id>): Numbers {
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

/**
 * A range that has the same members under their new numbers: undefined when it has them as it is, null when it cannot be
 * written. Its ends move; it is split where an item stands between that is none of them.
 */
export function rangeText(
  text: string,
  first: Id,
  last: Id,
  { now, sorted, clauses }: Numbers,
): string | undefined | null {
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
