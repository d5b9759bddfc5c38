// The line around an offset, and the line ends of a text.
import type { Span } from './span.ts'

/** The offset at which the line around an offset starts. */
export function lineStart(text: string, at: number): number {
  let start = at
  for (let c = text.charCodeAt(start - 1); start > 0 && c !== 10 && c !== 13; c = text.charCodeAt(--start - 1));
  return start
}

/** The offset at which the line around an offset ends, before the line end. */
export function lineEnd(text: string, at: number): number {
  let end = at
  for (let c = text.charCodeAt(end); end < text.length && c !== 10 && c !== 13; c = text.charCodeAt(++end));
  return end
}

/** What precedes and what follows a span on its lines, of at most `most` characters each. */
export function aroundOnLine(text: string, { start, end }: Span, most: number): [before: string, behind: string] {
  const before = text.slice(Math.max(0, start - most), start)
  const behind = text.slice(end, end + most)
  return [before.slice(lineStart(before, before.length)), behind.slice(0, lineEnd(behind, 0))]
}

/** The line end that a text uses first. */
const eolOf = (text: string): string => {
  const newline = text.indexOf('\n')
  if (newline < 0) return text.includes('\r') ? '\r' : '\n'
  return text[newline - 1] === '\r' ? '\r\n' : '\n'
}

/** Converts `text` to the line ends of a document. */
export const inLineEndsOf = (document: string, text: string): string => text.replace(/\r?\n/g, eolOf(document))
