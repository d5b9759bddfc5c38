// What traces to what: stories, requirements, tasks and criteria of a feature, with the gaps. A table of places.
import { type Feature, type Located, resolve } from '../formats/feature.ts'
import type { Role } from '../formats/format.ts'
import { definitionsOf } from '../formats/reading.ts'
import { isDone } from '../formats/summary.ts'
import { coverageOf } from '../rules/coverage.ts'
import { excerpt } from '../rules/text.ts'
import type { Mention } from '../spec/model.ts'
import { namesOtherSpec } from '../spec/scope.ts'
import { firstFrom } from '../spec/sections.ts'
import { sectionText } from './traceText.ts'

/** An item in a row. */
export interface Traced {
  id: string
  text: string
  at: Located
  /** For tasks with a box. */
  done: boolean | undefined
}

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
  const all = (role: Role): Traced[] =>
    feature.documents.flatMap((reading) =>
      definitionsOf(reading, role).map((definition) => traced({ reading, definition })),
    )
  const [stories, requirements, tasks, criteria] = (['story', 'requirement', 'task', 'criterion'] as const).map(
    all,
  ) as [Traced[], Traced[], Traced[], Traced[]]
  const byKey = new Map<string, Traced[]>()
  const everything = [...stories, ...requirements, ...tasks, ...criteria]
  for (const one of everything) {
    const same = byKey.get(one.at.definition.id.key)
    if (same) same.push(one)
    else byKey.set(one.at.definition.id.key, [one])
  }
  const links = new Map<Traced, Set<Traced>>()
  const link = (a: Traced, b: Traced): void => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const set = links.get(one) ?? new Set()
      links.set(one, set.add(other))
    }
  }
  for (const one of everything)
    for (const key of keysIn(feature, one))
      for (const other of byKey.get(key) ?? []) if (other !== one) link(one, other)
  const sets = { story: new Set(stories), task: new Set(tasks), criterion: new Set(criteria) }
  const linked = (one: Traced, set: ReadonlySet<Traced>): Traced[] =>
    [...(links.get(one) ?? [])].filter((other) => set.has(other))
  const used = new Set<Traced>()
  const rows = requirements.map((requirement): TraceRow => {
    const own = linked(requirement, sets.task)
    const row = {
      stories: linked(requirement, sets.story),
      requirement,
      tasks: own,
      criteria: linked(requirement, sets.criterion),
      gaps: tasks.length > 0 && own.length === 0 ? ['task'] : [],
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
      gaps: own.length === 0 && tasks.length > 0 ? ['requirement', 'task'] : ['requirement'],
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
      gaps: own.length === 0 && tasks.length > 0 ? ['task'] : [],
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

function traced(at: Located): Traced {
  const {
    reading: { spec },
    definition,
  } = at
  const words = sectionText(spec.text, definition)
  return {
    id: definition.id.text,
    text: excerpt(words, 80),
    at,
    done: definition.box ? isDone(spec, definition) : undefined,
  }
}

const mostOfRange = 500

/** Keys of the ids of this feature that an item names in its text. */
function keysIn(feature: Feature, { at: { reading, definition } }: Traced): string[] {
  const { whole, form, section, end } = definition
  const until = form === 'heading' && section ? section.end : whole.end
  const { mentions } = reading
  const keys: string[] = []
  for (const mention of mentions.slice(firstFrom(mentions, end), firstFrom(mentions, until))) {
    if (namesOtherSpec(reading.spec, mention)) continue
    const [found] = resolve(feature, mention.id) // a sub-clause belongs to its item
    keys.push(found?.definition.id.key ?? mention.id.key, ...expand(mention))
  }
  return keys
}

function expand({ id, last }: Mention): string[] {
  const keys = [id.key]
  if (!last) return keys
  for (let number = id.number + 1; number <= Math.min(last.number, id.number + mostOfRange); number++)
    keys.push(`${id.prefix}-${number}`)
  return keys
}
