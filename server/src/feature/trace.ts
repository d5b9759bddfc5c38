// What traces to what: stories, requirements, tasks and criteria of a feature, with the gaps. A table of places.

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

/** A row for each requirement; behind them stories, tasks and criteria that no requirement has. Linear in the documents. */
export function traceOf(feature: Feature): TraceRow[] {
  const { stories, requirements, tasks, criteria, linkedTo } = itemLinks(feature)
  const sets = { story: new Set(stories), task: new Set(tasks), criterion: new Set(criteria) }
  const linked = (one: Traced, set: ReadonlySet<Traced>): Traced[] =>
    [...linkedTo(one)].filter((other) => set.has(other))
  const isMissing = (own: readonly Traced[]): boolean =>
    tasks.length > 0 && own.every(({ state }) => state === 'dropped')
  const used = new Set<Traced>()
  const rows = requirements.map((requirement): TraceRow => {
    const own = linked(requirement, sets.task)
    const row = {
      stories: linked(requirement, sets.story),
      requirement,
      tasks: own,
      criteria: linked(requirement, sets.criterion),
      gaps: isMissing(own) ? ['task'] : [],
    }
    for (const one of [...row.stories, ...row.tasks, ...row.criteria]) used.add(one)
    return row
  })
  for (const story of stories) {
    if (used.has(story)) continue
    const own = linked(story, sets.task)
    for (const one of own) used.add(one)
    rows.push({
      stories: [story],
      requirement: undefined,
      tasks: own,
      criteria: linked(story, sets.criterion),
      gaps: isMissing(own) ? ['requirement', 'task'] : ['requirement'],
    })
  }
  for (const criterion of criteria) {
    if (used.has(criterion)) continue
    const own = linked(criterion, sets.task)
    for (const one of own) used.add(one)
    rows.push({
      stories: [],
      requirement: undefined,
      tasks: own,
      criteria: [criterion],
      gaps: isMissing(own) ? ['task'] : [],
    })
  }
  const rest = tasks.filter((one) => !used.has(one))
  if (rest.length > 0)
    rows.push({ stories: [], requirement: undefined, tasks: rest, criteria: [], gaps: ['requirement'] })
  const isGap = gapsOf(feature, rows)
  return rows.map((row) => ({ ...row, gaps: row.gaps.filter((gap) => isGap(row, gap)) }))
}

type Kind = 'requirement' | 'story' | 'criterion'

/** What a row is about. */
const kindOf = ({ requirement, stories }: TraceRow): Kind =>
  requirement ? 'requirement' : stories.length > 0 ? 'story' : 'criterion'

/** A gap is one only where the others of its kind have none, and where no plan names the item. */
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
    const own = row.requirement ? [row.requirement] : kind === 'story' ? row.stories : row.criteria
    return withTasks.has(kind) && !own.some((one) => named.has(one.at.definition.id.key))
  }
}
