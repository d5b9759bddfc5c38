// Runs all item rules over a document in one pass, and reuses the reports of unchanged items.
import { createObjectTable } from '../../base/perObject.ts'
import { identityOf } from '../../document/identity.ts'
import type { Definition } from '../../document/model.ts'
import { definedItems, itemOf } from '../../feature/items.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import type { Role, Template } from '../../templates/template.ts'
import { hasOtherPlaces, movedBy, type Reported, reporterOf } from './reports.ts'
import type { ItemRule, LocalInput } from './rule.ts'

/** A rule with its options, which are the same object as long as the settings are. */
export type RuleWithOptions = readonly [ItemRule, LocalInput['options']]

/** The reports of one rule for a document. A rule that threw has an error. */
export interface RuleReports {
  reports: Reported[]
  error?: { thrown: unknown }
}

/** The cached reports of an item. Offsets count from its start. */
interface CachedItem {
  rules: readonly RuleWithOptions[]
  template: Template
  loose: boolean
  reports: readonly (readonly [ItemRule, readonly Reported[]])[]
  /** Rules whose reports contain further places. They run each time. */
  rerun: readonly RuleWithOptions[]
}

const cachedByItem = createObjectTable<object, CachedItem>()

const itemsPerStep = 200

/**
 * Checks the items of a document with the given rules. Yields after every `itemsPerStep` items.
 * @param keep whether to cache the reports of each item, for documents that will be checked again
 */
export function* itemReportsOf(
  spec: SpecDocument,
  itemRules: readonly RuleWithOptions[],
  keep: boolean,
): Generator<void, ReadonlyMap<ItemRule, RuleReports>> {
  const found = new Map<ItemRule, RuleReports>(itemRules.map(([rule]) => [rule, { reports: [] }]))
  const { template, loose, document } = spec
  const roles = new Set(itemRules.flatMap(([rule]) => rule.roles))
  for (const role of roles) {
    const rules = sameRules(itemRules.filter(([rule]) => rule.roles.includes(role)))
    for (const [k, definition] of definedItems(spec, role).entries()) {
      if (k % itemsPerStep === itemsPerStep - 1) yield
      const facts = keep ? identityOf(document, definition) : undefined
      const cached = facts && cachedByItem.get(facts)
      if (cached && cached.rules === rules && cached.template === template && cached.loose === loose) {
        for (const [rule, reports] of cached.reports)
          for (const report of reports) found.get(rule)?.reports.push(movedBy(report, definition.start))
        if (cached.rerun.length > 0) runRules(spec, role, definition, cached.rerun, found)
        continue
      }
      const reports = runRules(spec, role, definition, rules, found)
      if (facts && reports)
        cachedByItem.set(facts, { rules, template, loose, ...cacheEntryOf(reports, definition.start) })
    }
  }
  return found
}

/** Runs rules on one item and adds their reports to `found`. Returns the reports, or undefined if a rule throws. */
function runRules(
  spec: SpecDocument,
  role: Role,
  definition: Definition,
  rules: readonly RuleWithOptions[],
  found: ReadonlyMap<ItemRule, RuleReports>,
): (readonly [RuleWithOptions, readonly Reported[]])[] | undefined {
  const { template, loose } = spec
  const all: (readonly [RuleWithOptions, readonly Reported[]])[] = []
  let failed = false
  for (const ruleWithOptions of rules) {
    const [rule, options] = ruleWithOptions
    const result = found.get(rule)
    const reports: Reported[] = []
    try {
      if (!result?.error)
        rule.check(itemOf(spec, role, definition), reporterOf(spec, rule, reports), { template, loose, options })
      result?.reports.push(...reports)
    } catch (thrown) {
      failed = true
      if (result) result.error = { thrown }
    }
    if (reports.length > 0) all.push([ruleWithOptions, reports])
  }
  return failed ? undefined : all
}

const cacheEntryOf = (
  made: readonly (readonly [RuleWithOptions, readonly Reported[]])[],
  start: number,
): Pick<CachedItem, 'reports' | 'rerun'> => ({
  reports: made.flatMap(([[rule], reports]) =>
    reports.some(hasOtherPlaces) ? [] : [[rule, reports.map((report) => movedBy(report, -start))] as const],
  ),
  rerun: made.flatMap(([ruleWithOptions, reports]) => (reports.some(hasOtherPlaces) ? [ruleWithOptions] : [])),
})

const mostLists = 50 // lists differ by role, and by the options of different folders
const lists: (readonly RuleWithOptions[])[] = []

/** The same list object for the same rules and options, so that lists can be compared by identity. */
function sameRules(rules: readonly RuleWithOptions[]): readonly RuleWithOptions[] {
  const same = lists.find(
    (list) =>
      list.length === rules.length &&
      list.every(([rule, options], k) => rule === rules[k]?.[0] && options === rules[k]?.[1]),
  )
  if (same) return same
  lists.unshift(rules)
  lists.length = Math.min(lists.length, mostLists)
  return rules
}
