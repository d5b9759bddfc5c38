// Edits that insert something into a document: a section, a line next to a field. They use the line ends of the document.
import type { Edit } from '../base/edit.ts'
import { inLineEndsOf, lineEnd, lineStart } from '../base/lines.ts'
import type { Document, Field } from './model.ts'

/** The start of code or HTML that is never closed, so that it would swallow appended text; undefined if all is closed. */
export function openEnd({ chunks }: Document): number | undefined {
  const part = chunks.at(-1)
  const last = part?.chunk.scan.blocks.at(-1)
  return part && (last?.type === 'code' || last?.type === 'html') && !last.closed ? part.start + last.start : undefined
}

/** Whether text that is appended would be swallowed by code or HTML that is never closed. */
export const isOpenAtEnd = (document: Document): boolean => openEnd(document) !== undefined

/**
 * The edit that inserts a section at an offset, or at the end. If the document has thematic breaks, one separates the section
 * from its neighbour. Undefined if the section would be swallowed by code or HTML that is never closed.
 */
export function sectionAt(document: Document, at: number, body: string): Edit | undefined {
  const { text, chunks } = document
  const ruled = chunks.some(({ chunk }) => chunk.scan.blocks.some(({ type }) => type === 'break'))
  const rule = ruled ? '---\n\n' : ''
  if (at < text.length) return { start: at, end: at, text: inLineEndsOf(text, `${body}\n\n${rule}`) }
  if (isOpenAtEnd(document)) return undefined
  const ends = /(?:\r\n|\r|\n)*$/.exec(text.slice(-4))?.[0].match(/\r\n?|\n/g)?.length ?? 0
  const gap = at === 0 ? '' : '\n'.repeat(Math.max(0, 2 - ends))
  return { start: at, end: at, text: inLineEndsOf(text, `${gap}${at > 0 ? rule : ''}${body}\n`) }
}

/**
 * The edit that inserts a line of metadata after or before a field. It copies the form of the field: a bullet, a quote, a hard
 * line break. Undefined if the field is not alone on a line.
 */
export function insertFieldNextTo(
  { text }: Document,
  neighbour: Field,
  line: string,
  behind: boolean,
): Edit | undefined {
  const start = lineStart(text, neighbour.start)
  const end = lineEnd(text, neighbour.start)
  const existing = text.slice(start, end)
  const prefix = text.slice(start, neighbour.start)
  // A table row, or several fields on one line: a new line would not fit.
  if (
    neighbour.row ||
    !/^[ \t>*+-]*$/.test(prefix) ||
    existing
      .slice(prefix.length)
      .trimEnd()
      .replace(/[ \t]*\\$/, '') !== text.slice(neighbour.start, neighbour.end)
  )
    return undefined
  const hardBreak = /(?: {2,}|\\)$/.exec(existing)?.[0] ?? ''
  const written = `${prefix}${line}${hardBreak}`
  if (behind) return { start: end, end, text: inLineEndsOf(text, `\n${written}`) }
  return { start, end: start, text: inLineEndsOf(text, `${written}\n`) }
}

/** The edit that inserts the first line of metadata: below the title; without a title, at the start or below the front matter. */
export function insertFirstField({ text, title, chunks }: Document, line: string): Edit {
  if (!title) {
    const start = chunks[0]?.chunk.scan.frontMatter?.end ?? 0
    const words = `${start > 0 ? '\n\n' : ''}${line}\n${start > 0 ? '' : '\n'}`
    return { start, end: start, text: inLineEndsOf(text, words) }
  }
  const newline = /[\r\n]/.test(text[title.body - 1] ?? '') ? '' : '\n'
  return { start: title.body, end: title.body, text: inLineEndsOf(text, `${newline}\n${line}\n`) }
}

/** Joins edits that insert at the same place into one, in their order, with `between` in place of the line ends that meet. */
export function joinedInserts({ text: all }: Document, edits: readonly Edit[], between: string): Edit[] {
  const gap = inLineEndsOf(all, between)
  const byStart = new Map<number, Edit>()
  for (const edit of edits) {
    const before = byStart.get(edit.start)
    const text = before ? before.text.replace(/[\r\n]+$/, '') + gap + edit.text.replace(/^[\r\n]+/, '') : edit.text
    byStart.set(edit.start, { ...edit, text })
  }
  return [...byStart.values()]
}
