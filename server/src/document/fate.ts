// What became of an item: withdrawn, moved, replaced. The words for it are those of the languages.
import { createObjectTable, perObject } from '../base/perObject.ts'
import { countWhile, type Span } from '../base/span.ts'
import { english, foreign, wordsOf } from '../languages/index.ts'
import { anyOf, letters, mayTouch, wholeWord } from '../languages/pattern.ts'
import { inapplicable } from './boxes.ts'
import type { Chunk } from './chunk.ts'
import type { Definition, Document } from './model.ts'
import { sentenceAround } from './sentence.ts'

/** What is said in English of an item that does not stand any more. */
export const fates = english.fates
const words = fates.join('|')
// Words of other languages are said of an item where nothing follows that they may belong to: a sign, an end, a number, a
// specification ("déplacé vers 108"). "取消処理" is a process, and "sustituido por" says no more of it.
const others = wordsOf((language) => language.fates, foreign)
const saidOfIt = String.raw`(?=\s*(?:$|[.,;:。，、；：)）\]*_~—–(（|-]|\d|[${letters}]{1,5}\s+[#\w-]*\d))`
const inOthers = `(?:(?<![${letters}])${anyOf(others.filter((one) => !mayTouch(one)))}|${anyOf(others.filter(mayTouch))})${saidOfIt}`

// What may follow a word of fate that is said of what stands before it: "removed in v2", not "removed parcels are listed".
const said = String.raw`(?=\s*(?:$|[.,;:)\]|*_~–—(-]|/\s*(?:(?:${words})\s*)?(?:$|[.,;:)\]|*_~–—(])|\d|(?:to|in|into|by|from|per|since|as|with|for|because|due|on|until|here|entirely|and|or|but|after|before|at|under|during|when|while|via|see|than|out|back|again|outright|v\d|[A-Z]+-?\d)\b))`
const ids = String.raw`(?:\b[A-Z][A-Z-]*-?\d\w*\b|(?<!\w)\d+[a-z]?\b|\b(?:and|or|to|through)\b|[\s,/&+–—…()*_~\x60.-]){0,80}`
const adverbs = String.raw`(?:(?:not|now|all|both|each|since|later|also|then|there|been|being|never|thus|again|\w+ly)\s+)*`
const auxiliary = '(?:is|are|was|were|has|have|had|will|would|gets?|got|may|should|shall|be|been|remains?|stays?)'
const told = String.raw`(?:${auxiliary}\s+${adverbs})+[*_]{0,3}(?:(?:${words})${said}|(?:${inapplicable})(?![a-z]))`
const noun = '(?:family|families|group|series|ids?|requirements?|stor(?:y|ies)|criteri(?:on|a)|tasks?|items?)'

// "FR-011 to FR-020 will be specified later".
const later = String.raw`(?:will|shall|may|can|are\s+to|is\s+to)\s+be\s+(?:\w+ly\s+)?(?:specified|defined|added|written|introduced|assigned|numbered)\b`

// "FR-001, FR-003 (a, b) removed in v2", "FR-001 | removed", "FR-001 was part of this and has been moved".
const behind = new RegExp(
  String.raw`^${ids}(?:\([^()]{0,80}\)|\[[^[\]]{0,80}\])?[\s*_~:：)\]—–→❌🚫|-]*(?:${noun}\s+)?(?:\([^()]{0,40}\)\s*)?[([*_]*(?:(?:${words})${said}|(?:,?\s*(?:which|that)\s+)?(?:${told}|${later}|${auxiliary}\b[^;:]{0,200}?(?:\band|\bbut|,)\s+(?:\w+\s+)?${told}))`,
  'i',
)
// A later cell of its row: "| FR-001 | 2 | removed |".
const inCell = new RegExp(String.raw`\|[\s*_~([]*(?:${words})${said}`, 'i')
// "Removed: FR-001 and FR-002", "(dropped requirements FR-001)", "this supersedes FR-001", "the next id is FR-012".
const active =
  'supersedes?|replaces?|removes?|drops?|retires?|withdraws?|deprecates?|cancels?|defers?|merges?|folds?|absorbs?'
const before = new RegExp(
  String.raw`^(?:${words}|${active}|${inapplicable})(?![a-z])(?:\s+(?:to|in|by|from|until|as)\s+(?:[\w.#-]+\s?){1,3}(?=[:(]))?(?:\s+(?:the|old|former|earlier|${noun}))*[\s:：,(*_~\`—–[-]*${ids}$|^(?:next|free|new) id(?: is)? $`,
  'i',
)
// "Cancelled and skipped sessions MUST be hidden" speaks of sessions.
const isSubject = String.raw`(?!\s+(?:and|or)\s[^.;:()]{0,100}\b(?:must|shall|should)\b)`
const atOnce = new RegExp(
  `^[\\s*_~:：\\])—–❌🚫-]{0,8}(?:\\(|\\[|\\*|_)*(?:${words})(?![a-z])${isSubject}${said}`,
  'iu',
)
// `### User Story 6 - Old (deprecated)`
const atEnd = new RegExp(`[([（](?:${words})(?![a-z])[^)\\]）]{0,40}[)\\]）]\\s*$`, 'iu')
const othersAtOnce = new RegExp(String.raw`^[\s*_~:：\])—–❌🚫-]{0,8}[([（［*_]*${inOthers}`, 'iu')
// "*(removido nesta versão, ver Session 2)*": in brackets at once, whatever is said of it.
const bracketed = new RegExp(
  String.raw`^[\s*_~:：\])—–-]{0,8}[([（［][*_\s]*(?:${wholeWord(others)})[^()（）[\]]{0,120}[)\]）］]`,
  'iu',
)
const othersBehind = new RegExp(`^${ids}[^.;。；|]{0,16}?${inOthers}`, 'iu')
const anywhere = new RegExp(`~~|\\b(?:${words}|see)\\b`, 'i')
const othersAnywhere = new RegExp(inOthers, 'iu')

/** Whether the sentence of a reference says what became of the item: "FR-008 and FR-009 were withdrawn". */
export function saysFate({ chunks }: Pick<Document, 'chunks'>, { start: from, end: to }: Span): boolean {
  const placed = chunks.findLast(({ start }) => start <= from)
  if (!placed) return false
  const { text } = placed.chunk
  const [start, end] = [from - placed.start, to - placed.start]
  const words = fateWords(placed.chunk)
  const next = countWhile(words, (at) => at < start)
  const [last = -furthest, following = Number.POSITIVE_INFINITY] = [words[next - 1], words[next]]
  if (start - last >= furthest && following - end >= furthest) return false
  const sentence = sentenceAround(text, { start, end })
  if (last >= sentence.start && before.test(oneLine(text.slice(last, start)))) return true
  if (following >= sentence.end) return false
  const after = oneLine(text.slice(end, sentence.end))
  return behind.test(after) || othersBehind.test(after) || (after.includes('|') && inCell.test(after))
}

const furthest = 400 // characters between a word of fate and a reference
const oneLine = (words: string): string => words.replace(/\s+/g, ' ')

const fateWord = new RegExp(
  `\\b(?:${words}|${active}|(?:next|free|new) id|${inapplicable})(?![a-z])|${later}|${inOthers}`,
  'giu',
)

/** Where words of fate stand in a part of a text. */
const fateWords = perObject(({ text }: Chunk): readonly number[] =>
  Array.from(text.matchAll(fateWord), ({ index }) => index),
)

/** Whether an item is struck through, or said to be withdrawn right behind its id. */
export function isWithdrawn(document: Pick<Document, 'text'>, definition: Definition): boolean {
  const { fact } = definition
  if (!fact) return readWithdrawn(document, definition)
  const last = withdrawn.get(fact.identity)
  if (last !== undefined) return last
  const own = readWithdrawn(document, definition)
  withdrawn.set(fact.identity, own)
  return own
}

const withdrawn = createObjectTable<object, boolean>()

const readWithdrawn = ({ text }: Pick<Document, 'text'>, { start, end, form, section }: Definition): boolean =>
  (form === 'heading' && section !== undefined && atEnd.test(section.title)) ||
  text.slice(Math.max(0, start - 4), start).includes('~~') ||
  /^[\s*_:：\])—–-]{0,8}~~/.test(text.slice(end, end + 12)) ||
  saidAtOnce(text.slice(end, end + 160).split(/[\r\n]/, 1)[0] ?? '')

const saidAtOnce = (words: string): boolean =>
  mayStart(words) &&
  (atOnce.test(words) || othersAtOnce.test(words) || (/^.{0,10}[([（［]/.test(words) && bracketed.test(words)))

const marks = /^[\s*_~:：\])—–❌🚫([（［-]*/u
const starts = new Set([...fates, ...others].map((word) => word.slice(0, 3).toLowerCase()))

/** A quick look: false where words start, behind marks, with three letters that no word of fate starts with. */
function mayStart(words: string): boolean {
  const first = marks.exec(words)?.[0].length ?? 0
  const start = words.slice(first, first + 3).toLowerCase()
  return !/^[a-z]{3}$/.test(start) || starts.has(start)
}

// `~~Stop~~`, `(withdrawn) Stop`, `**Deferred**: stop`, `Removed`; "Removed items are listed" says what is to be done.
const opening = new RegExp(
  `^[\\s*_]*(?:~~|[([（]\\s*(?:${words})(?![a-z])|(?:${words})[*_]*\\s*(?:[:：—–]|[.!]?[*_]*\\s*$))`,
  'i',
)

const othersOpening = new RegExp(String.raw`^[\s*_]*[([（［]?\s*${inOthers}`, 'iu')

/** Whether words without an id, of a list item or a cell, are struck through or start with what became of them. */
export const opensWithFate = (line: string): boolean =>
  (mayStart(line) || /^[\s*_]*~~/.test(line)) && (opening.test(line) || othersOpening.test(line))

/** Whether a line says somewhere that what it speaks of is withdrawn, or is to be found elsewhere. */
export const namesFate = (line: string): boolean => anywhere.test(line) || othersAnywhere.test(line)
