// textDocument/documentHighlight of ids: all places of one document that speak of what the cursor is on.
import type { Feature, Page } from '../formats/feature.ts'
import type { Span } from '../markdown/blocks.ts'
import { type IdSymbol, mentionsOf } from './symbol.ts'

export interface Highlight extends Span {
  /** It is defined here; else it is spoken of. */
  defines: boolean
}

/** In the order of the text; of an id of another specification, its own place alone. */
export function highlightsOf(feature: Feature, page: Page, symbol: IdSymbol): Highlight[] {
  const { id, start, end, owner, last } = symbol
  if (owner || last) return [{ start, end, defines: false }]
  const definitions = page.definitions
    .filter((one) => one.id.key === id.key)
    .map((one) => ({ start: one.start, end: one.end, defines: true }))
  const mentions = mentionsOf(feature, id)
    .filter((one) => one.page === page)
    .map(({ mention }) => ({ start: mention.start, end: mention.end, defines: false }))
  return [...definitions, ...mentions].sort((a, b) => a.start - b.start)
}
