// The text around a question: what precedes it on its line, and what belongs to it after it.
import type { Span } from '../base/span.ts'
import { foreign, wordsOf } from '../languages/index.ts'
import { anyOf } from '../languages/pattern.ts'
import type { Block } from '../markdown/blocks.ts'

/** A block whose text is prose: a heading, a paragraph or a table row. */
export type Prose = Exclude<Block, { type: 'code' | 'html' | 'item' }>

export const isProse = (block: Block | undefined): block is Prose =>
  block !== undefined && block.type !== 'code' && block.type !== 'html' && block.type !== 'item'

// What may precede a question: a list marker, a checkbox, an id with its labels, the name of what is unclear.
const lead =
  /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]*)?(?:(?:\*\*)?[A-Z]{1,6}-?\d{1,4}(?:\*\*)?[:：]?[ \t]+(?:\[[^\]\n]{1,20}\][ \t]*)*)?(?:(?:\*\*|__)?([^*_|\n]{1,80}?)(?:\*\*|__)?[ \t]*[:：][ \t]*(?:\*\*|__)?[ \t]*)?$/

/** The label of what follows on a line: `Storage` of `- **Storage**: `; empty if there is no label, undefined inside a sentence. */
export function namedIn(before: string): string | undefined {
  const match = lead.exec(before)
  return match ? (match[1]?.trim() ?? '') : undefined
}

const farthest = 200 // characters before a question that are examined

/** The text before an offset on its line, or in its table cell, of `most` characters at most. */
export function lineBefore(text: string, block: Prose, at: number, most = farthest): string {
  const before = text.slice(Math.max(block.start - 20, at - most, 0), at)
  const cell = block.type === 'row' ? before.lastIndexOf('|') : -1
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'), cell) + 1)
}

/** The text after a marker that belongs to it: to the end of the cell, or of the lines that continue it, but not past a comment. */
export function wordsBehind(rest: string, cell: boolean): string {
  const uncommented = rest.split('<!--', 1)[0] as string
  const stop = uncommented.search(
    cell ? /[\r\n|]/ : /[\r\n]+[ \t>]*(?:(?:\*\*|__|[-*+|#>]|\d+[.)])|[^\s:：]{1,30}[:：][ \t]|$)/,
  )
  return (stop < 0 ? uncommented : uncommented.slice(0, stop)).trimEnd()
}

/** The text of a span on one line, without quote marks. */
export const oneLine = (text: string, { start, end }: Span): string =>
  text
    .slice(start, end)
    .replace(/[\r\n]+[ \t]*(?:>[ \t]?)*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The text of the first cell of a table row that is not empty. */
export const firstCell = (text: string, { start, end }: Span): string =>
  (/[^|\s][^|]*/.exec(text.slice(start, end))?.[0] ?? '').trim()

/** Whether the words behind a marker say that its question is answered: "RESOLVED, see above", "(resolved in research.md)". */
export const saysResolved = (words: string): boolean => resolved.test(words) && !/^[^\r\n\])]*[?？]/.test(words)

const resolved = new RegExp(
  `^[(（]?[*_]*(?:(?:resolved|answered|decided)\\b|${anyOf(wordsOf(({ markers }) => markers.answered, foreign))})`,
  'i',
)
