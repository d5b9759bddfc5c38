// A question in its document: its context, and how it can be replaced.

import { countWhile, type Span, spanAt } from '../base/span.ts'
import { excerpt, literal } from '../base/words.ts'
import type { Clarification, Definition } from '../document/model.ts'
import { blockAt } from '../document/places.ts'
import { englishMarkers, markersInLanguageOf } from '../languages/markers.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

const mostLooked = 200 // definitions before a place that are considered

/** The innermost requirement, story or task around a place. */
export function itemAround({ definitions }: SpecDocument, { start, end }: Span): Definition | undefined {
  const last = countWhile(definitions, (one) => one.start <= end)
  for (let k = last - 1; k >= 0 && k >= last - mostLooked; k--) {
    const one = definitions[k] as Definition
    const whole = one.form === 'heading' && one.section ? one.section : one.whole
    if (whole.start <= start && end <= whole.end) return one
  }
  return undefined
}

const longestContext = 300 // characters

/**
 * The context of a question, as one line: the text of its block with `…` for each question, or only its line if the block
 * is long; the title of the section if there is no other text.
 */
export function contextOf({ document, clarifications }: SpecDocument, one: Clarification): string {
  const { text } = document
  const block = blockAt(document, one.start)
  if (!block || block.type === 'break') return ''
  const line = { start: lineBreakBefore(text, one.start) + 1, end: lineEndAt(text, one.end) }
  const long = !one.bracketed || block.end - block.start > longestContext
  const part = long ? { start: Math.max(block.start, line.start), end: Math.min(block.end, line.end) } : block
  let out = ''
  let at = part.start
  for (const { start, end } of clarifications) {
    if (end <= part.start || start >= part.end || start < at) continue
    out += `${text.slice(at, start)}…`
    at = Math.min(end, part.end)
  }
  out += text.slice(at, Math.max(at, part.end))
  const words = out
    .replace(/[\r\n]+[ \t]*(?:>[ \t]?)*/g, ' ')
    .replace(/^[\s>#|]*(?:\[[^\]]?\][ \t]+|\[\^[^\]]*\]:)?|[\s|]+$/g, '')
    .replace(/\*\*|__/g, '')
    .replace(/\s*\|\s*/g, ' · ')
    .replace(/\s+/g, ' ')
    .trim()
  const said = words.replace(/^[A-Z]+-?\d+[:.]?/, '').match(/\p{L}{2,}/gu) ?? []
  if (said.length > 0) return excerpt(words, longestContext)
  return one.section ? `Under "${one.section.title}"` : ''
}

const lineBreakBefore = (text: string, at: number): number =>
  Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1))

const lineEndAt = (text: string, at: number): number => {
  const length = text.slice(at, at + 5000).search(/[\r\n]/)
  return length < 0 ? text.length : at + length
}

/** A question as quoted elsewhere, without markers. */
export const quoted = (words: string, { format }: SpecDocument): string =>
  [...format.answers.markers.open, ...format.answers.markers.answered, ...Object.values(englishMarkers)].reduce(
    (out, word) => out.replaceAll(new RegExp(`${literal(word)}[ \\t]*[:：]?[ \\t]*`, 'g'), ''),
    words,
  )

/** For a question that is a whole list item or paragraph, apart from emphasis and a full stop: its checkbox, if any. */
export function aloneIn({ document }: SpecDocument, { start, end }: Span): { box: Span | undefined } | undefined {
  const block = blockAt(document, start)
  if (block?.type !== 'paragraph') return undefined
  const { box } = block
  const from = box ? box.end + 1 : block.start
  const around = document.text.slice(from, start) + document.text.slice(end, block.end)
  return /^[\s*_>.]*$/.test(around) ? { box } : undefined
}

const codeSpan = /`[^`\n]+`/g

/** An answer that can replace a question: on one line, without syntax that would end the surrounding block. */
export function fitting({ document }: SpecDocument, at: number, answer: string): string {
  const words = answer.replace(/\s+/g, ' ').trim()
  // A backtick without a partner, or in a tag, would make code of what follows.
  const balanced = !words.replace(codeSpan, '').includes('`') && !/\\`|<[\s\S]*`/.test(words)
  const quoted = balanced ? words : words.replaceAll('`', "'")
  return blockAt(document, at)?.type === 'row' ? quoted.replace(/\\*\|/g, '\\|') : quoted
}

/** An answer as a part of a sentence: without a full stop if the sentence continues or ends after it. */
export const inSentence = ({ document }: SpecDocument, { end }: Span, words: string): string =>
  /^[ \t]*[^\s]/.test(document.text.slice(end, end + 3)) ? words.replace(/[.。]$/, '') : words

/** The same inside brackets: unbalanced brackets are escaped. */
export function inBrackets(words: string): string {
  const code = [...words.matchAll(codeSpan)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const open: number[] = []
  const lonely = new Set<number>()
  for (let k = 0; k < words.length; k++) {
    const span = spanAt(code, k)
    if (span) k = span.end - 1
    else if (words[k] === '\\') k++
    else if (words[k] === '[') open.push(k)
    else if (words[k] === ']' && open.pop() === undefined) lonely.add(k)
  }
  for (const k of open) lonely.add(k)
  const escaped = Array.from({ length: words.length }, (_, k) => (lonely.has(k) ? `\\${words[k]}` : words[k])).join('')
  const behind = /\\*$/.exec(escaped)?.[0].length ?? 0
  return behind % 2 === 1 ? `${escaped}\\` : escaped // one that escaped the bracket behind it
}

/** The words of markers in this document: those of the given marker, else those of the format. */
export function wordsFor({ format, document }: SpecDocument, one?: Clarification): typeof englishMarkers {
  const { open, answered } = format.answers.markers
  const written = one ? document.text.slice(one.start + 1, one.inner.start) : (open[0] ?? '')
  const isOfFormat = [...open, ...answered].some((word) => written.startsWith(word))
  return isOfFormat
    ? { open: open[0] ?? englishMarkers.open, answered: answered[0] ?? englishMarkers.answered }
    : (markersInLanguageOf(written) ?? englishMarkers)
}
