// How items are written on pages. Colour is never the only sign of a state.
import { t } from '../base/l10n.ts'
import { type Element, element } from './element.ts'
import type { PageItem, TraceModel } from './traceModel.ts'

const signs = { done: '✓', open: '○', dropped: '–' } as const

const stateLabels = { done: () => t('done'), open: () => t('open'), dropped: () => t('dropped') } as const
const gapNames: Record<string, () => string> = {
  task: () => t('task'),
  requirement: () => t('requirement'),
  story: () => t('story'),
}
const gapLabels: Record<string, () => string> = {
  task: () => t('no task'),
  requirement: () => t('no requirement'),
  story: () => t('no story'),
}

/** `done`, `open` or `dropped`, for people; empty for an item without a state. */
export const stateLabel = ({ state }: PageItem): string => (state === null ? '' : stateLabels[state]())

/** What a gap lacks, such as `task`. */
export const gapName = (gap: string): string => gapNames[gap]?.() ?? gap

/** A gap, such as `no task`. */
export const gapLabel = (gap: string): string => gapLabels[gap]?.() ?? gap

/** The sign of an item's state; a dot for an item without a state. */
export const signOf = ({ state }: PageItem): string => (state === null ? '●' : signs[state])

/** The class of an item's state. */
export const stateName = ({ state }: PageItem): string => state ?? 'named'

/** The address of an item: its document and its first line, counted from 1. */
export const hrefOf = ({ documents }: TraceModel, { document, line }: PageItem): string =>
  `${documents[document] ?? ''}#L${line}`

/** What a screen reader reads for an item. */
export const labelOf = (item: PageItem): string =>
  [item.id, stateLabel(item), ...item.gaps.map(gapLabel), item.verified, item.text].filter(Boolean).join(', ')

/** A link to an item; `data-items` lists the items that are highlighted with it. */
export function itemLink(model: TraceModel, k: number, text: string, overrides: Record<string, string> = {}): Element {
  const item = model.items[k] as PageItem
  const attributes = {
    href: hrefOf(model, item),
    'data-item': k,
    'data-items': k,
    'aria-label': labelOf(item),
    ...overrides,
  }
  return element('a', attributes, text)
}

/** The width of a text in a drawing, in Latin letters: letters of East Asia are twice as wide. */
export const wide = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)
