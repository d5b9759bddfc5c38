// textDocument/codeLens: what covers each requirement and story of a document. Nothing where the feature has no tasks yet.

import type { Span } from '../base/span.ts'
import { counted } from '../base/words.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { countDone } from '../feature/progress.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

export interface CoverageLens {
  /** The id that it stands above. */
  at: Span
  title: string
}

/** `2 tasks, 1 done · SC-002`. An item always has its lens, so that none comes and goes while somebody types. */
export function coverageLenses(feature: Feature, spec: SpecDocument): CoverageLens[] {
  const { stories, requirements, tasks, criteria, linkedTo } = itemLinks(feature)
  if (tasks.length === 0) return []
  const [isTask, isCriterion] = [new Set(tasks), new Set(criteria)]
  return [...stories, ...requirements]
    .filter(({ at }) => at.spec === spec)
    .map((one) => {
      const linked = [...linkedTo(one)]
      const own = linked.filter((other) => isTask.has(other))
      const named = linked.filter((other) => isCriterion.has(other))
      return { at: one.at.definition, title: [tasksIn(own), ...named.slice(0, 5).map(({ id }) => id)].join(' · ') }
    })
    .sort((a, b) => a.at.start - b.at.start)
}

function tasksIn(tasks: readonly Traced[]): string {
  const { done, total } = countDone(tasks)
  return total === 0 ? 'no task' : `${counted(total, 'task')}, ${done} done`
}
