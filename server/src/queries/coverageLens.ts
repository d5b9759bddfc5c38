// textDocument/codeLens and textDocument/inlayHint: what covers the stories and requirements of a document, and which of them
// are not covered. Nothing while the feature has no tasks.

import { counted, t } from '../base/l10n.ts'
import { lineEnd } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import type { Definition } from '../document/model.ts'
import type { Evidence, EvidencePlace } from '../evidence/evidence.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { countDone } from '../feature/progress.ts'
import { traceOf } from '../feature/trace.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { verifiedText } from './evidenceText.ts'

export interface CoverageLens {
  /** The id below the lens. */
  at: Span
  title: string
  /** The tasks and criteria that cover it. */
  covering: readonly Traced[]
  /** The tests and the code that name it. */
  evidence: readonly EvidencePlace[]
}

/** Which items have a lens. */
export interface CoverageKinds {
  stories: boolean
  requirements: boolean
}

const mostPlaces = 50 // of tests and code

/** `2 tasks, 1 done · SC-002 · ✓ 3 tests pass`, above each covered item. */
export function coverageLenses(
  feature: Feature,
  spec: SpecDocument,
  wanted: CoverageKinds,
  evidenceFor?: (definition: Definition) => Evidence,
): CoverageLens[] {
  const { stories, requirements, tasks, criteria, linkedTo } = itemLinks(feature)
  if (tasks.length === 0 && !evidenceFor) return []
  const [isTask, isCriterion] = [new Set(tasks), new Set(criteria)]
  return [...(wanted.stories ? stories : []), ...(wanted.requirements ? requirements : [])]
    .filter(({ at }) => at.spec === spec)
    .flatMap((one): CoverageLens[] => {
      const linked = [...linkedTo(one)]
      const ownTasks = linked.filter((item) => isTask.has(item))
      const ownCriteria = linked.filter((item) => isCriterion.has(item))
      const { done, total } = countDone(ownTasks)
      const parts = total === 0 ? [] : [counted(total, '{0} task, {1} done', '{0} tasks, {1} done', done)]
      const known = evidenceFor?.(one.at.definition)
      const evidence = known ? [...known.tests, ...known.code].slice(0, mostPlaces) : []
      const verified = known ? verifiedText(known) : ''
      const title = [...parts, ...ownCriteria.slice(0, 5).map(({ id }) => id), verified].filter(Boolean).join(' · ')
      return title === '' ? [] : [{ at: one.at.definition, title, covering: [...ownTasks, ...ownCriteria], evidence }]
    })
    .sort((a, b) => a.at.start - b.at.start)
}

export interface GapHint {
  /** The end of the item's line. */
  offset: number
  label: string
  tooltip: string
}

/** `no task`, after requirements and stories without tasks, if others have some. */
export function gapHints(feature: Feature, spec: SpecDocument): GapHint[] {
  return traceOf(feature)
    .flatMap(({ requirement, stories, gaps }): GapHint[] => {
      const about = requirement ?? stories[0]
      if (!about || about.at.spec !== spec || !gaps.includes('task')) return []
      const offset = lineEnd(spec.document.text, about.at.definition.end)
      return [{ offset, label: t('no task'), tooltip: t('No task covers {0}. Dropped tasks do not count.', about.id) }]
    })
    .sort((a, b) => a.offset - b.offset)
}
