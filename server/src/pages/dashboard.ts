// The dashboard: a chart of the stages, and a sortable table of all specifications.
import { ageOf } from '../base/date.ts'
import { counted, t } from '../base/l10n.ts'
import {
  type Column,
  columns,
  type DashboardModel,
  type DashboardRow,
  largestFirst,
  stageCounts,
} from './dashboardModel.ts'
import { type Child, type Element, element } from './element.ts'
import { wide } from './marks.ts'

const titles: Record<Column, () => string> = {
  number: () => t('No.'),
  title: () => t('Specification'),
  stage: () => t('Stage'),
  tasks: () => t('Tasks'),
  review: () => t('Review'),
  questions: () => t('Questions'),
  problems: () => t('Problems'),
}

const stageNames: Record<string, () => string> = {
  draft: () => t('draft'),
  review: () => t('in review'),
  approved: () => t('approved'),
  done: () => t('done'),
  other: () => t('other'),
}

/** A bar for each stage, labelled with its number of specifications, which is also its width. */
export function chartOf(rows: readonly DashboardRow[]): Element {
  const counts = stageCounts(rows)
  const width = 640 // pixels
  const all = Math.max(1, rows.length)
  let x = 0
  const labelOf = ({ stage, count }: (typeof counts)[number]): string => `${stageNames[stage]?.() ?? stage}: ${count}`
  const bars = counts.map((stageCount) => {
    const barWidth = (width * stageCount.count) / all
    const label = labelOf(stageCount)
    const bar = element(
      'g',
      { class: `bar ${stageCount.stage}` },
      element('rect', { x, y: 0, width: Math.max(1, barWidth - 2), height: 26, rx: 3 }, element('title', {}, label)),
      barWidth > 7 * wide(label) + 8 ? element('text', { x: x + 8, y: 17 }, label) : undefined,
    )
    x += barWidth
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
      'aria-label': t('Specifications by stage: {0}', counts.map(labelOf).join(', ')),
    },
    ...bars,
  )
}

/** The table. @param by the column that the rows are sorted by. */
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
    { class: 'dashboard', 'aria-label': t('Specifications') },
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
    element('button', { type: 'button', 'data-sort': column }, `${titles[column]()}${arrow}`),
  )
}

function rowOf(row: DashboardRow, now: string, reviewed: boolean): Element {
  const age = row.oldest === '' ? '' : ageOf(new Date(row.oldest), Date.parse(now))
  return element(
    'tr',
    { class: row.archived ? 'archived' : undefined },
    element('td', { class: 'number' }, row.number),
    element('th', { scope: 'row' }, element('a', { href: row.uri, 'data-uri': row.uri }, row.title)),
    element('td', {}, element('span', { class: `stage ${row.stage || 'other'}` }, row.status || t('no status'))),
    shareOf(row.tasks),
    reviewed ? shareOf(row.review) : undefined,
    element(
      'td',
      { class: 'questions' },
      row.questions === 0 ? '' : `${row.questions}${age === '' ? '' : ` · ${age}`}`,
    ),
    element(
      'td',
      { class: 'problems' },
      ...marked('✗', row.errors, counted(row.errors, '{0} error', '{0} errors')),
      ...marked('⚠', row.warnings, counted(row.warnings, '{0} warning', '{0} warnings')),
    ),
  )
}

/** A sign with a number, and a label for those who do not see the sign; nothing for 0. */
function marked(sign: string, n: number, label: string): Child[] {
  if (n === 0) return []
  return [
    element('span', { 'aria-hidden': 'true', title: label }, `${sign} ${n}`),
    element('span', { class: 'unseen' }, label),
    ' ',
  ]
}

/** A progress bar with its numbers; empty if there is nothing to count. */
function shareOf({ done, total }: { done: number; total: number }): Element {
  if (total === 0) return element('td', {})
  const bar = element('progress', { max: total, value: done, 'aria-hidden': 'true' })
  return element('td', { class: 'share' }, bar, ` ${done}/${total}`)
}
