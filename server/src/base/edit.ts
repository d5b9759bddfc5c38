// Edits of a text: replacements of spans that never overlap.
import type { Span } from './span.ts'

/** Replaces the text of a span. Edits of one fix never overlap. */
export interface Edit extends Span {
  text: string
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at)
}

/** One edit from a text to another: what lies between their common start and end. */
export function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) }
}

/** The offset that a place of a text has after edits before it; `inside` counts from the start of the edit's new text. */
export function placeAfter(edits: readonly Edit[], edit: Edit, inside: number): number {
  let shift = 0
  for (const one of edits) if (one !== edit && one.start < edit.start) shift += one.text.length - (one.end - one.start)
  return edit.start + shift + inside
}
