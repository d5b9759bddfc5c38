// Items that no task and no plan speaks of: shared by the rules on requirements, criteria and stories.

import { isWithdrawn } from '../document/fate.ts'
import { parentKey } from '../document/ids.ts'
import type { Definition } from '../document/model.ts'
import { coverageOf } from '../feature/coverage.ts'
import { definedItems, nounOf } from '../feature/items.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { Report, RuleInput } from './engine/rule.ts'
import type { Severity } from './engine/severity.ts'

/** Above this share of uncovered items a feature is traced in another way, and one summary says so. */
const mostUncovered = 0.25

export interface Summing {
  /** What to do when no item at all is named: nothing, or one summary. */
  none: 'silent' | 'summary'
  /** The severity of a summary. */
  as: Severity
}

/**
 * Reports the items of a role that nothing covers. Where many are uncovered, that is how the team works and no slip: one
 * summary stands for all.
 */
export function reportUncovered(
  spec: SpecDocument,
  role: Role,
  { feature }: Pick<RuleInput, 'feature'>,
  report: Report,
  { none, as }: Summing,
): void {
  if (spec !== feature.spec) return
  const { named, begun } = coverageOf(feature)
  const items = definedItems(spec, role).filter((one) => !isWithdrawn(spec.document, one))
  if (!begun || items.length === 0) return
  // A sub-clause that is named stands for its item: `FR-003a` for FR-003.
  const parts = new Set(items.map(({ id }) => (named.has(id.key) ? parentKey(id) : undefined)))
  const open = items.filter(({ id }) => !named.has(id.key) && !parts.has(id.key))
  if (open.length === 0) return
  const [one, many] = nounOf(role)
  const where = feature.documents.length > 1 ? 'the plan and the tasks' : 'the tasks'
  if (open.length === items.length) {
    if (none === 'silent') return
    const home = items[0]?.section?.name ?? spec.document.title?.name ?? { start: 0, end: 0 }
    report(home, `No ${one} is named by ${where}, so nothing tells whether all ${items.length} are covered.`, {
      as,
    })
  } else if (open.length > items.length * mostUncovered && open.length > 1) {
    const first = open[0] as Definition
    const ids = open.map(({ id }) => id.text)
    const shown = ids.length > 8 ? `${ids.slice(0, 8).join(', ')} and ${ids.length - 8} more` : ids.join(', ')
    report(first, `${open.length} of ${items.length} ${many} are not named by ${where}: ${shown}.`, {
      as,
    })
  } else {
    for (const definition of open) {
      report(
        definition,
        `${definition.id.text} is not named by ${where}: add it to the task that does it, or say why there is none.`,
      )
    }
  }
}
