// Edits of a text: spans and their replacements.
import type { Span } from './span.ts'

/** Replaces the text of a span. Edits that are applied together never overlap. */
export interface Edit extends Span {
  text: string
}

/** Applies edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at)
}

/** The single edit that turns `before` into `after`: it replaces what lies between their common start and end. */
export function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) }
}

/** The offset, once all edits are applied, of the position `inside` characters into the new text of `edit`. */
export function offsetAfterEdits(edits: readonly Edit[], edit: Edit, inside: number): number {
  let shift = 0
  for (const before of edits)
    if (before !== edit && before.start < edit.start) shift += before.text.length - (before.end - before.start)
  return edit.start + shift + inside
}
