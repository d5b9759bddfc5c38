// Completion of metadata: the words that a field may have, and today's date.
import { t } from '../base/l10n.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Completion, Line } from './completion.ts'

/** The values that the field around an offset may have. */
export function fieldCompletions(spec: SpecDocument, offset: number, line: Line, today: string): Completion[] {
  for (const [wanted, field] of spec.fields) {
    if (offset < field.name.end || field.start > line.end || field.start < line.start) continue
    const colon = /[:：]\**[ \t]*/.exec(spec.document.text.slice(field.name.end, line.end))
    const from = field.row ? field.valueSpan.start : field.name.end + (colon ? colon.index + colon[0].length : 0)
    if (offset < from || (field.row && offset > field.valueSpan.end)) return []
    const end = field.row ? field.valueSpan.end : line.end
    // Another field on the line, a comment and parentheses are not replaced.
    const value = spec.document.text.slice(from, end).split(/\s+(?:\||·|<!--|\()/, 1)[0] ?? ''
    const span = { start: from, end: Math.max(from, from + value.trimEnd().length) }
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
    if (shape.type === 'words')
      return shape.words.map((word, k) => offer(word, t('{0}, from the template', wanted.key), k))
    return shape.type === 'date' ? [offer(today, t("Today's date"), 0)] : []
  }
  return []
}
