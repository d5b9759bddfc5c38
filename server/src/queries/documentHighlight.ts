// textDocument/documentHighlight of ids: the definitions and references of an id in one document.

import type { Span } from '../base/span.ts'
import type { Feature, FeatureFile } from '../feature/feature.ts'
import { type IdSymbol, referencesOf } from '../feature/symbol.ts'

export interface Highlight extends Span {
  /** True for a definition, false for a reference. */
  defines: boolean
}

/** In the order of the text; for an id of another specification, only the place at the cursor. */
export function highlightsOf(feature: Feature, file: FeatureFile, symbol: IdSymbol): Highlight[] {
  const { id, start, end, owner, last } = symbol
  if (owner || last) return [{ start, end, defines: false }]
  const definitions = file.definitions
    .filter((one) => one.id.key === id.key)
    .map((one) => ({ start: one.start, end: one.end, defines: true }))
  const references = referencesOf(feature, id)
    .filter((one) => one.file === file)
    .map(({ reference }) => ({ start: reference.start, end: reference.end, defines: false }))
  return [...definitions, ...references].sort((a, b) => a.start - b.start)
}
