// The matrix: requirements and stories against tasks and criteria. A table in which adjacent cells without a link are joined,
// so that it grows with the links and not with rows times columns.
import { t } from '../base/l10n.ts'
import { type Element, element } from './element.ts'
import { gapName, itemLink, labelOf, signOf, stateName } from './marks.ts'
import type { PageItem, TraceModel, TraceRow } from './traceModel.ts'

const widths = { missing: 110, cell: 26, rest: 20 } // pixels

/**
 * Creates the matrix of some rows of a model. Linear in the items and links.
 * @param about the width of the first column, in pixels.
 */
export function matrixOf(model: TraceModel, rows: readonly TraceRow[], about = 380): Element {
  const columns = columnsOf(model, rows)
  const places = new Map(columns.flatMap(({ items }) => items).map((item, at) => [item, at]))
  const width = places.size
  const groups = groupsOf(rows)
  return element(
    'table',
    {
      class: 'matrix',
      // With a fixed width, a browser does not measure the cells.
      width: about + widths.missing + widths.cell * width + widths.rest,
      'aria-label': t('Requirements and stories by task and criterion'),
    },
    element(
      'colgroup',
      {},
      element('col', { width: about }),
      element('col', { width: widths.missing }),
      width === 0 ? undefined : element('col', { width: widths.cell, span: width }),
      element('col'),
    ),
    element('thead', {}, sectionsRow(columns), idsRow(model, columns)),
    ...groups.map(({ story, rows: members }) =>
      element(
        'tbody',
        {},
        story === undefined || isAlone(story, members) ? undefined : groupRow(model, story, width),
        ...members.map((row) => rowOf(model, row, places, width)),
      ),
    ),
  )
}

interface Column {
  title: string
  items: number[]
}

/** Tasks by section, in the order of the text, then criteria. */
function columnsOf({ items }: TraceModel, rows: readonly TraceRow[]): Column[] {
  const used = (kind: 'tasks' | 'criteria'): number[] =>
    [...new Set(rows.flatMap((row) => row[kind]))].sort((a, b) => a - b)
  const columns: Column[] = []
  for (const k of used('tasks')) {
    const title = items[k]?.section || t('Tasks')
    const last = columns.at(-1)
    if (last?.title === title) last.items.push(k)
    else columns.push({ title, items: [k] })
  }
  const subjects = new Set(rows.map(({ about }) => about))
  const criteria = used('criteria').filter((k) => !subjects.has(k))
  return criteria.length === 0 ? columns : [...columns, { title: t('Criteria'), items: criteria }]
}

/** Rows grouped by their first story, in the order of stories; rows without a story come last. */
function groupsOf(rows: readonly TraceRow[]): { story: number | undefined; rows: TraceRow[] }[] {
  const byStory = new Map<number | undefined, TraceRow[]>()
  for (const row of rows) {
    const [story] = row.stories
    const same = byStory.get(story)
    if (same) same.push(row)
    else byStory.set(story, [row])
  }
  const order = (story: number | undefined): number => story ?? Number.POSITIVE_INFINITY
  return [...byStory]
    .sort(([a], [b]) => order(a) - order(b) || 0)
    .map(([story, members]) => ({
      story,
      rows: members.sort((a, b) => order(a.about ?? undefined) - order(b.about ?? undefined) || 0),
    }))
}

/** A story without requirements is a row itself. */
const isAlone = (story: number, rows: readonly TraceRow[]): boolean => rows.length === 1 && rows[0]?.about === story

const sectionsRow = (columns: readonly Column[]): Element =>
  element(
    'tr',
    { class: 'sections' },
    element('th', { class: 'about', rowspan: 2, scope: 'col' }, t('Item')),
    element('th', { class: 'missing', rowspan: 2, scope: 'col' }, t('Missing')),
    ...columns.map(({ title, items }) =>
      element('th', { colspan: items.length, scope: 'colgroup', title }, element('span', { class: 'fit' }, title)),
    ),
    element('td', { class: 'rest', rowspan: 2 }),
  )

const idsRow = (model: TraceModel, columns: readonly Column[]): Element =>
  element(
    'tr',
    { class: 'ids' },
    ...columns.flatMap(({ items }) =>
      items.map((k, at) => {
        const item = model.items[k] as PageItem
        const first = at === 0 ? ' first' : ''
        return element('th', { class: `id ${stateName(item)}${first}`, scope: 'col' }, itemLink(model, k, item.id))
      }),
    ),
  )

function groupRow(model: TraceModel, k: number, width: number): Element {
  const story = model.items[k] as PageItem
  return element(
    'tr',
    { class: 'group' },
    element('th', { class: 'about', scope: 'rowgroup', colspan: 2 }, itemLink(model, k, `${story.id} ${story.text}`)),
    element('td', { colspan: width + 1 }),
  )
}

function rowOf(model: TraceModel, row: TraceRow, places: ReadonlyMap<number, number>, width: number): Element {
  const { about, gaps } = row
  const item = about === null ? undefined : model.items[about]
  const cells: Element[] = []
  let at = 0
  const linked = [...row.tasks, ...row.criteria].flatMap((k) => {
    const place = places.get(k)
    return place === undefined ? [] : [{ k, place }]
  })
  for (const { k, place } of linked.sort((a, b) => a.place - b.place)) {
    if (place > at) cells.push(element('td', { colspan: place - at }))
    cells.push(cellOf(model, k, about))
    at = place + 1
  }
  if (width > at) cells.push(element('td', { colspan: width - at }))
  const head =
    about === null || !item ? element('span', { class: 'none' }, t('No requirement')) : itemLink(model, about, item.id)
  return element(
    'tr',
    { class: gaps.length > 0 ? 'gap' : undefined },
    element(
      'th',
      { class: 'about', scope: 'row' },
      head,
      item?.verified ? element('span', { class: 'verified' }, ` ${item.verified}`) : undefined,
      item ? element('span', { class: 'text' }, ` ${item.text}`) : undefined,
    ),
    element('td', { class: 'missing' }, missingText(gaps)),
    ...cells,
    element('td', { class: 'rest' }),
  )
}

function cellOf(model: TraceModel, k: number, about: number | null): Element {
  const item = model.items[k] as PageItem
  const row = about === null ? '' : `${model.items[about]?.id}: `
  return element(
    'td',
    { class: `cell ${stateName(item)}` },
    itemLink(model, k, signOf(item), {
      'data-items': about === null ? `${k}` : `${k} ${about}`,
      'aria-label': `${row}${labelOf(item)}`,
    }),
  )
}

/** `⚠ task, requirement`; empty if nothing is missing. */
export const missingText = (gaps: readonly string[]): string =>
  gaps.length === 0 ? '' : `⚠ ${gaps.map(gapName).join(', ')}`
