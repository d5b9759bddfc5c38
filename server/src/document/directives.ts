// Comments that suppress findings: `<!-- specwise-disable-next-line CODE, CODE: reason -->`, the same with `-line` and `-file`,
// and `specwise-disable` … `specwise-enable` around a region. Comments in code are ignored.

import type { Edit } from '../base/edit.ts'
import { inLineEndsOf, lineEnd, lineStart } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { blockAt, chunkAt, frontMatterIn, inlineAt } from './places.ts'

export interface Directive extends Span {
  scope: 'disable' | 'enable' | 'next-line' | 'line' | 'file'
  /** The rule codes before the reason, with their spans. */
  codes: readonly (Span & { code: string })[]
  /** The line of the comment, without the line end. */
  line: Span
  /** The next line that is not blank, with the whole paragraph, item text or code block that starts on it. */
  next: Span
  /** What to delete to remove the directive: its whole line with the line end if it is alone there, otherwise the comment. */
  removal: Span
}

const comment = /<!--\s*specwise-(disable(?:-next-line|-line|-file)?|enable)\b([\s\S]{0,2000}?)-->/g

const mayDirect = perObject(({ text }: Chunk): boolean => text.includes('specwise-'))

/** The directives of a document, in order. */
export const directivesOf = perObject((document: Document): readonly Directive[] => {
  const { text } = document
  if (!document.chunks.some(({ chunk }) => mayDirect(chunk))) return []
  const found: Directive[] = []
  let last: Pick<Directive, 'line' | 'next'> | undefined // computed once per line
  for (const match of text.matchAll(comment)) {
    const { index: start } = match
    if (isSkipped(document, start)) continue
    if (blockAt(document, start)?.type === 'code' || inlineAt(document, start)?.type === 'code') continue
    const end = start + match[0].length
    if (!last || end > last.line.end) {
      const line = { start: lineStart(text, start), end: lineEnd(text, end) }
      last = { line, next: nextLine(document, line.end) }
    }
    const words = match[2] as string
    found.push({
      start,
      end,
      scope: scopeOf(match[1] as string),
      codes: codesOf(words, start + match[0].indexOf(words, 10)),
      ...last,
      removal: removalOf(text, start, end),
    })
  }
  return found
})

/** Whether an offset is in a part of a merge conflict that is not read. */
function isSkipped(document: Document, at: number): boolean {
  const placed = chunkAt(document, at)
  return placed !== undefined && placed.chunk.text[at - placed.start] !== document.text[at]
}

const scopeOf = (word: string): Directive['scope'] =>
  word === 'enable' || word === 'disable' ? word : (word.slice('disable-'.length) as Directive['scope'])

/** The codes before the reason: ` duplicate-id, placeholder: kept for the example`. */
function codesOf(source: string, offset: number): Directive['codes'] {
  const codes = /^[^:：]*/.exec(source)?.[0] ?? ''
  return [...codes.matchAll(/[A-Za-z][\w-]*/g)].map(({ 0: code, index }) => ({
    code,
    start: offset + index,
    end: offset + index + code.length,
  }))
}

/** The span of `Directive.next`, for a directive whose line ends at `end`. */
function nextLine(document: Document, end: number): Span {
  const { text } = document
  let from = end
  while (from < text.length && /\s/.test(text[from] as string)) from++
  const to = lineEnd(text, from)
  let first = from
  while (first < to && blockAt(document, first) === undefined) first++
  const block = blockAt(document, first)
  const starts = block && block.type !== 'row' && block.start >= from
  return { start: lineStart(text, from), end: Math.max(to, starts ? block.end : 0) }
}

/** The span of `Directive.removal`, for a comment from `start` to `end`. */
function removalOf(text: string, start: number, end: number): Span {
  let from = start
  while (from > 0 && /[ \t]/.test(text[from - 1] as string)) from--
  const rest = /^[ \t]*(?:\r\n?|\n)/.exec(text.slice(end, end + 200))
  return { start: from, end: rest && from === lineStart(text, from) ? end + rest[0].length : end }
}

/** The edit that inserts a directive for the whole file: at its start, or after the front matter, which has to come first. */
export function fileDirectiveEdit(document: Document, code: string): Edit {
  const { text } = document
  const front = frontMatterIn(document)
  const place = front ? lineEnd(text, front.end) : 0
  const comment = `<!-- specwise-disable-file ${code}: reason -->`
  return { start: place, end: place, text: inLineEndsOf(text, front ? `\n${comment}` : `${comment}\n`) }
}

/** The edit that inserts a directive for a finding at an offset: above its line, or in the line if that would break a table. */
export function directiveEdit(document: Document, at: number, code: string): Edit {
  const { text } = document
  const block = blockAt(document, at)
  if (block?.type === 'row') {
    const from = lineStart(text, at)
    const line = text.slice(from, lineEnd(text, at)).trimEnd()
    const place = from + (line.endsWith('|') ? line.length - 1 : line.length)
    return { start: place, end: place, text: `<!-- specwise-disable-line ${code}: reason --> ` }
  }
  const from = lineStart(text, block?.start ?? at)
  const front = frontMatterIn(document)
  if (front && from < front.end) return fileDirectiveEdit(document, code)
  const indent = /^(?:[ \t]|>[ \t]?)*/.exec(text.slice(from, from + 200))?.[0] ?? ''
  const written = inLineEndsOf(text, `${indent}<!-- specwise-disable-next-line ${code}: reason -->\n`)
  return { start: from, end: from, text: written }
}
