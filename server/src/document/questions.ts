// Open and answered questions in brackets of any kind, anywhere in prose: `[NEEDS CLARIFICATION: …]`, `[CLARIFIED: …]`. Brackets
// nest, code spans are skipped, and a marker may continue over the lines of its block. A marker without a question counts if it
// stands for a value. Elsewhere ("No [NEEDS CLARIFICATION] markers remain") the text is about markers.

import { perObject } from '../base/perObject.ts'
import { type Span, spanAt } from '../base/span.ts'
import { literal } from '../base/words.ts'
import { allMarkers, englishMarkers, type MarkerWords } from '../languages/markers.ts'
import type { Scan } from '../markdown/blocks.ts'
import { leafFinder } from '../markdown/find.ts'
import { bareMarkerKind, speaksOfMarkers } from './bareMarkers.ts'
import type { Chunk } from './chunk.ts'
import { isExampleAtOnce } from './examples.ts'
import { labelOfList } from './listLabel.ts'
import type { Clarification } from './model.ts'
import { isStruckOut } from './places.ts'
import { firstCell, isProse, lineBefore, namedIn, oneLine, saysResolved, wordsBehind } from './questionText.ts'
import { sectionFinder } from './sections.ts'

const none: MarkerWords = { open: [], answered: [] }

/** The chunk that questions are read from, with its sections. */
type Source = Pick<Chunk, 'scan' | 'sections'>

/**
 * Reads the markers in brackets of a chunk. Offsets count from the start of the chunk. Linear in its text.
 * @param words the markers of a template, in addition to those of `languages/`.
 */
export function readClarifications({ scan, sections }: Source, words = none): Clarification[] {
  const { text } = scan
  const found: Clarification[] = []
  const { marker, answers, sure } = patternOf(words)
  marker.lastIndex = 0
  let match = marker.exec(text)
  if (!match) return found
  const leafAt = leafFinder(scan)
  const sectionAt = sectionFinder(sections)
  for (; match; match = marker.exec(text)) {
    const start = match.index
    const block = leafAt(start)
    if (!isProse(block) || spanAt(scan.inlines, start) || text[start - 1] === '\\') continue
    if (isStruckOut(scan, { start, end: start })) continue
    const [whole, bracket = '', written = '', separator] = match
    const isAnswer = answers.test(written) || saysResolved(text.slice(start + whole.length, start + whole.length + 200))
    const close = brackets[bracket] as string
    const end = closingBracket(scan, start, block.end, [bracket, close])
    const inner = { start: start + whole.length, end: text[end - 1] === close ? end - 1 : end }
    const words = oneLine(text, inner)
    const question =
      separator === undefined
        ? isAnswer
          ? undefined
          : unasked(scan, block, { start, end })
        : separator.trim() !== '' || isAsked(text, inner, words, isAnswer)
          ? words
          : undefined
    // Foreign words in brackets may mean anything, so they need a colon, a dash or a question after them.
    const isWord = !sure.test(written) && !separator?.trim() && !/[?？]/.test(question ?? '')
    const isNamed = /^[\x60"'”’*_)]*[ \t]*markers?\b/i.test(text.slice(end, end + 14)) // "a [NEEDS CLARIFICATION: auth] marker"
    const isShown = question !== undefined && !isAnswer && isExampleOf(text, start, question)
    // Round brackets are common, so they need words in capitals or a question, and hold no answers.
    const isRemark = isRound(bracket) && (isAnswer || (/\p{Ll}/u.test(written) && !/[?？]$/.test(words)))
    if (question === undefined || isNamed || isShown || isRemark || isWord) {
      marker.lastIndex = start + 1
      continue
    }
    marker.lastIndex = end
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

const isRound = (bracket: string): boolean => bracket === '(' || bracket === '（'
const brackets: Readonly<Record<string, string>> = {
  '[': ']',
  '(': ')',
  '【': '】',
  '［': '］',
  '（': '）',
  '〔': '〕',
  '「': '」',
  '{': '}',
}

// "Use [NEEDS CLARIFICATION: specific question] for what is unclear."
const aboutMarkers =
  /^(?:…|\.{3}|(?:(?:your|the|a|specific)\s+)*question|(?:具体的な|具体)?(?:質問|问题|問題)|구체적인\s+질문|(?:pregunta|pergunta)\s+específica|question\s+spécifique|konkrete\s+frage|конкретный\s+вопрос)\??$/i

const aboutMarking = /^[*_]*Example of marking\b/ // the template's own words above its examples

/** Whether a marker is an example of how markers are written. */
const isExampleOf = (text: string, start: number, question: string): boolean =>
  aboutMarkers.test(question) ||
  isExampleAtOnce({ text }, { start }) ||
  aboutMarking.test(labelOfList(text, start) ?? '')

/** Whether the text after a marker, without a colon between, is a question: not "[NEEDS CLARIFICATION markers]", nor a link. */
function isAsked(text: string, { start, end }: Span, words: string, isAnswer: boolean): boolean {
  const isShort = words.length <= 200 && !/[\r\n]/.test(text.slice(start, end))
  if (/[?？]/.test(words.slice(0, 200))) return true
  return (
    isShort &&
    !isAnswer &&
    !/^[)）]/.test(text[end] ?? '') &&
    !speaksOfMarkers(words) &&
    !/[([:]/.test(text[end + 1] ?? '')
  )
}

/** What a marker without a question asks for, in the words around it; undefined if the brackets are not a marker. */
function unasked(scan: Scan, block: Parameters<typeof bareMarkerKind>[0], { start, end }: Span): string | undefined {
  const { text } = scan
  if (/^[([]/.test(text.slice(end, end + 1))) return undefined // a link
  const cell = block.type === 'row'
  const before = lineBefore(text, block, start)
  const behind = wordsBehind(text.slice(end, Math.min(block.end, end + longest)), cell)
  const kind = bareMarkerKind(block, before, behind)
  if (kind === undefined) return undefined
  // "… in place of marking" at the end of the line above.
  const above = /^[\s>]*$/.test(before) && !cell ? lineBefore(text, block, start - before.length - 1).trimEnd() : ''
  if (above !== '' && bareMarkerKind(block, `${above} `, behind) === undefined) return undefined
  const plain = (words: string): string =>
    words
      .replace(/\*\*|__/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  if (kind === 'asked') return plain(behind.replace(/^[\s*_]*[:：—–-]?\s*/, '').replace(/^\((.*)\)$/s, '$1'))
  const name = namedIn(before)
  if (name !== undefined && name !== '') return plain(name)
  if (cell && plain(before) === '') return firstCell(text, block)
  const line = lineBefore(text, block, start, mostBefore)
  const lead = plain(line.length < mostBefore ? line.replace(leadMarks, '') : `…${line.replace(/^\S{0,30}(?=\s)/, '')}`)
  const rest = /[?？]$/.test(lead) ? '' : plain(behind.replace(/^[.。;,!]$/, ''))
  if (lead === '' && rest === '' && block.type === 'heading') return undefined // the title of a section of questions
  return lead === '' && rest === '' ? '' : `${lead} …${rest === '' ? '' : ` ${rest}`}`.trim()
}

const mostBefore = 600 // characters before a marker that are shown as its question

const leadMarks = /^[\s>#]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[^\]]?\][ \t]*)?/

interface Patterns {
  /** Groups: the bracket, the marker's words, and the separator before the question, which is undefined without a question. */
  marker: RegExp
  /** Matches the words of answered questions. */
  answers: RegExp
  /** Matches the words that are a marker even without a question: the English ones and the template's. */
  sure: RegExp
}

const patternOf = perObject(({ open, answered }: MarkerWords): Patterns => {
  const spelled = (words: readonly string[], gap: string): string =>
    words.map((word) => literal(word).replace(/ +/g, gap)).join('|')
  const all = [...new Set([...open, ...answered, ...allMarkers.open, ...allMarkers.answered])].sort(
    (a, b) => b.length - a.length,
  )
  const gap = '[ \\t\\r\\n_-]+'
  const closers = Object.values(brackets).join('').replace(']', '\\]')
  return {
    marker: new RegExp(
      `([${Object.keys(brackets).join('').replace('[', '\\[')}])(${spelled(all, gap)})(?:([ \\t]*[:：]|[ \\t]+[–—-][ \\t]|[ \\t]+(?=[^\\s${closers}]))|[ \\t]*(?=[${closers}]))`,
      'gi',
    ),
    answers: new RegExp(`^(?:${spelled([...answered, ...allMarkers.answered], gap)})$`, 'i'),
    sure: new RegExp(`^(?:${spelled([...open, ...answered, ...Object.values(englishMarkers)], gap)})$`, 'i'),
  }
})

const longest = 4000 // characters of one marker; the limit keeps a document of unclosed markers linear

/** The offset after the bracket that closes the one at `start`; if it is never closed, the end of its line. */
function closingBracket(
  scan: Scan,
  start: number,
  blockEnd: number,
  [opener, closer]: readonly [string, string],
): number {
  const { text } = scan
  const limit = Math.min(blockEnd, start + longest)
  let open = 0
  for (let i = start; i < limit; i++) {
    const c = text[i]
    if (c === '`') i = Math.max(i, (spanAt(scan.inlines, i)?.end ?? 0) - 1)
    else if (c === '\\')
      i++ // an escaped bracket is a letter
    else if (c === opener) open++
    else if (c === closer && --open === 0) return i + 1
  }
  const newline = text.slice(start, limit).search(/[\r\n]/)
  return newline < 0 ? limit : start + newline
}
