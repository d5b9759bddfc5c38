// textDocument/selectionRange: the id, the item, its sections, the document. VS Code has its own for Markdown.
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import { firstFrom, leafAt } from '../spec/sections.ts'
import { idSpanAt } from './symbol.ts'

/** The spans around an offset, the innermost first; each lies in the next one. */
export function selectionsAt(reading: Reading, offset: number): Span[] {
  const { spec, definitions } = reading
  const spans: Span[] = []
  const add = (span: Span | undefined): void => {
    const last = spans.at(-1)
    if (!span || span.start > offset || span.end < offset) return
    if (last && (span.start > last.start || span.end < last.end)) return
    if (last?.start === span.start && last.end === span.end) return
    spans.push({ start: span.start, end: span.end })
  }
  add(idSpanAt(reading, offset))
  add(leafAt(spec.scan, offset))
  add(definitions[firstFrom(definitions, offset + 1) - 1]?.whole)
  for (
    let section = spec.sections.findLast(({ start, end }) => start <= offset && offset <= end);
    section;
    section = section.parent
  )
    add(section)
  add({ start: 0, end: spec.text.length })
  return spans
}
