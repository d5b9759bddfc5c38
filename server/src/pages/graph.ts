// The graph: story → requirement → task → criterion, a column for each kind. Since the layers are given, only the order in
// each is computed: an item is placed near the items that it is linked with (barycentre, as in Sugiyama's layered drawings).
import { addTo } from '../base/groups.ts'
import { t } from '../base/l10n.ts'
import { type Element, element } from './element.ts'
import { hrefOf, signOf, stateName, wide } from './marks.ts'
import { itemsOfRows, kinds, type PageItem, type TraceModel, type TraceRow } from './traceModel.ts'

const node = { width: 250, height: 26, gap: 8 } // pixels
const between = 110 // columns
const head = 30
const margin = 12
const sweeps = 4
const titles = {
  story: () => t('Stories'),
  requirement: () => t('Requirements'),
  task: () => t('Tasks'),
  criterion: () => t('Criteria'),
}

interface Placed {
  x: number
  y: number
}

/** Draws some rows of a model as SVG. Each sweep sorts the columns: n log n. */
export function graphOf(model: TraceModel, rows: readonly TraceRow[]): Element {
  const shown = itemsOfRows(rows)
  const isShown = new Set(shown)
  const links = model.links.filter(([a, b]) => isShown.has(a) && isShown.has(b))
  const columns = ordered(
    kinds.map((kind) => shown.filter((k) => model.items[k]?.kind === kind)).filter((column) => column.length > 0),
    links,
  )
  const places = placed(columns, links)
  const width = 2 * margin + columns.length * (node.width + between) - between
  const lowest = Math.max(0, ...[...places.values()].map(({ y }) => y))
  const height = lowest + node.height + 2 * margin
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'graph',
      width: Math.max(width, 0),
      height,
      viewBox: `0 0 ${Math.max(width, 0)} ${height}`,
      role: 'group',
      'aria-label': t('Links between stories, requirements, tasks and criteria'),
    },
    ...columns.map((column, x) => {
      const { kind } = model.items[column[0] as number] as PageItem
      const at = { x: margin + x * (node.width + between), y: margin + 14, class: 'column' }
      return element('text', at, `${titles[kind]()} (${column.length})`)
    }),
    element('g', { class: 'links', 'aria-hidden': 'true' }, ...links.map((link) => curve(link, places, model))),
    ...columns.flatMap((column) => column.map((k) => nodeOf(model, k, places.get(k) as Placed))),
  )
}

/** Fills the longest column from the top. In the others, an item is placed as near to its linked items as there is room. */
function placed(columns: readonly number[][], links: TraceModel['links']): Map<number, Placed> {
  const linked = linkedBy(links)
  const places = new Map<number, Placed>()
  const byLength = [...columns.entries()].sort(([, a], [, b]) => b.length - a.length)
  for (const [x, column] of byLength) {
    let next = margin + head
    for (const k of column) {
      const others = (linked.get(k) ?? []).flatMap((other) => places.get(other) ?? [])
      const wanted = others.reduce((sum, { y }) => sum + y, 0) / Math.max(1, others.length)
      const y = Math.max(next, Math.round(wanted))
      places.set(k, { x: margin + x * (node.width + between), y })
      next = y + node.height + node.gap
    }
  }
  return places
}

function linkedBy(links: TraceModel['links']): Map<number, number[]> {
  const linked = new Map<number, number[]>()
  for (const [a, b] of links) {
    addTo(linked, a, b)
    addTo(linked, b, a)
  }
  return linked
}

/** Sorts each column so that items are near their linked items in the other columns. */
function ordered(columns: readonly number[][], links: TraceModel['links']): number[][] {
  const linked = linkedBy(links)
  const now = columns.map((column) => [...column])
  const height = new Map<number, number>() // from 0 to 1 in its column
  const measure = (column: readonly number[]): void =>
    column.forEach((k, at) => {
      height.set(k, (at + 0.5) / column.length)
    })
  now.forEach(measure)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const inTurn = sweep % 2 === 0 ? now.keys() : [...now.keys()].reverse()
    for (const at of inTurn) {
      const column = now[at] as number[]
      const wanted = new Map(
        column.map((k) => {
          const others = linked.get(k) ?? []
          const sum = others.reduce((all, other) => all + (height.get(other) ?? 0), 0)
          return [k, others.length === 0 ? (height.get(k) as number) : sum / others.length]
        }),
      )
      column.sort((a, b) => (wanted.get(a) as number) - (wanted.get(b) as number) || a - b)
      measure(column)
    }
  }
  return now
}

function curve([a, b]: readonly [number, number], places: ReadonlyMap<number, Placed>, { items }: TraceModel): Element {
  const [from, to] = [places.get(a) as Placed, places.get(b) as Placed]
  const [x1, y1] = [from.x + node.width, from.y + node.height / 2]
  const [x2, y2] = [to.x, to.y + node.height / 2]
  const bend = Math.max(40, (x2 - x1) / 2)
  const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
  const state = (items[b] as PageItem).state ?? (items[a] as PageItem).state
  return element('path', { d, class: `link ${state ?? 'named'}`, 'data-from': a, 'data-to': b })
}

function nodeOf(model: TraceModel, k: number, { x, y }: Placed): Element {
  const item = model.items[k] as PageItem
  const sign = item.gaps.length > 0 ? '⚠' : item.state === null ? '' : signOf(item)
  const words = `${sign === '' ? '' : `${sign} `}${item.id}`
  const state = `${stateName(item)}${item.gaps.length > 0 ? ' gap' : ''}`
  return element(
    'a',
    {
      href: hrefOf(model, item),
      class: `node ${item.kind} ${state}`,
      transform: `translate(${x} ${y})`,
      'data-item': k,
      'data-items': k,
    },
    element('rect', { width: node.width, height: node.height, rx: 4 }),
    element('rect', { width: 4, height: node.height, rx: 2, class: 'edge' }),
    element(
      'text',
      { x: 12, y: 17 },
      element('tspan', { class: 'id' }, words),
      element('tspan', { dx: 6, class: 'text' }, fitting(item.text, 32 - wide(words))),
    ),
  )
}

/** The start of a text that fits. @param letters the width, in Latin letters. */
function fitting(text: string, letters: number): string {
  let left = letters
  let out = ''
  for (const letter of text) {
    left -= wide(letter)
    if (left < 1) return `${out.trimEnd()}…`
    out += letter
  }
  return out
}
