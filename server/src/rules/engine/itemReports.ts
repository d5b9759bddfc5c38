// What the rules that look at items report of a document: all of these in one pass, since most items are as they were.
import { createObjectTable } from '../../base/perObject.ts'
import type { Definition } from '../../document/model.ts'
import { definedItems, identityOf, itemOf } from '../../feature/items.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import type { Role, Template } from '../../templates/template.ts'
import { hasPlaces, moved, type Reported, reporterOf } from './reports.ts'
import type { ItemRule, LocalInput } from './rule.ts'

/** A rule with its options, which are one object while the settings are the same. */
export type WithOptions = readonly [ItemRule, LocalInput['options']]

/** What a rule reports of a document; a rule that threw has an error and no reports. */
export interface OfRule {
  reports: Reported[]
  error?: { thrown: unknown }
}

/** What is known of an item, counted from its start. */
interface Kept {
  rules: readonly WithOptions[]
  template: Template
  loose: boolean
  reports: readonly (readonly [ItemRule, readonly Reported[]])[]
  /** Rules whose reports have places of their own: they are asked each time. */
  again: readonly WithOptions[]
}

const known = createObjectTable<object, Kept>()

const few = 200 // items that are looked at in one step

/**
 * All that some rules report of the items of a document, some items at a time.
 * @param keep what is reported of unchanged items is kept: for who will ask again.
 */
export function* itemReportsOf(
  spec: SpecDocument,
  asked: readonly WithOptions[],
  keep: boolean,
): Generator<void, ReadonlyMap<ItemRule, OfRule>> {
  const found = new Map<ItemRule, OfRule>(asked.map(([rule]) => [rule, { reports: [] }]))
  const { template, loose, document } = spec
  const roles = new Set(asked.flatMap(([rule]) => rule.roles))
  for (const role of roles) {
    const rules = sameRules(asked.filter(([rule]) => rule.roles.includes(role)))
    for (const [k, definition] of definedItems(spec, role).entries()) {
      if (k % few === few - 1) yield
      const facts = keep ? identityOf(document, definition) : undefined
      const last = facts && known.get(facts)
      if (last && last.rules === rules && last.template === template && last.loose === loose) {
        for (const [rule, reports] of last.reports)
          for (const one of reports) found.get(rule)?.reports.push(moved(one, definition.start))
        if (last.again.length > 0) ask(spec, role, definition, last.again, found)
        continue
      }
      const made = ask(spec, role, definition, rules, found)
      if (facts && made) known.set(facts, { rules, template, loose, ...keptOf(made, definition.start) })
    }
  }
  return found
}

/** Adds what some rules report of an item, and gives it; undefined where one of them throws. */
function ask(
  spec: SpecDocument,
  role: Role,
  definition: Definition,
  rules: readonly WithOptions[],
  found: ReadonlyMap<ItemRule, OfRule>,
): (readonly [WithOptions, readonly Reported[]])[] | undefined {
  const { template, loose } = spec
  const all: (readonly [WithOptions, readonly Reported[]])[] = []
  let failed = false
  for (const one of rules) {
    const [rule, options] = one
    const of = found.get(rule)
    const own: Reported[] = []
    try {
      if (!of?.error)
        rule.check(itemOf(spec, role, definition), reporterOf(spec, rule, own), { template, loose, options })
      of?.reports.push(...own)
    } catch (thrown) {
      failed = true
      if (of) of.error = { thrown }
    }
    if (own.length > 0) all.push([one, own])
  }
  return failed ? undefined : all
}

const keptOf = (
  made: readonly (readonly [WithOptions, readonly Reported[]])[],
  at: number,
): Pick<Kept, 'reports' | 'again'> => ({
  reports: made.flatMap(([[rule], own]) =>
    own.some(hasPlaces) ? [] : [[rule, own.map((one) => moved(one, -at))] as const],
  ),
  again: made.flatMap(([one, own]) => (own.some(hasPlaces) ? [one] : [])),
})

const mostLists = 50 // of rules for a role, with the options of some folders
const lists: (readonly WithOptions[])[] = []

/** One list for all that have the same rules and options, so that they are compared at a glance. */
function sameRules(rules: readonly WithOptions[]): readonly WithOptions[] {
  const same = lists.find(
    (one) =>
      one.length === rules.length &&
      one.every(([rule, options], k) => rule === rules[k]?.[0] && options === rules[k]?.[1]),
  )
  if (same) return same
  lists.unshift(rules)
  lists.length = Math.min(lists.length, mostLists)
  return rules
}
