// Acceptance scenarios: the given and the expected of list items and texts.

import { lazily } from '../base/lazy.ts'
import { lineEnd } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import { countWhile, firstIndexFrom, type Span } from '../base/span.ts'
import { wordsOf } from '../languages/index.ts'
import type { Words } from '../languages/language.ts'
import { anyOf } from '../languages/pattern.ts'
import type { Item } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { chunksIn } from './places.ts'

const given = anyOf(wordsOf(({ scenario }) => scenario.given))
const expected = wordsOf(({ scenario }) => scenario.expected)
const isShort = (keyword: string): boolean => /^[a-z]{1,2}$/.test(keyword) // such as the Polish `to`
const then = anyOf(expected.filter((keyword) => !isShort(keyword)))
const boldThen = new RegExp(`(?:\\*\\*|__)${anyOf(expected.filter(isShort))}(?:\\*\\*|__)`, 'i')

const letter = '\\p{L}\\p{N}'
const word = (words: string): RegExp => new RegExp(`(?<![${letter}])${words}(?=[^${letter}]|[가-힣])`, 'iu')
const [givenWord, thenWord] = [word(given), word(then)]
const bold = String.raw`^[\s>*_~\x60-]*(?:\([^()]{0,80}\)[\s*_]*)?(?:\*\*|__)`
// In Spanish and Portuguese, "dados" is also the word for data: `**Dados bancários**`.
const data = String.raw`(?!dad[oa]s?[ \t]+(?!(?:que|uma?s?|un[ao]?s?|[oa]s?|el|l[ao]s?|d[oa]s|n[oa])\b)\p{L})`
const boldGiven = new RegExp(`${bold}${data}${given}(?=[^${letter}]|[가-힣])`, 'iu')

/** Whether a text starts with a given in bold: `**Given** a queue`. */
export const startsWithGiven = (text: string): boolean => boldGiven.test(text)

/** The pattern for a label with the rest of its line. */
const labeledBy = (words: Words): RegExp =>
  new RegExp(
    String.raw`^[ \t>]*(?:[-*+][ \t]+)?(?:\*\*|__|[*_])?${anyOf(words)}(?:[ \t]*[(（][^()（）\n]{0,80}[)）])?(?:\*\*|__|[*_])?[ \t]*[:：](?:\*\*|__|[*_])?([^\n]*)`,
    'gimu',
  )
const labeled = labeledBy(wordsOf(({ labels }) => labels.acceptance)) // `**Acceptance Scenarios**: …`
const tested = labeledBy(wordsOf(({ labels }) => labels.independentTest))

// Ids, a link, or numbered scenarios: "S1 and S4", "see [the feature](queue.feature)", "(1) a table is shown; (2) …".
const referring = /(?<![\p{L}\d])\p{Lu}{1,4}-?\d|\]\(|\.feature\b|[(（][1a][)）]/u

/** Whether a text has a label of scenarios that says where they are, or lists them in its line. */
export const refersToScenarios = (text: string): boolean =>
  [...text.matchAll(labeled)].some(([, rest = '']) => referring.test(rest))

/** Whether a text has a label of scenarios with a sentence about the acceptance: "**Acceptance**: CI runs from the new folder". */
export const statesAcceptance = (text: string): boolean => hasSentence(text, labeled)

/** Whether a text has a label of its test with a sentence: "**Independent Test**: The command prints the prompt". */
export const statesTest = (text: string): boolean => hasSentence(text, tested, untested)

const hasSentence = (text: string, label: RegExp, unless?: RegExp): boolean =>
  [...text.matchAll(label)].some(
    ([, rest = '']) => !unwritten.test(rest) && !unless?.test(rest) && (rest.match(aWord)?.length ?? 0) >= fewestWords,
  )

// "TBD", "(TODO) write it down", "to be defined", "none yet", a blank or a question.
const unwritten = /^[\s*_(（]*(?:(?:TBD|TODO|to be|none|not yet|n\/a)(?![\p{L}\d])|\[)/iu
const aWord = /[\u3040-\u30ff\u3400-\u9fff]|\p{L}{2,}/gu

// "Can be fully tested by [specific action]", "Not tested yet".
const untested = /(?<!`)\[[^[\]\n]{1,80}\](?![(`])|\bnot (?:yet )?tested\b/i

const fewestWords = 4

const boldAnd = new RegExp(`${bold}${anyOf(wordsOf(({ scenario }) => scenario.and))}(?=[^${letter}]|[가-힣])`, 'iu')

/** Whether a text has keywords for a given and for what is expected, in any form. */
export const hasScenarioWords = (text: string): boolean =>
  givenWord.test(text) && (thenWord.test(text) || boldThen.test(text))

/** A list item at depth 0, which may be a scenario or part of one. */
export interface Step extends Span {
  /** Its first line. */
  line: Span
  /** Whether it starts with a given in bold. */
  readonly given: boolean
  /** Whether it says what is expected. */
  readonly expected: boolean
  /** Whether it starts with an "and" in bold, and so goes on with the item before it. */
  readonly continues: boolean
  /** Whether it has a given and what is expected, in any form. */
  readonly whole: boolean
}

const longest = 4000 // characters of a list item that are examined

type LazyField = 'given' | 'expected' | 'continues' | 'whole'

const makeStep = lazily<Omit<Step, LazyField> & { text: string }, Pick<Step, LazyField>>({
  given: ({ text }) => boldGiven.test(text.slice(0, 120)),
  expected: ({ text }) => thenWord.test(text) || boldThen.test(text) || /[→⇒]|->|=>/.test(text),
  continues: ({ text }) => boldAnd.test(text.slice(0, 120)),
  whole: ({ text }) => hasScenarioWords(text),
})

const itemsIn = perObject(({ scan }: Chunk): readonly Item[] =>
  scan.blocks.filter((block): block is Item => block.type === 'item' && block.depth === 0),
)

/** The list items at depth 0 that start in a span, in order. */
export const stepsOf = (document: Document, span: Span): readonly Step[] =>
  chunksIn(document, span).flatMap(({ chunk, start: by }) => {
    const items = itemsIn(chunk)
    return items.slice(firstIndexFrom(items, span.start - by), firstIndexFrom(items, span.end - by)).map((item) => {
      const { start, end, content } = item
      const text = chunk.text.slice(content, Math.min(end, content + longest))
      const line = { start: content + by, end: content + by + lineEnd(text, 0) }
      return makeStep({ start: start + by, end: end + by, line, text })
    })
  })

const listedIn = perObject(({ scan }: Chunk): readonly number[] =>
  scan.blocks.flatMap(({ type, start }) => (type === 'item' || type === 'row' || type === 'code' ? [start] : [])),
)

/** Whether a list, a table or a code block starts in a span. */
export const isListed = (document: Document, { start, end }: Span): boolean =>
  chunksIn(document, { start, end }).some(({ chunk, start: by }) => {
    const listed = listedIn(chunk)
    const first = listed[countWhile(listed, (at) => at + by < start)]
    return first !== undefined && first + by < end
  })
