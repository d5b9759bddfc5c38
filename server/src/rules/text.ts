// Small things that rules say and write.
import type { Template } from '../formats/format.ts'
import type { Field, Spec } from '../spec/model.ts'

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
  const above = /^(?:\s|<!--[\s\S]*?-->)*/.exec(spec.text.slice(0, 5000))?.[0].length ?? 0
  const start = above < spec.text.length ? above : spec.text.search(/\S/)
  if (start < 0) return { start: 0, end: 0 }
  const rest = spec.text.slice(start, start + 200).search(/[\r\n]/)
  return { start, end: rest < 0 ? Math.min(spec.text.length, start + 200) : start + rest }
}

/** `one`, `one or two`, `one, two or three`, each in quotes. */
export function quotedList(words: readonly string[], joint = 'or'): string {
  const quoted = words.map((word) => `"${word}"`)
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} ${joint} ${quoted.at(-1)}`
}

/** Whether a folder is one that finished specifications are moved to: `done`, `archive`, `2026-Q3`. */
export const isArchive = (name: string): boolean =>
  /^(?:done|archived?|completed?|closed|\d{4}-?Q[1-4]|\d{4})$/i.test(name)

/** Where a field's value stands, without white space behind it. */
export const trimmedValue = ({ value, valueSpan }: Field): { start: number; end: number } => ({
  start: valueSpan.start,
  end: valueSpan.start + value.trimEnd().length,
})

/** How a message names the template that asks for something. */
export const templateName = ({ format, document, path }: Template): string =>
  path ?? `the ${format} template${document === 'spec' ? '' : ` of ${document}.md`}`

/** For comparing words: case, spaces, hyphens and underscores do not matter. */
export const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '-')

/** The one of some words that was probably meant: with the same first letter, and at most two letters wrong. */
export const nearest = (written: string, words: readonly string[]): string | undefined =>
  words.find((word) => fold(word)[0] === fold(written)[0] && distance(fold(word), fold(written)) <= 2)

/** Edit distance of two short words; 99 for long ones. */
function distance(a: string, b: string): number {
  if (a.length > 40 || b.length > 40) return 99
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let k = 1; k <= b.length; k++) {
      const same = (row[k - 1] as number) + (a[i - 1] === b[k - 1] ? 0 : 1)
      next.push(Math.min(same, (row[k] as number) + 1, (next[k - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
