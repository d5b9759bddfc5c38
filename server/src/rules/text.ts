// Small things that rules say and write.
import type { Spec } from '../spec/model.ts'

/** The line end that a text uses. */
const eolOf = (text: string): string => {
  const newline = text.indexOf('\n')
  if (newline < 0) return text.includes('\r') ? '\r' : '\n'
  return text[newline - 1] === '\r' ? '\r\n' : '\n'
}

/** `text` in the line ends of a document. */
export const inLineEndsOf = (document: string, text: string): string => text.replace(/\r?\n/g, eolOf(document))

/** A short piece of a document for a message: one line, at most `length` characters. */
export function excerpt(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= length
    ? line
    : `${line
        .slice(0, length - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}

/** A metadata value without HTML comments. */
export const withoutComments = (value: string): string =>
  value
    .slice(0, 500)
    .replace(/<!--.*?-->/g, '')
    .trim() // a value is short; the rest would take quadratic time

/** Where a finding about the whole document stands: the title, or else the first line. */
export function titleSpan(spec: Spec): { start: number; end: number } {
  if (spec.title) return spec.title.name
  const start = spec.text.search(/\S/)
  if (start < 0) return { start: 0, end: 0 }
  const rest = spec.text.slice(start, start + 200).search(/[\r\n]/)
  return { start, end: rest < 0 ? Math.min(spec.text.length, start + 200) : start + rest }
}

/** `one`, `one or two`, `one, two or three`, each in quotes. */
export function quotedList(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`)
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
