// The data of the traceability page, which is sent over the protocol and written into HTML files.
import { counted, t } from '../base/l10n.ts'

export type ItemKind = 'story' | 'requirement' | 'task' | 'criterion'

/** From the left to the right. */
export const kinds: readonly ItemKind[] = ['story', 'requirement', 'task', 'criterion']

export interface PageItem {
  id: string
  kind: ItemKind
  text: string
  /** The state of a task; null for an item without a state. */
  state: 'done' | 'open' | 'dropped' | null
  /** The section of the item; for a task, its phase. */
  section: string
  /** What the item lacks: `task`, `requirement`. */
  gaps: readonly string[]
  /** What verifies the item, in words; empty for nothing, undefined if that is not known. */
  verified?: string
  /** The index of its document. */
  document: number
  /** Lines, counted from 1. */
  line: number
  lastLine: number
}

export interface TraceRow {
  /** The item of the row, as an index of `items`; null for tasks without a requirement. */
  about: number | null
  stories: readonly number[]
  tasks: readonly number[]
  criteria: readonly number[]
  gaps: readonly string[]
}

export interface TraceModel {
  title: string
  status: string | null
  /** The addresses of the documents. */
  documents: readonly string[]
  items: readonly PageItem[]
  rows: readonly TraceRow[]
  /** Pairs of items of which either references the other; the first is further left, see `kinds`. */
  links: readonly (readonly [number, number])[]
}

export interface TraceFilter {
  /** Words that the id or text of an item contains. */
  text: string
  gapsOnly: boolean
  /** The section of a task and the id of a story; empty for all. */
  section: string
  story: string
}

export const noFilter: TraceFilter = { text: '', gapsOnly: false, section: '', story: '' }

/** The sections with tasks, in their order. */
export const taskSections = ({ items }: TraceModel): string[] => [
  ...new Set(items.flatMap(({ kind, section }) => (kind === 'task' && section !== '' ? [section] : []))),
]

/** The rows that match a filter, each with those of its tasks that match. */
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
    const matching = { tasks: tasks.filter(has), criteria: row.criteria.filter(has) }
    return matching.tasks.length + matching.criteria.length > 0 ? [{ ...row, ...matching }] : []
  })
}

/** The items of rows, in the order of the model. */
export function itemsOfRows(rows: readonly TraceRow[]): number[] {
  const found = new Set<number>()
  for (const { about, stories, tasks, criteria } of rows)
    for (const k of [...(about === null ? [] : [about]), ...stories, ...tasks, ...criteria]) found.add(k)
  return [...found].sort((a, b) => a - b)
}

/** The summary above the views: the numbers of items, of tasks that are done, and of rows with a gap. */
export function traceSummary({ items, rows }: TraceModel): string {
  const count = (kind: ItemKind): number => items.filter((item) => item.kind === kind).length
  const [stories, requirements, tasks, criteria] = kinds.map(count) as [number, number, number, number]
  const done = items.filter(({ kind, state }) => kind === 'task' && state === 'done').length
  const gaps = rows.filter((row) => row.gaps.length > 0).length
  const parts = [
    stories > 0 && counted(stories, '{0} story', '{0} stories'),
    requirements > 0 && counted(requirements, '{0} requirement', '{0} requirements'),
    tasks > 0 && counted(tasks, '{0} task, {1} done', '{0} tasks, {1} done', done),
    criteria > 0 && counted(criteria, '{0} criterion', '{0} criteria'),
    rows.length > 0 && (gaps === 0 ? t('no gaps') : counted(gaps, '{0} gap', '{0} gaps')),
  ]
  return parts.filter(Boolean).join(' · ')
}
