// textDocument/codeLens and textDocument/inlayHint: what covers the stories and requirements of a document, and what nothing
// covers. Nothing where the feature has no tasks yet.

import { lineEnd } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import { counted } from '../base/words.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { countDone } from '../feature/progress.ts'
import { traceOf } from '../feature/trace.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

export interface CoverageLens {
  /** The id that it stands above. */
  at: Span
  title: string
  /** Of the items that cover it. */
  covering: readonly Traced[]
}

/** Which items have a lens. */
export interface CoverageKinds {
  stories: boolean
  requirements: boolean
}

/** `2 tasks, 1 done · SC-002`, above what something covers. */
export function coverageLenses(feature: Feature, spec: SpecDocument, wanted: CoverageKinds): CoverageLens[] {
  const { stories, requirements, tasks, criteria, linkedTo } = itemLinks(feature)
  if (tasks.length === 0) return []
  const [isTask, isCriterion] = [new Set(tasks), new Set(criteria)]
  return [...(wanted.stories ? stories : []), ...(wanted.requirements ? requirements : [])]
    .filter(({ at }) => at.spec === spec)
    .flatMap((one): CoverageLens[] => {
      const linked = [...linkedTo(one)]
      const own = linked.filter((other) => isTask.has(other))
      const named = linked.filter((other) => isCriterion.has(other))
      const { done, total } = countDone(own)
      const parts = total === 0 ? [] : [`${counted(total, 'task')}, ${done} done`]
      const title = [...parts, ...named.slice(0, 5).map(({ id }) => id)].join(' · ')
      return title === '' ? [] : [{ at: one.at.definition, title, covering: [...own, ...named] }]
    })
    .sort((a, b) => a.at.start - b.at.start)
}

export interface GapHint {
  /** Where the hint stands: the end of the item's line. */
  offset: number
  label: string
  tooltip: string
}

/** `no task`, behind requirements and stories that lack what the others have. */
export function gapHints(feature: Feature, spec: SpecDocument): GapHint[] {
  return traceOf(feature)
    .flatMap(({ requirement, stories, gaps }): GapHint[] => {
      const about = requirement ?? stories[0]
      if (!about || about.at.spec !== spec || !gaps.includes('task')) return []
      const offset = lineEnd(spec.document.text, about.at.definition.end)
      return [{ offset, label: 'no task', tooltip: `No task names ${about.id}, where others have one.` }]
    })
    .sort((a, b) => a.offset - b.offset)
}
