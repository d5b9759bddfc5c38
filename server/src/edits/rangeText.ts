// Writes a range whose members get other numbers, and an id in the spelling of a place.

import { countWhile } from '../base/span.ts'
import { type Id, inWords } from '../document/ids.ts'
import type { Feature } from '../feature/feature.ts'

/**
 * The new id in the spelling of the old one: `[US1]` stays without a hyphen, a bare number and `User Story 1` keep their form.
 * @param digits the number of digits that ids of its kind are padded to.
 */
export function like(old: Id, next: Pick<Id, 'number' | 'suffix' | 'digits'>, digits: number = next.digits): string {
  if (inWords(old)) return old.text.replace(/[\d０-９]+$/, String(next.number))
  const lead = /^\d/.test(old.text) ? '' : old.lead
  const padded = String(old.number).length < old.digits
  const width = padded ? old.digits : old.digits >= digits ? digits : 0
  return lead + String(next.number).padStart(width, '0') + next.suffix
}

/** The number of digits that ids of a prefix are padded to in a feature; 1 if none is padded. */
export function digitsOf({ documents }: Feature, prefix: string): number {
  for (const { definitions } of documents)
    for (const { id } of definitions) if (id.prefix === prefix && String(id.number).length < id.digits) return id.digits
  return 1
}

/** The present and future numbers of the items of a prefix. Lists are sorted. */
export interface Numbers {
  /** The new number of each item without a suffix. */
  now: ReadonlyMap<number, number>
  before: readonly number[]
  after: readonly number[]
  /** Added or removed numbers: a range without any of them is not changed. */
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
 * A range with the same members under their new numbers: undefined if it needs no change, null if it cannot be written. Its
 * ends move; it is split around items that are not members.
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
  // An undefined end keeps its number, unless an item gets that number: then the range would include it.
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
  // A single id does not include its sub-clauses, a range does.
  const isIn = (number: number): boolean => runs.some(([start, end]) => start < end && start <= number && number <= end)
  if (clauses.some(({ was, is }) => (was >= from && was <= to) !== isIn(is))) return null
  const [run] = runs
  if (!run) return null
  if (runs.length === 1 && run[0] === from && run[1] === to) return undefined
  const joint = text.slice(first.text.length, text.length - last.text.length)
  if (/[*_~`]/.test(joint) && (runs.length > 1 || run[0] === run[1])) return null // marks would be unbalanced
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
