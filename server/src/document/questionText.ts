// The words around a question: what a line says before it, what belongs to it behind it.
import type { Span } from '../base/span.ts'
import type { Block } from '../markdown/blocks.ts'

/** A block whose text is prose: a heading, a paragraph or a row of a table. */
export type Prose = Exclude<Block, { type: 'code' | 'html' | 'item' }>

export const isProse = (block: Block | undefined): block is Prose =>
  block !== undefined && block.type !== 'code' && block.type !== 'html' && block.type !== 'item'

// What stands before words: a list marker, a box, an id with its labels, the name of what is unclear.
const lead =
  /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]*)?(?:(?:\*\*)?[A-Z]{1,6}-?\d{1,4}(?:\*\*)?[:：]?[ \t]+(?:\[[^\]\n]{1,20}\][ \t]*)*)?(?:(?:\*\*|__)?([^*_|\n]{1,80}?)(?:\*\*|__)?[ \t]*[:：][ \t]*(?:\*\*|__)?[ \t]*)?$/

/** The name that a line gives to what follows: `Storage` of `- **Storage**: `, empty without one; undefined in a sentence. */
export function namedIn(before: string): string | undefined {
  const told = lead.exec(before)
  return told ? (told[1]?.trim() ?? '') : undefined
}

const farthest = 200 // characters of a line before a question that are looked at

/** What stands before a place in its line, or in its cell of a table. */
export function lineBefore(text: string, block: Prose, at: number): string {
  const before = text.slice(Math.max(block.start - 20, at - farthest, 0), at)
  const cell = block.type === 'row' ? before.lastIndexOf('|') : -1
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'), cell) + 1)
}

/** What belongs to the words: to the end of the cell, or over the lines that go on, up to a comment. */
export function wordsBehind(rest: string, cell: boolean): string {
  const own = rest.split('<!--', 1)[0] as string
  const stop = own.search(
    cell ? /[\r\n|]/ : /[\r\n]+[ \t>]*(?:(?:\*\*|__|[-*+|#>]|\d+[.)])|[^\s:：]{1,30}[:：][ \t]|$)/,
  )
  return (stop < 0 ? own : own.slice(0, stop)).trimEnd()
}

/** Words on one line, without the marks of quotes. */
export const oneLine = (text: string, { start, end }: Span): string =>
  text
    .slice(start, end)
    .replace(/[\r\n]+[ \t]*(?:>[ \t]?)*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The first words of a table row: what the row is about. */
export const firstCell = (text: string, { start, end }: Span): string =>
  (/[^|\s][^|]*/.exec(text.slice(start, end))?.[0] ?? '').trim()
