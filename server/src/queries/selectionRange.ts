// textDocument/selectionRange: the id, the item, its sections, the document. VS Code has its own for Markdown.
import { firstIndexFrom, type Span } from '../base/span.ts'
import { blockAt } from '../document/places.ts'
import { idSpanAt } from '../feature/symbol.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

/** The spans around an offset, the innermost first; each is inside the next one. */
export function selectionsAt(spec: SpecDocument, offset: number): Span[] {
  const { document, definitions } = spec
  const spans: Span[] = []
  const add = (span: Span | undefined): void => {
    const last = spans.at(-1)
    if (!span || span.start > offset || span.end < offset) return
    if (last && (span.start > last.start || span.end < last.end)) return
    if (last?.start === span.start && last.end === span.end) return
    spans.push({ start: span.start, end: span.end })
  }
  add(idSpanAt(spec, offset))
  add(blockAt(document, offset))
  add(definitions[firstIndexFrom(definitions, offset + 1) - 1]?.whole)
  for (
    let section = document.sections.findLast(({ start, end }) => start <= offset && offset <= end);
    section;
    section = section.parent
  )
    add(section)
  add({ start: 0, end: document.text.length })
  return spans
}
