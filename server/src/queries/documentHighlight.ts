// textDocument/documentHighlight of ids: all places of one document that speak of what the cursor is on.

import type { Span } from '../base/span.ts'
import type { Feature, FeatureFile } from '../feature/feature.ts'
import { type IdSymbol, referencesOf } from '../feature/symbol.ts'

export interface Highlight extends Span {
  /** It is defined here; else it is spoken of. */
  defines: boolean
}

/** In the order of the text; of an id of another specification, its own place alone. */
export function highlightsOf(feature: Feature, file: FeatureFile, symbol: IdSymbol): Highlight[] {
  const { id, start, end, owner, last } = symbol
  if (owner || last) return [{ start, end, defines: false }]
  const definitions = file.definitions
    .filter((one) => one.id.key === id.key)
    .map((one) => ({ start: one.start, end: one.end, defines: true }))
  const mentions = referencesOf(feature, id)
    .filter((one) => one.file === file)
    .map(({ reference }) => ({ start: reference.start, end: reference.end, defines: false }))
  return [...definitions, ...mentions].sort((a, b) => a.start - b.start)
}
