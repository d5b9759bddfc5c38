// Where something new is written in a document, in its own line ends: a section, a line beside a field, a comment.
import type { Edit } from '../base/edit.ts'
import { inLineEndsOf, lineEnd, lineStart } from '../base/lines.ts'
import type { Document, Field } from './model.ts'

/** Where the code or HTML starts that is never closed, and swallows what is written behind; undefined where all is closed. */
export function openEnd({ chunks }: Document): number | undefined {
  const part = chunks.at(-1)
  const last = part?.chunk.scan.blocks.at(-1)
  return part && (last?.type === 'code' || last?.type === 'html') && !last.closed ? part.start + last.start : undefined
}

/** Whether what is written at the end would be swallowed by code or HTML that is never closed. */
export const isOpenAtEnd = (document: Document): boolean => openEnd(document) !== undefined

/** A section before an offset, or at the end; undefined where it would be swallowed. Between others stands a rule where some do. */
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

/** A line of metadata behind or before another one, in its form: a bullet, a quote, a hard break; undefined where that is no line. */
export function fieldBeside({ text }: Document, neighbour: Field, line: string, behind: boolean): Edit | undefined {
  const start = lineStart(text, neighbour.start)
  const end = lineEnd(text, neighbour.start)
  const own = text.slice(start, end)
  const prefix = text.slice(start, neighbour.start)
  // A row of a table, or several fields on a line: what to write there is no line.
  if (
    neighbour.row ||
    !/^[ \t>*+-]*$/.test(prefix) ||
    own
      .slice(prefix.length)
      .trimEnd()
      .replace(/[ \t]*\\$/, '') !== text.slice(neighbour.start, neighbour.end)
  )
    return undefined
  const hardBreak = /(?: {2,}|\\)$/.exec(own)?.[0] ?? ''
  const written = `${prefix}${line}${hardBreak}`
  if (behind) return { start: end, end, text: inLineEndsOf(text, `\n${written}`) }
  return { start, end: start, text: inLineEndsOf(text, `${written}\n`) }
}

/** The first line of metadata: below the title; without one at the top, below the front matter. */
export function firstField({ text, title, chunks }: Document, line: string): Edit {
  if (!title) {
    const start = chunks[0]?.chunk.scan.frontMatter?.end ?? 0
    const words = `${start > 0 ? '\n\n' : ''}${line}\n${start > 0 ? '' : '\n'}`
    return { start, end: start, text: inLineEndsOf(text, words) }
  }
  const newline = /[\r\n]/.test(text[title.body - 1] ?? '') ? '' : '\n'
  return { start: title.body, end: title.body, text: inLineEndsOf(text, `${newline}\n${line}\n`) }
}
