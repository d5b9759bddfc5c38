// What the page of traceability shows, as plain data: it goes over the protocol, and into a file of HTML.
import { counted } from '../base/words.ts'

export type ItemKind = 'story' | 'requirement' | 'task' | 'criterion'

/** From the left to the right. */
export const kinds: readonly ItemKind[] = ['story', 'requirement', 'task', 'criterion']

export interface PageItem {
  id: string
  kind: ItemKind
  text: string
  /** How far a task is; null where nothing is said of it. */
  state: 'done' | 'open' | 'dropped' | null
  /** The section that it is in: the phase of a task. */
  section: string
  /** What it lacks: `task`, `requirement`. */
  gaps: readonly string[]
  /** Which of the documents it is in. */
  document: number
  /** Lines from 1. */
  line: number
  lastLine: number
}

export interface TraceRow {
  /** What the row is about, as an index of `items`; null for tasks that nothing asks for. */
  about: number | null
  stories: readonly number[]
  tasks: readonly number[]
  criteria: readonly number[]
  gaps: readonly string[]
}

export interface TraceModel {
  title: string
  status: string | null
  /** Addresses of the documents. */
  documents: readonly string[]
  items: readonly PageItem[]
  rows: readonly TraceRow[]
  /** Pairs of items that name each other; the first one is further left, see `kinds`. */
  links: readonly (readonly [number, number])[]
}

export interface TraceFilter {
  /** Words that the id or text of an item has. */
  text: string
  gapsOnly: boolean
  /** The section of a task, and the id of a story; empty for all. */
  section: string
  story: string
}

export const noFilter: TraceFilter = { text: '', gapsOnly: false, section: '', story: '' }

/** The sections that tasks are in, in their order. */
export const taskSections = ({ items }: TraceModel): string[] => [
  ...new Set(items.flatMap(({ kind, section }) => (kind === 'task' && section !== '' ? [section] : []))),
]

/** The rows that a filter lets through, each with those of its tasks that it lets through. */
export function filteredRows({ items, rows }: TraceModel, filter: TraceFilter): TraceRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const has = (k: number): boolean => {
    const { id, text } = items[k] as PageItem
    const all = `${id} ${text}`.toLowerCase()
    return words.every((word) => all.includes(word))
  }
  const inSection = (k: number): boolean => filter.section === '' || items[k]?.section === filter.section
  return rows.flatMap((row): TraceRow[] => {
    const tasks = row.tasks.filter(inSection)
    if (filter.gapsOnly && row.gaps.length === 0) return []
    if (filter.story !== '' && !row.stories.some((k) => items[k]?.id === filter.story)) return []
    if (filter.section !== '' && tasks.length === 0) return []
    if (words.length === 0 || (row.about !== null && has(row.about)) || row.stories.some(has))
      return [{ ...row, tasks }]
    const [ownTasks, ownCriteria] = [tasks.filter(has), row.criteria.filter(has)]
    return ownTasks.length + ownCriteria.length > 0 ? [{ ...row, tasks: ownTasks, criteria: ownCriteria }] : []
  })
}

/** The items of rows, in the order of the model. */
export function itemsOfRows(rows: readonly TraceRow[]): number[] {
  const found = new Set<number>()
  for (const { about, stories, tasks, criteria } of rows)
    for (const k of [...(about === null ? [] : [about]), ...stories, ...tasks, ...criteria]) found.add(k)
  return [...found].sort((a, b) => a - b)
}

/** What is said above the views: how many items there are, how many tasks are done, how many rows have a gap. */
export function traceSummary({ items, rows }: TraceModel): string {
  const count = (kind: ItemKind): number => items.filter((item) => item.kind === kind).length
  const done = items.filter(({ kind, state }) => kind === 'task' && state === 'done').length
  const gaps = rows.filter((row) => row.gaps.length > 0).length
  const some = (n: number, one: string, many?: string): string[] => (n === 0 ? [] : [counted(n, one, many)])
  const tasks = some(count('task'), 'task').map((text) => `${text}, ${done} done`)
  const parts = [
    ...some(count('story'), 'story', 'stories'),
    ...some(count('requirement'), 'requirement'),
    ...tasks,
    ...some(count('criterion'), 'criterion', 'criteria'),
    ...(rows.length > 0 ? [gaps === 0 ? 'no gaps' : counted(gaps, 'gap')] : []),
  ]
  return parts.join(' · ')
}
