// Reports items that no task or plan references, for the rules on requirements, criteria and stories.

import { counted, someOf, t } from '../base/l10n.ts'
import { isWithdrawn } from '../document/fate.ts'
import { parentKey } from '../document/ids.ts'
import type { Definition } from '../document/model.ts'
import { coverageOf } from '../feature/coverage.ts'
import { definitionsOfRole, type Feature } from '../feature/feature.ts'
import { definedItems } from '../feature/items.ts'
import { isPostponed } from '../feature/phases.ts'
import { hasBlankIn, isSampleItem, rulesOf } from '../templates/leftOver.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { Report, RuleInput } from './engine/rule.ts'
import type { Severity } from './engine/severity.ts'

/** Above this share of uncovered items, the feature is traced in another way, and one summary says so. */
const mostUncovered = 0.25

/** Above this share of uncovered criteria, criteria are measured elsewhere, and tasks reference some by chance. */
const mostUncoveredCriteria = 0.5

/** Above this share of uncovered items, the others may be referenced by chance. */
const mostByChance = 0.8

export interface SummaryOptions {
  /** What to report if no item at all is referenced: nothing, or one summary. */
  none: 'silent' | 'summary'
  /** The severity of a summary. */
  as: Severity
}

/** Whether the team traces in another way: requirements by the stories that tasks reference, criteria not by ids. */
function isTracedOtherwise(feature: Feature, role: Role, uncovered: number): boolean {
  if (role === 'criterion') return uncovered > mostUncoveredCriteria
  if (role !== 'requirement') return false
  const stories = definitionsOfRole(feature, 'story').filter(
    ({ spec, definition }) => !isPostponed(feature, spec, definition),
  )
  const { named } = coverageOf(feature)
  const traced = stories.filter(({ definition }) => named.has(definition.id.key)).length
  return stories.length > 0 && traced >= stories.length / 2
}

/**
 * Reports the items of a role that no task or plan references. If there are many, that is how the team works and not a
 * mistake, so one summary covers all.
 */
export function reportUncovered(
  spec: SpecDocument,
  role: Role,
  { feature }: Pick<RuleInput, 'feature'>,
  report: Report,
  { none, as }: SummaryOptions,
): void {
  if (spec !== feature.spec) return
  const { named, begun } = coverageOf(feature)
  if (!begun) return
  const all = definedItems(spec, role)
  const counts = (item: Definition): boolean =>
    !isWithdrawn(spec.document, item) &&
    !isSampleItem(spec, item) &&
    !(item.form === 'heading' && hasBlankIn(spec, item)) && // the rule placeholder reports it
    !isPostponed(feature, spec, item) &&
    !rulesOf(spec.template).has(item.id.prefix)
  if (!all.some((item) => !named.has(item.id.key) && counts(item))) return
  const items = all.filter(counts)
  // A reference to a sub-clause counts for its item: `FR-003a` for FR-003.
  const parts = new Set(items.map(({ id }) => (named.has(id.key) ? parentKey(id) : undefined)))
  const open = items.filter(({ id }) => !named.has(id.key) && !parts.has(id.key))
  if (open.length === 0) return
  // Few references may be chance if nothing shows that the document follows the format.
  const isChance = open.length < items.length && open.length > items.length * mostByChance
  if (spec.loose && isChance) return
  if (open.length > items.length * mostUncovered && isTracedOtherwise(feature, role, open.length / items.length)) return
  if (open.length === items.length) {
    if (none === 'silent') return
    const home = items[0]?.section?.name ?? spec.document.title?.name ?? { start: 0, end: 0 }
    report(home, noneCovered(items.length), { as })
  } else if (open.length > items.length * mostUncovered && open.length > 1) {
    const first = open[0] as Definition
    const ids = open.map(({ id }) => id.text)
    report(first, someUncovered(role, open.length, items.length, someOf(ids, 8)), { as })
  } else {
    for (const definition of open) {
      report(definition, uncovered(role, definition.id.text))
    }
  }
}

function noneCovered(all: number): string {
  return counted(
    all,
    'The only requirement is not referenced by any task or plan.',
    'None of the {0} requirements is referenced by any task or plan.',
  )
}

function someUncovered(role: Role, open: number, all: number, ids: string): string {
  if (role === 'story') return t('{0} of {1} user stories are not referenced by any task: {2}.', open, all, ids)
  if (role === 'criterion')
    return t('{0} of {1} success criteria are not referenced by any task or plan: {2}.', open, all, ids)
  return t('{0} of {1} requirements are not referenced by any task or plan: {2}.', open, all, ids)
}

const uncovered = (role: Role, id: string): string =>
  role === 'story' ? t('{0} is not referenced by any task.', id) : t('{0} is not referenced by any task or plan.', id)
