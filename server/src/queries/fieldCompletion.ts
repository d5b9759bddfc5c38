// Completion of metadata: the words that a field may have, and today's date.
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Completion, Line } from './completion.ts'

/** What may be the value of the field that an offset stands in. */
export function fieldCompletions(spec: SpecDocument, offset: number, line: Line, today: string): Completion[] {
  for (const [wanted, field] of spec.fields) {
    if (offset < field.name.end || field.start > line.end || field.start < line.start) continue
    const colon = /[:：]\**[ \t]*/.exec(spec.document.text.slice(field.name.end, line.end))
    const from = field.row ? field.valueSpan.start : field.name.end + (colon ? colon.index + colon[0].length : 0)
    if (offset < from || (field.row && offset > field.valueSpan.end)) return []
    const end = field.row ? field.valueSpan.end : line.end
    // Another field on the line, a comment and what stands in brackets stay.
    const own = spec.document.text.slice(from, end).split(/\s+(?:\||·|<!--|\()/, 1)[0] ?? ''
    const span = { start: from, end: Math.max(from, from + own.trimEnd().length) }
    if (offset > span.end + 1) return []
    const { shape } = wanted
    const offer = (label: string, detail: string, rank: number): Completion => ({
      label,
      short: undefined,
      detail,
      span: { start: span.start, end: Math.max(span.end, offset) },
      filter: spec.document.text.slice(span.start, Math.max(span.end, offset)) || label,
      rank,
      kind: 'word',
    })
    if (shape.type === 'words') return shape.words.map((word, k) => offer(word, `${wanted.key}, of the template`, k))
    return shape.type === 'date' ? [offer(today, 'today', 0)] : []
  }
  return []
}
