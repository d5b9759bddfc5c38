// How a range is written when its members have other numbers, and how an id is written in the spelling of a place.
import type { Feature } from '../formats/feature.ts'
import { type Id, inWords } from '../spec/ids.ts'
import { countWhile } from '../spec/sections.ts'

/**
 * The new id in the spelling of a place: `[US1]` stays without a hyphen, a number alone and `User Story 1` stay so.
 * @param was the old id as it is defined: where that has no zeros before it, the new one decides.
 */
export function like(
  old: Id,
  next: Pick<Id, 'prefix' | 'number' | 'suffix' | 'digits'>,
  was: Pick<Id, 'digits'> = old,
): string {
  if (inWords(old)) return old.text.replace(/\d+(?=\D*$)/, String(next.number))
  const lead = /^\d/.test(old.text) ? '' : old.lead
  const padded = String(old.number).length < old.digits
  const digits = padded ? old.digits : old.digits === was.digits ? next.digits : 0
  return lead + String(next.number).padStart(digits, '0') + next.suffix
}

/** The numbers of a prefix that items have: as they are, by how they will be, and all of those in order. */
export interface Numbers {
  now: ReadonlyMap<number, number>
  sorted: readonly number[]
  /** As they are, in order. */
  before: readonly number[]
  /** Those that come or go, in order: a range without one of them stays as it is. */
  moved: readonly number[]
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
  const inOrder = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b)
  const moved = inOrder([...now].flatMap(([was, is]) => (was === is ? [] : [was, is])))
  return { now, sorted: inOrder(now.values()), before: inOrder(now.keys()), moved, clauses }
}

/**
 * A range that has the same members under their new numbers: undefined when it has them as it is, null when it cannot be
 * written. Its ends move; it is split where an item stands between that is none of them.
 */
export function rangeText(
  text: string,
  first: Id,
  last: Id,
  { now, before, sorted, moved, clauses }: Numbers,
): string | undefined | null {
  const old = between(before, first.number, last.number)
  if (!clauses && between(moved, first.number, last.number).length === 0) return undefined
  const members = new Set(old.map((number) => now.get(number) ?? number))
  const inside = between(sorted, first.number, last.number)
  const moves = [first, last].some(({ number }) => (now.get(number) ?? number) !== number)
  if (!clauses && !moves && inside.length === members.size && inside.every((number) => members.has(number)))
    return undefined
  if (clauses || first.suffix !== '' || last.suffix !== '') return null
  // An end that nothing defines stays what it is; where an item gets its number, that would be meant.
  for (const { number } of [first, last]) {
    if (now.has(number)) continue
    if (between(sorted, number, number).length > 0) return null
    members.add(number)
  }
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
