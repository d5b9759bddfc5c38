// textDocument/foldingRange: sections, code blocks and comments. VS Code folds Markdown itself.

import type { Span } from '../base/span.ts'
import { blocksOf } from '../document/places.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

export interface Fold extends Span {
  kind: 'region' | 'comment'
}

/** In the order of the text; the end is on the last folded line. */
export function foldsOf({ document }: SpecDocument): Fold[] {
  const { text, sections } = document
  const trimmed = ({ start, end }: Span): Span => ({ start, end: start + text.slice(start, end).trimEnd().length })
  const folds: Fold[] = sections.map((section) => ({ ...trimmed(section), kind: 'region' }))
  for (const block of blocksOf(document)) {
    if (block.type === 'code') folds.push({ ...trimmed(block), kind: 'region' })
    if (block.comment) folds.push({ ...trimmed(block), kind: 'comment' })
  }
  return folds
    .filter(({ start, end }) => text.slice(start, end).includes('\n'))
    .sort((a, b) => a.start - b.start || b.end - a.end)
}
