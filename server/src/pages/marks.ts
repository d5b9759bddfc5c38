// How items are written on pages: never by colour alone.
import { type Element, element } from './element.ts'
import type { PageItem, TraceModel } from './traceModel.ts'

const signs = { done: '✓', open: '○', dropped: '–' } as const

/** The sign of how far an item is; a dot where nothing is said of it. */
export const signOf = ({ state }: PageItem): string => (state === null ? '●' : signs[state])

/** How far an item is, for a class and for people. */
export const stateName = ({ state }: PageItem): string => state ?? 'named'

/** The address of an item: its document and its first line, from 1. */
export const hrefOf = ({ documents }: TraceModel, { document, line }: PageItem): string =>
  `${documents[document] ?? ''}#L${line}`

/** What a screen reader says of an item. */
export const labelOf = (item: PageItem): string =>
  [
    item.id,
    ...(item.state === null ? [] : [item.state]),
    ...item.gaps.map((gap) => `no ${gap}`),
    ...(item.text === '' ? [] : [item.text]),
  ].join(', ')

/** A link to an item; `data-items` names what is lit up with it. */
export function itemLink(model: TraceModel, k: number, text: string, more: Record<string, string> = {}): Element {
  const item = model.items[k] as PageItem
  const attributes = {
    href: hrefOf(model, item),
    'data-item': k,
    'data-items': k,
    'aria-label': labelOf(item),
    ...more,
  }
  return element('a', attributes, text)
}
