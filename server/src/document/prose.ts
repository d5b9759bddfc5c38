// The prose of a text: its words without code spans and inline HTML.
import { firstIndexFrom, type Span } from '../base/span.ts'
import type { Document } from './model.ts'

/** The text of a span, with code spans and inline HTML replaced by spaces, so that offsets stay valid. */
export function proseOf(document: Document, { start, end }: Span): string {
  const source = document.text.slice(start, end)
  if (!source.includes('`') && !source.includes('<')) return source
  let out = ''
  let at = start
  for (const { chunk, start: by } of document.chunks) {
    if (by >= end) break
    if (by + chunk.text.length <= start) continue
    const { inlines } = chunk.scan
    for (let k = firstIndexFrom(inlines, start - by); k < inlines.length; k++) {
      const inline = inlines[k] as Span
      if (inline.start + by >= end) break
      const [from, to] = [Math.max(at, inline.start + by), Math.min(inline.end + by, end)]
      out += document.text.slice(at, from) + ' '.repeat(Math.max(0, to - from))
      at = Math.max(at, to)
    }
  }
  return out + document.text.slice(at, end)
}
