// Open and answered questions: `[NEEDS CLARIFICATION: …]` and `[CLARIFIED: …]`, in any language, wherever they stand in prose. Brackets
// nest, code spans are skipped, and a marker may run over the lines of its block. The words without a
// question ("No [NEEDS CLARIFICATION] markers remain") are no marker.
import { perObject } from '../base/perObject.ts'
import { type Span, spanAt } from '../base/span.ts'
import { knownMarkers, type MarkerWords } from '../languages/markers.ts'
import type { Block, Scan } from '../markdown/blocks.ts'
import { leafFinder } from '../markdown/find.ts'
import type { Chunk } from './chunk.ts'
import type { Clarification } from './model.ts'
import { sectionFinder } from './sections.ts'

const none: MarkerWords = { open: [], answered: [] }

/** What questions are read in: a part of a text, with its headings. */
type Source = Pick<Chunk, 'scan' | 'sections'>

/** The markers in brackets; `words` are those of a template, beside those that are known. Offsets from the start of the part. Linear in it. */
export function readClarifications({ scan, sections }: Source, words = none): Clarification[] {
  const { text } = scan
  const found: Clarification[] = []
  const marker = patternOf(words)
  marker.lastIndex = 0
  let match = marker.exec(text)
  if (!match) return found
  const answered = new Set([...knownMarkers.answered, ...words.answered])
  const leafAt = leafFinder(scan)
  const sectionAt = sectionFinder(sections)
  for (; match; match = marker.exec(text)) {
    const start = match.index
    const block = leafAt(start)
    if (!isProse(block) || spanAt(scan.inlines, start) || text[start - 1] === '\\') continue
    const isAnswer = answered.has((match[1] as string).replace(/\s+/g, ' '))
    const isClosed = match[0].endsWith(']')
    const end = isClosed ? start + match[0].length : closingBracket(scan, start, block.end)
    const inner = isClosed
      ? { start: end - 1, end: end - 1 }
      : { start: start + match[0].length, end: text[end - 1] === ']' ? end - 1 : end }
    marker.lastIndex = end
    const question = isClosed ? questionBehind(text, start, end) : oneLine(text, inner)
    if (question === undefined || (isClosed && isAnswer) || (!isAnswer && aboutMarkers.test(question))) continue
    found.push({
      start,
      end,
      state: isAnswer ? 'answered' : 'open',
      question,
      inner,
      bracketed: true,
      section: sectionAt(start),
    })
  }
  return found
}

// A line, and those that it goes on in, up to a question mark at the end of one.
const goesOn = String.raw`(?:[^[\]\r\n?？]|[?？](?![*_ \t)"”»]*(?:[\r\n]|$))|(?:\r\n?|\n)(?![ \t]*(?:[\r\n>#|+*-]|\d+[.)]|$)))`
const asked = String.raw`(?!\()${goesOn}{1,400}[?？][*_ \t)"”»]*(?:[\r\n]|$)`
const askedBehind = new RegExp(`${goesOn}{1,400}[?？]`, 'y')
const ofMarkers = /^(?:markers?|tags?|labels?)\b/i

/** `**[NEEDS CLARIFICATION] Limits**: will it stop?`: a marker at the start of a line without a question in it. */
function questionBehind(text: string, start: number, end: number): string | undefined {
  const before = text.slice(Math.max(0, start - 200), start).replace(/(?:\*\*|__|[*_])$/, '')
  if (!lead.test(before.slice(lineStart(before, false)))) return undefined
  askedBehind.lastIndex = end
  const written = askedBehind.exec(text)?.[0] ?? ''
  const words = written.replace(/^[\s*_:：—–-]+/, '').replace(/\*\*|__/g, '')
  return ofMarkers.test(words) ? undefined : oneLine(words, { start: 0, end: words.length })
}

// "Use [NEEDS CLARIFICATION: specific question] for what is unclear."
const aboutMarkers = /^(?:…|\.{3}|(?:(?:your|the|a|specific)\s+)*question)\??$/i

// What stands before words without brackets: a list marker, a box, an id with its labels, the name of what is unclear.
const lead =
  /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]*)?(?:(?:\*\*)?[A-Z]{1,6}-?\d{1,4}(?:\*\*)?[:：]?[ \t]+(?:\[[^\]\n]{1,20}\][ \t]*)*)?(?:(?:\*\*|__)?([^*_|\n]{1,80}?)(?:\*\*|__)?[ \t]*[:：][ \t]*(?:\*\*|__)?[ \t]*)?$/
const bare = /(\*\*|__|\[)?\bNEEDS[ \t]+CLARIFICATION\b(\*\*|__|\](?!\())?/g
const behind = /^(?:[ \t]*[:：][ \t]*|[ \t]+[–—-][ \t]+|[ \t]*(?=\()|[ \t]+(?=[^\n]*[?？]$))(\S[\s\S]*)$/

/**
 * The words without brackets, as plans have them: `**Storage**: NEEDS CLARIFICATION: which one?`, or a value or table cell
 * of nothing else. Elsewhere in a sentence they are words. Offsets from the start of the part.
 */
export function readBareClarifications({ scan, sections }: Source): Clarification[] {
  const { text } = scan
  const found: Clarification[] = []
  const leafAt = leafFinder(scan)
  const sectionAt = sectionFinder(sections)
  for (const match of text.matchAll(bare)) {
    const [whole, opened, closed] = match
    if ((opened === '[') !== (closed === ']')) continue // a marker with a question, or half of one
    const start = match.index
    const block = leafAt(start)
    if (!isProse(block) || block.type === 'heading' || spanAt(scan.inlines, start)) continue
    const cell = block.type === 'row'
    const before = text.slice(Math.max(block.start - 20, start - 200, 0), start)
    const told = lead.exec(before.slice(lineStart(before, cell)))
    if (!told) continue
    const after = start + whole.length
    const words = wordsBehind(text.slice(after, Math.min(block.end, after + longest)), cell)
    const [, question] = behind.exec(words) ?? []
    if (question === undefined && words !== '' && words !== '.') continue
    const inner = { start: after + words.length - (question?.length ?? 0), end: after + words.length }
    found.push({
      start,
      end: inner.end,
      state: 'open',
      question:
        question === undefined
          ? (told[1]?.trim() ?? (cell ? firstCell(text, block) : ''))
          : oneLine(text, inner).replace(/^\((.*)\)$/, '$1'),
      inner,
      bracketed: false,
      section: sectionAt(start),
    })
  }
  return found
}

const lineStart = (before: string, cell: boolean): number =>
  Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'), cell ? before.lastIndexOf('|') : -1) + 1

/** What belongs to the words: to the end of the cell, or over the lines that go on, up to a comment. */
function wordsBehind(rest: string, cell: boolean): string {
  const own = rest.split('<!--', 1)[0] as string
  const stop = own.search(
    cell ? /[\r\n|]/ : /[\r\n]+[ \t>]*(?:(?:\*\*|__|[-*+|#>]|\d+[.)])|[^\s:：]{1,30}[:：][ \t]|$)/,
  )
  return (stop < 0 ? own : own.slice(0, stop)).trimEnd()
}

const isProse = (block: Block | undefined): block is Exclude<Block, { type: 'code' | 'html' | 'item' }> =>
  block !== undefined && block.type !== 'code' && block.type !== 'html' && block.type !== 'item'

/** Words on one line, without the marks of quotes. */
const oneLine = (text: string, { start, end }: Span): string =>
  text
    .slice(start, end)
    .replace(/[\r\n]+[ \t]*(?:>[ \t]?)*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The first words of a table row: what the row is about. */
const firstCell = (text: string, { start, end }: Span): string =>
  (/[^|\s][^|]*/.exec(text.slice(start, end))?.[0] ?? '').trim()

const patternOf = perObject(({ open, answered }: MarkerWords): RegExp => {
  const all = [...new Set([...open, ...answered, ...knownMarkers.open, ...knownMarkers.answered])]
  const spelled = all
    .sort((a, b) => b.length - a.length)
    .map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, '[ \\t\\r\\n]+'))
    .join('|')
  return new RegExp(
    `\\[(${spelled})(?:[ \\t]*[:：]|[ \\t]+[–—-][ \\t]|[ \\t]+(?=[^[\\]\\r\\n]{1,200}[?？])|\\](?=${asked}))`,
    'g',
  )
})

const longest = 4000 // characters of one marker: keeps a document of unclosed markers linear

/** The end of the bracket that opens at `start`; when it never closes, the end of its line. */
function closingBracket(scan: Scan, start: number, blockEnd: number): number {
  const { text } = scan
  const limit = Math.min(blockEnd, start + longest)
  let open = 0
  for (let i = start; i < limit; i++) {
    const c = text.charCodeAt(i)
    if (c === 96) i = Math.max(i, (spanAt(scan.inlines, i)?.end ?? 0) - 1)
    else if (c === 92)
      i++ // an escaped bracket is a letter
    else if (c === 91) open++
    else if (c === 93 && --open === 0) return i + 1
  }
  const newline = text.slice(start, limit).search(/[\r\n]/)
  return newline < 0 ? limit : start + newline
}
