// A question in its document: what it stands in, and what may stand in its place.
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import { contentOf } from '../markdown/blocks.ts'
import { englishMarkers } from '../spec/clarifications.ts'
import type { Clarification, Definition } from '../spec/model.ts'
import { countWhile, leafAt, spanAt } from '../spec/sections.ts'

const mostLooked = 200 // definitions before a place that may be around it

/** The innermost requirement, story or task that a place stands in. */
export function itemAround({ definitions }: Reading, { start, end }: Span): Definition | undefined {
  const last = countWhile(definitions, (one) => one.start <= end)
  for (let k = last - 1; k >= 0 && k >= last - mostLooked; k--) {
    const one = definitions[k] as Definition
    const whole = one.form === 'heading' && one.section ? one.section : one.whole
    if (whole.start <= start && end <= whole.end) return one
  }
  return undefined
}

/** What a question is asked in, as one line: the text of its block, with `…` in its place. */
export function contextOf({ spec }: Reading, { start, end }: Span): string {
  const block = leafAt(spec.scan, start)
  if (!block || block.type === 'code' || block.type === 'html' || block.type === 'break') return ''
  const text = `${spec.text.slice(block.start, start)}…${spec.text.slice(end, block.end)}`
  const words = text
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return /[\p{L}\p{N}]/u.test(words) ? words : ''
}

/** A question that is all of a list item or paragraph: the box before it, when there is one. */
export function aloneIn({ spec }: Reading, { start, end }: Span): { box: Span | undefined } | undefined {
  const block = leafAt(spec.scan, start)
  if (block?.type !== 'paragraph') return undefined
  const box = block.first ? block.parent?.box : undefined
  const words = contentOf(spec.scan, block)
    .replace(/^\[[^\]]?\]\s+/, '')
    .trim()
  const own = spec.text.slice(start, end)
  const same =
    words.replace(/\s+/g, ' ') ===
    own
      .replace(/\s+/g, ' ')
      .replace(/(?:^|\s)>\s/g, ' ')
      .trim()
  return same ? { box } : undefined
}

const codeSpan = /`[^`\n]+`/g

/** An answer as it may stand in place of a question: on one line, with nothing in it that ends what is around it. */
export function fitting({ spec }: Reading, at: number, answer: string): string {
  const words = answer.replace(/\s+/g, ' ').trim()
  // A backtick without a partner, or in a tag, would make code of what follows.
  const balanced = !words.replace(codeSpan, '').includes('`') && !/\\`|<[\s\S]*`/.test(words)
  const quoted = balanced ? words : words.replaceAll('`', "'")
  return leafAt(spec.scan, at)?.type === 'row' ? quoted.replace(/\\*\|/g, '\\|') : quoted
}

/** The same for the inside of brackets: those that have no partner are escaped. */
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

/** The words that markers have in this document: those of the one that stands there, else the format's own. */
export function wordsFor({ format, spec }: Reading, one?: Clarification): typeof englishMarkers {
  const { open, answered } = format.answers.markers
  const written = one ? spec.text.slice(one.start + 1, one.inner.start) : ''
  const english = one ? !open.some((word) => written.startsWith(word)) && /^[A-Z]/.test(written) : open.length === 0
  return english
    ? englishMarkers
    : { open: open[0] ?? englishMarkers.open, answered: answered[0] ?? englishMarkers.answered }
}
