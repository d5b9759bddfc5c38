// How a range is written when its members have other numbers, and how an id is written in the spelling of a place.

import { countWhile } from '../base/span.ts'
import { type Id, inWords } from '../document/ids.ts'
import type { Feature } from '../feature/feature.ts'

/**
 * The new id in the spelling of a place: `[US1]` stays without a hyphen, a number alone and `User Story 1` stay so.
 * @param digits with how many the ids of its kind are written, zeros before them.
 */
export function like(old: Id, next: Pick<Id, 'number' | 'suffix' | 'digits'>, digits: number = next.digits): string {
  if (inWords(old)) return old.text.replace(/[\d０-９]+$/, String(next.number))
  const lead = /^\d/.test(old.text) ? '' : old.lead
  const padded = String(old.number).length < old.digits
  const own = padded ? old.digits : old.digits >= digits ? digits : 0
  return lead + String(next.number).padStart(own, '0') + next.suffix
}

/** With how many digits the ids of a prefix are written in a feature: 1 where none has zeros before its number. */
export function digitsOf({ documents }: Feature, prefix: string): number {
  for (const { definitions } of documents)
    for (const { id } of definitions) if (id.prefix === prefix && String(id.number).length < id.digits) return id.digits
  return 1
}

/** The numbers that the items of a prefix have, and will have. Lists are in order. */
export interface Numbers {
  /** Of items without a suffix. */
  now: ReadonlyMap<number, number>
  before: readonly number[]
  after: readonly number[]
  /** Those that come or go: a range without one of them stays as it is. */
  moved: readonly number[]
  /** Sub-clauses, and items that become one or were one: they belong to a range by their number. */
  clauses: readonly { was: number; is: number }[]
  /** See `digitsOf`. */
  digits: number
}

/** Linear in the definitions of a feature. */
export function numbersOf(feature: Feature, prefix: string, mapping: ReadonlyMap<string, Id>): Numbers {
  const now = new Map<number, number>()
  const clauses: { was: number; is: number }[] = []
  const after: number[] = []
  const before: number[] = []
  const moved: number[] = []
  for (const { definitions } of feature.documents)
    for (const { id } of definitions) {
      if (id.prefix !== prefix) continue
      const next = mapping.get(id.key) ?? id
      if (id.suffix === '') before.push(id.number)
      if (next.suffix === '') after.push(next.number)
      if (id.suffix === '' && next.suffix === '') now.set(id.number, next.number)
      else clauses.push({ was: id.number, is: next.number })
      if (next.key !== id.key) moved.push(id.number, next.number)
    }
  for (const list of [before, after, moved]) list.sort((a, b) => a - b)
  const isPadded = ({ number, digits }: Id): boolean => String(number).length < digits
  const given = [...mapping.values()].find((id) => id.prefix === prefix && isPadded(id)) // `FR-003` is meant so
  return { now, before, after, moved, clauses, digits: given?.digits ?? digitsOf(feature, prefix) }
}

/**
 * A range that has the same members under their new numbers: undefined when it has them as it is, null when it cannot be
 * written. Its ends move; it is split where an item stands between that is none of them.
 */
export function rangeText(
  text: string,
  first: Id,
  last: Id,
  { now, before, after, moved, clauses, digits }: Numbers,
): string | undefined | null {
  const [from, to] = [first.number, last.number]
  if (between(moved, from, to).length === 0) return undefined
  if (first.suffix !== '' || last.suffix !== '') return null
  const members = new Set(between(before, from, to).flatMap((number) => now.get(number) ?? []))
  // An end that nothing defines stays what it is; where an item gets its number, that would be meant.
  for (const number of [from, to]) {
    if (between(before, number, number).length > 0) continue
    if (between(after, number, number).length > 0) return null
    members.add(number)
  }
  const runs: [number, number][] = []
  for (const number of [...members].sort((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run && between(after, run[1] + 1, number - 1).every((one) => members.has(one))) run[1] = number
    else runs.push([number, number])
  }
  // An id alone does not speak of its sub-clauses, a range does.
  const isIn = (number: number): boolean => runs.some(([start, end]) => start < end && start <= number && number <= end)
  if (clauses.some(({ was, is }) => (was >= from && was <= to) !== isIn(is))) return null
  const [run] = runs
  if (!run) return null
  if (runs.length === 1 && run[0] === from && run[1] === to) return undefined
  const joint = text.slice(first.text.length, text.length - last.text.length)
  if (/[*_~`]/.test(joint) && (runs.length > 1 || run[0] === run[1])) return null // marks would stand open
  const word = (id: Id, number: number): string => like(id, { number, suffix: '', digits }, digits)
  return runs
    .map(([start, end]) => (start === end ? word(first, start) : word(first, start) + joint + word(last, end)))
    .join(', ')
}

/** The numbers of a sorted list from one to another. */
function between(sorted: readonly number[], from: number, to: number): readonly number[] {
  if (to < from) return []
  return sorted.slice(
    countWhile(sorted, (number) => number < from),
    countWhile(sorted, (number) => number <= to),
  )
}
