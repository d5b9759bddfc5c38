// The traceability table of a feature: which stories, requirements, tasks and criteria belong together, and the gaps.

import { coverageOf } from './coverage.ts'
import type { Feature } from './feature.ts'
import { itemLinks, type Traced } from './itemLinks.ts'

export type { Traced } from './itemLinks.ts'

export interface TraceRow {
  stories: Traced[]
  requirement: Traced | undefined
  tasks: Traced[]
  criteria: Traced[]
  /** What is missing: `task`, `story`. */
  gaps: string[]
}

/**
 * A row for each requirement, followed by rows for the stories, criteria and tasks without a requirement. Linear in the
 * documents.
 */
export function traceOf(feature: Feature): TraceRow[] {
  const { stories, requirements, tasks, criteria, linkedTo } = itemLinks(feature)
  const sets = { story: new Set(stories), task: new Set(tasks), criterion: new Set(criteria) }
  const linked = (item: Traced, set: ReadonlySet<Traced>): Traced[] =>
    [...linkedTo(item)].filter((linkedItem) => set.has(linkedItem))
  const isMissing = (covering: readonly Traced[]): boolean =>
    tasks.length > 0 && covering.every(({ state }) => state === 'dropped')
  const used = new Set<Traced>()
  const rows = requirements.map((requirement): TraceRow => {
    const covering = linked(requirement, sets.task)
    const row = {
      stories: linked(requirement, sets.story),
      requirement,
      tasks: covering,
      criteria: linked(requirement, sets.criterion),
      gaps: isMissing(covering) ? ['task'] : [],
    }
    for (const item of [...row.stories, ...row.tasks, ...row.criteria]) used.add(item)
    return row
  })
  for (const story of stories) {
    if (used.has(story)) continue
    const covering = linked(story, sets.task)
    for (const task of covering) used.add(task)
    rows.push({
      stories: [story],
      requirement: undefined,
      tasks: covering,
      criteria: linked(story, sets.criterion),
      gaps: isMissing(covering) ? ['requirement', 'task'] : ['requirement'],
    })
  }
  for (const criterion of criteria) {
    if (used.has(criterion)) continue
    const covering = linked(criterion, sets.task)
    for (const task of covering) used.add(task)
    rows.push({
      stories: [],
      requirement: undefined,
      tasks: covering,
      criteria: [criterion],
      gaps: isMissing(covering) ? ['task'] : [],
    })
  }
  const rest = tasks.filter((task) => !used.has(task))
  if (rest.length > 0)
    rows.push({ stories: [], requirement: undefined, tasks: rest, criteria: [], gaps: ['requirement'] })
  const isGap = gapsOf(feature, rows)
  return rows.map((row) => ({ ...row, gaps: row.gaps.filter((gap) => isGap(row, gap)) }))
}

type Kind = 'requirement' | 'story' | 'criterion'

/** The kind of item that a row is about. */
const kindOf = ({ requirement, stories }: TraceRow): Kind =>
  requirement ? 'requirement' : stories.length > 0 ? 'story' : 'criterion'

/** A function that says whether a gap counts: only if other rows of the kind lack it and no plan references the item. */
function gapsOf(feature: Feature, rows: readonly TraceRow[]): (row: TraceRow, gap: string) => boolean {
  const { named } = coverageOf(feature)
  const withTasks = new Set<Kind>()
  let byStory = false
  for (const row of rows) {
    if (row.tasks.length > 0) {
      withTasks.add(kindOf(row))
      if (row.stories.length > 0) withTasks.add('story')
    }
    if (row.requirement && row.stories.length > 0) byStory = true
  }
  return (row, gap) => {
    const kind = kindOf(row)
    if (gap === 'requirement') return kind === 'story' ? byStory : withTasks.has('requirement')
    const items = row.requirement ? [row.requirement] : kind === 'story' ? row.stories : row.criteria
    return withTasks.has(kind) && !items.some((item) => named.has(item.at.definition.id.key))
  }
}
