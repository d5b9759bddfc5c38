// The dashboard: a chart of the stages, and a table of all specifications that sorts.
import { ageOf } from '../base/date.ts'
import { counted } from '../base/words.ts'
import {
  type Column,
  columns,
  type DashboardModel,
  type DashboardRow,
  largestFirst,
  stageCounts,
} from './dashboardModel.ts'
import { type Child, type Element, element } from './element.ts'

const titles: Record<Column, string> = {
  number: 'No.',
  title: 'Specification',
  stage: 'Stage',
  tasks: 'Tasks',
  review: 'Review',
  questions: 'Questions',
  problems: 'Problems',
}

/** Bars of the stages, as wide as they are many; each says its count. */
export function chartOf(rows: readonly DashboardRow[]): Element {
  const counts = stageCounts(rows)
  const width = 640 // pixels
  const all = Math.max(1, rows.length)
  let x = 0
  const bars = counts.map(({ stage, count }) => {
    const own = (width * count) / all
    const words = `${stage} ${count}`
    const bar = element(
      'g',
      { class: `bar ${stage}` },
      element('rect', { x, y: 0, width: Math.max(1, own - 2), height: 26, rx: 3 }, element('title', {}, words)),
      own > 7 * words.length + 8 ? element('text', { x: x + 8, y: 17 }, words) : undefined,
    )
    x += own
    return bar
  })
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'chart',
      viewBox: `0 0 ${width} 26`,
      width,
      height: 26,
      role: 'img',
      'aria-label': `Specifications by stage: ${counts.map(({ stage, count }) => `${count} ${stage}`).join(', ')}`,
    },
    ...bars,
  )
}

/** The table. @param by the column that it is sorted by. */
export function dashboardOf(
  rows: readonly DashboardRow[],
  { now }: Pick<DashboardModel, 'now'>,
  by: Column,
  backwards: boolean,
): Element {
  const reviewed = rows.some(({ review }) => review.total > 0)
  const shown = columns.filter((column) => column !== 'review' || reviewed)
  return element(
    'table',
    { class: 'dashboard', 'aria-label': 'Specifications' },
    element('thead', {}, element('tr', {}, ...shown.map((column) => headOf(column, by, backwards)))),
    element('tbody', {}, ...rows.map((row) => rowOf(row, now, reviewed))),
  )
}

function headOf(column: Column, by: Column, backwards: boolean): Element {
  const sorted = column === by
  const down = largestFirst.has(column) ? !backwards : backwards
  const arrow = sorted ? (down ? ' ↓' : ' ↑') : ''
  return element(
    'th',
    { scope: 'col', class: column, 'aria-sort': sorted ? (down ? 'descending' : 'ascending') : undefined },
    element('button', { type: 'button', 'data-sort': column }, `${titles[column]}${arrow}`),
  )
}

function rowOf(row: DashboardRow, now: string, reviewed: boolean): Element {
  const age = row.oldest === '' ? '' : ageOf(new Date(row.oldest), Date.parse(now))
  return element(
    'tr',
    { class: row.archived ? 'archived' : undefined },
    element('td', { class: 'number' }, row.number),
    element('th', { scope: 'row' }, element('a', { href: row.uri, 'data-uri': row.uri }, row.title)),
    element('td', {}, element('span', { class: `stage ${row.stage || 'other'}` }, row.status || 'none')),
    shareOf(row.tasks),
    reviewed ? shareOf(row.review) : undefined,
    element(
      'td',
      { class: 'questions' },
      row.questions === 0 ? '' : `${row.questions}${age === '' ? '' : ` · ${age}`}`,
    ),
    element('td', { class: 'problems' }, ...marked('✗', row.errors, 'error'), ...marked('⚠', row.warnings, 'warning')),
  )
}

/** A sign with a number, and the word for it where the sign is not seen. */
function marked(sign: string, n: number, noun: string): Child[] {
  if (n === 0) return []
  return [
    element('span', { 'aria-hidden': 'true', title: counted(n, noun) }, `${sign} ${n}`),
    element('span', { class: 'unseen' }, counted(n, noun)),
    ' ',
  ]
}

/** A bar with its numbers; empty where there is nothing to count. */
function shareOf({ done, total }: { done: number; total: number }): Element {
  if (total === 0) return element('td', {})
  const bar = element('progress', { max: total, value: done, 'aria-hidden': 'true' })
  return element('td', { class: 'share' }, bar, ` ${done}/${total}`)
}
