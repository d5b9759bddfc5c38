// Inserting an item after another one, and striking one through: in lists, tables, headings and bold paragraphs.
import type { Edit } from '../base/edit.ts'
import { inLineEndsOf, lineEnd, lineStart } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import type { Id } from '../document/ids.ts'
import type { Definition } from '../document/model.ts'
import { blockAt } from '../document/places.ts'
import { cellsAt } from '../document/tables.ts'
import { marksAround } from '../templates/learn.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { wordsEnd } from './change.ts'
import { like } from './rangeText.ts'

/**
 * Where the words of an item start, after its id and the marks around it; undefined if the marks include words (a bold
 * title), or the id is a link or struck through: nothing is inserted there.
 */
function wordsAt(text: string, { start, end, form }: Definition): number | undefined {
  const before = /(\*\*|__|)$/.exec(text.slice(Math.max(0, start - 2), start))?.[1] ?? ''
  if (/[[~`(]$/.test(text.slice(0, start - before.length).slice(-1))) return undefined
  const mark = before.replace(/[*_]/g, '\\$&')
  const sign = form === 'heading' ? '[:：–—-]' : '[:：]'
  const behind = new RegExp(`^${mark}\\s{0,3}${sign}?|^[:：]${mark}`).exec(text.slice(end, end + 20))?.[0]
  if (behind === undefined || (before !== '' && !behind.includes(before))) return undefined
  return end + behind.length
}

/** The start of the next item of the same paragraph: `**FR-001**: a` and `**FR-002**: b` on two lines. */
function nextInBlock(
  { document: { text, definitions } }: SpecDocument,
  { start, whole }: Definition,
): number | undefined {
  const next = definitions.find((one) => one.start > start && one.start < whole.end && one.form === 'paragraph')
  return next && lineStart(text, next.start)
}

/** An edit, and the offset in its text where the writer continues. */
export interface Written extends Edit {
  inside: number
}

/** A new empty item after another one, in the same form; undefined if that is not possible. */
export function itemBehind(spec: SpecDocument, definition: Definition, id: Id): Written | undefined {
  const { text } = spec.document
  const { form, whole, start, end, section } = definition
  if (wordsAt(text, definition) === undefined) return undefined
  const lead = text.slice(lineStart(text, start), start)
  const written = like(definition.id, id)
  const at = (place: number, before: string, after = ''): Written => {
    const head = inLineEndsOf(text, before)
    return { start: place, end: place, text: head + inLineEndsOf(text, after), inside: head.length }
  }
  const { after } = marksAround(text, definition)
  const line = `${lead.replace(/\[[^\]]\](?=\s)/g, '[ ]')}${written}${after.trim() === '' ? ': ' : after}`
  if (form === 'item') return at(whole.start + text.slice(whole.start, whole.end).trimEnd().length, `\n${line}`)
  if (form === 'paragraph') {
    if (lead.includes('>')) return undefined
    const next = nextInBlock(spec, definition)
    if (next !== undefined) return at(next, line, '\n')
    const joined = lineStart(text, start) > lineStart(text, whole.start)
    return at(whole.start + text.slice(whole.start, whole.end).trimEnd().length, `${joined ? '\n' : '\n\n'}${line}`)
  }
  if (form === 'row') {
    const cells = cellsAt(spec.document, definition.start)
    const [first] = cells
    if (!first || /[^*_`\s]/.test(text.slice(end, first.end))) return undefined
    const stop = lineEnd(text, start)
    const between = cells.map((cell, k) => text.slice(cell.end, cells[k + 1]?.start ?? stop))
    return at(stop, `\n${lead}${written}${text.slice(end, first.end)}${between[0]}`, between.slice(1).join(''))
  }
  if (!/^ {0,3}#{1,6}[ \t]+$/.test(lead) || !section) return undefined
  const sign = /^[ \t]*[:：–—-][ \t]+/.exec(text.slice(end, end + 10))?.[0] ?? ' '
  return at(wordsEnd(text, section), `\n\n${lead}${written}${sign}`)
}

/** Strikes the words of an item through and adds a note; undefined if it has no words, or they are struck through already. */
export function itemStruck(spec: SpecDocument, definition: Definition, note: string): Edit[] | undefined {
  const { text } = spec.document
  const words = wordsAt(text, definition)
  if (words === undefined) return undefined
  const { start, end } = struckPart(spec, definition, words)
  const line = text.slice(start, end)
  if (line.trim() === '' || line.includes('~~') || /\n[ \t]*>/.test(line)) return undefined
  return [
    { start, end: start, text: '~~' },
    { start: end, end, text: `~~ (${note})` },
  ]
}

/** The part of an item to strike through: its first paragraph, the title of a heading, the first cell with text. */
function struckPart(spec: SpecDocument, definition: Definition, words: number): Span {
  const { text } = spec.document
  const { form, section, start: id } = definition
  if (form === 'row') {
    const [first, ...rest] = cellsAt(spec.document, definition.start)
    const full = [{ start: words, end: first?.end ?? words }, ...rest].find(
      (cell) => text.slice(cell.start, cell.end).trim() !== '',
    )
    return full ? trimmed(text, full) : { start: words, end: words }
  }
  const stop =
    form === 'heading'
      ? (section?.name.end ?? words)
      : form === 'paragraph'
        ? (nextInBlock(spec, definition) ?? definition.whole.end)
        : Math.min(nextInBlock(spec, definition) ?? text.length, blockAt(spec.document, id)?.end ?? words)
  return trimmed(text, { start: words, end: Math.max(words, stop) })
}

/** A span without white space at its ends. */
function trimmed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end)
  const from = start + words.length - words.trimStart().length
  return { start: from, end: Math.max(from, start + words.trimEnd().length) }
}
