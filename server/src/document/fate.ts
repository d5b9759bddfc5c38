// The fate of items that are no longer valid: withdrawn, moved, replaced. The words are those of `languages/`.
import { perObject } from '../base/perObject.ts'
import { countWhile, type Span } from '../base/span.ts'
import { english, foreign, wordsOf } from '../languages/index.ts'
import { anyOf, letters, mayTouch, wholeWord } from '../languages/pattern.ts'
import { inapplicable } from './checkboxes.ts'
import type { Chunk } from './chunk.ts'
import { perItem } from './identity.ts'
import type { Document } from './model.ts'
import { sentenceAround } from './sentence.ts'

/** The English words for an item that is no longer valid. */
export const fates = english.fates
const words = fates.join('|')
// Words of other languages are about an item only before a sign, the end, a number or a specification ("déplacé vers 108"),
// because otherwise they may belong to what follows: "取消処理" is a process ("cancellation").
const foreignWords = wordsOf((language) => language.fates, foreign)
const foreignEnd = String.raw`(?=\s*(?:$|[.,;:。，、；：)）\]*_~—–(（|-]|\d|[A-Z]{1,4}-?\d|[${letters}]{1,5}\s+[#\w-]*\d))`
const inForeign = `(?:(?<![${letters}])${anyOf(foreignWords.filter((word) => !mayTouch(word)))}|${anyOf(foreignWords.filter(mayTouch))})${foreignEnd}`

// What may follow a fate that is about what precedes it: "removed in v2", not "removed parcels are listed".
const fateEnd = String.raw`(?=\s*(?:$|[.,;:)\]|*_~–—(-]|/\s*(?:(?:${words})\s*)?(?:$|[.,;:)\]|*_~–—(])|\d|(?:to|in|into|by|from|per|since|as|with|for|because|due|on|until|here|entirely|and|or|but|after|before|at|under|during|when|while|via|see|than|out|back|again|outright|v\d|[A-Z]+-?\d)\b))`
const ids = String.raw`(?:\b[A-Z][A-Z-]*-?\d\w*\b|(?<!\w)\d+[a-z]?\b|\b(?:and|or|to|through)\b|[\s,/&+–—…()*_~\x60.-]){0,80}`
const adverbs = String.raw`(?:(?:not|now|all|both|each|since|later|also|then|there|been|being|never|thus|again|\w+ly)\s+)*`
const auxiliary = '(?:is|are|was|were|has|have|had|will|would|gets?|got|may|should|shall|be|been|remains?|stays?)'
const statement = String.raw`(?:${auxiliary}\s+${adverbs})+[*_]{0,3}(?:(?:${words})${fateEnd}|(?:${inapplicable})(?![a-z]))`
const noun = '(?:family|families|group|series|ids?|requirements?|stor(?:y|ies)|criteri(?:on|a)|tasks?|items?)'

// "FR-011 to FR-020 will be specified later".
const later = String.raw`(?:will|shall|may|can|are\s+to|is\s+to)\s+be\s+(?:\w+ly\s+)?(?:specified|defined|added|written|introduced|assigned|numbered)\b`

// A fate after the item: "FR-001, FR-003 (a, b) removed in v2", "FR-001 | removed", "FR-001 was part of this and has been moved".
const behind = new RegExp(
  String.raw`^${ids}(?:(?:\([^()]{0,80}\)|\[[^[\]]{0,80}\])[ \t]*){0,3}(?:[*_]*\s*—[^—]{0,400}—\s*(?=${auxiliary}\b))?[\s*_~:：)\]—–→❌🚫|-]*(?:${noun}\s+)?(?:\([^()]{0,40}\)\s*)?[([*_]*(?:(?:${words})${fateEnd}|(?:,?\s*(?:which|that)\s+)?(?:${statement}|${later}|${auxiliary}\b[^;:]{0,200}?(?:\band|\bbut|,)\s+(?:\w+\s+)?${statement}))`,
  'i',
)
// A fate in a later cell of the row: "| FR-001 | 2 | removed |".
const inCell = new RegExp(String.raw`\|[\s*_~([]*(?:${words})${fateEnd}`, 'i')
// A fate before the item: "Removed: FR-001 and FR-002", "(dropped requirements FR-001)", "this supersedes FR-001", "the next id is FR-012".
const active = english.replaces.join('|')
const before = new RegExp(
  String.raw`^(?:${words}|${active}|${inapplicable})(?![a-z])(?:\s+(?:to|in|by|from|until|as)\s+(?:[\w.#-]+\s?){1,3}(?=[:(]))?(?:\s+(?:the|old|former|earlier|${noun}))*[\s:：,(*_~\`—–[-]*${ids}$|^(?:next|free|new) id(?: is)? $`,
  'i',
)
// Not "Cancelled and skipped sessions MUST be hidden", which is about sessions.
const notSubject = String.raw`(?!\s+(?:and|or)\s[^.;:()]{0,100}\b(?:must|shall|should)\b)`
const directly = new RegExp(
  `^[\\s*_~:：\\])—–❌🚫-]{0,8}(?:\\(|\\[|\\*|_)*(?:${words})(?![a-z])${notSubject}${fateEnd}`,
  'iu',
)
// At the end of a heading: `### User Story 6 - Old (deprecated)`, `… (Priority: P3 — Deferred)`
const behindPriority = `[^()[\\]（）]{0,20}\\bP\\d[\\s,;–—-]+(?:${words})\\s*`
const atEnd = new RegExp(`[([（](?:(?:${words})(?![a-z])[^)\\]）]{0,40}|${behindPriority})[)\\]）]\\s*$`, 'iu')
const foreignDirectly = new RegExp(String.raw`^[\s*_~:：\])—–❌🚫-]{0,8}[([（［*_]*${inForeign}`, 'iu')
// In brackets directly after the item, whatever follows the word: "*(removido nesta versão, ver Session 2)*".
const bracketed = new RegExp(
  String.raw`^[\s*_~:：\])—–-]{0,8}[([（［][*_\s]*(?:${wholeWord(foreignWords)})[^()（）[\]]{0,120}[)\]）］]`,
  'iu',
)
// "（合并T049-T051）", "Eliminados: FR-003"
const foreignReplaces = wordsOf((language) => language.replaces, foreign)
const foreignBefore = new RegExp(
  `^(?:${anyOf([...foreignWords, ...foreignReplaces])})[\\s:：,(*_~\`—–[-]*${ids}$`,
  'iu',
)
const foreignBehind = new RegExp(`^${ids}[^.;。；|]{0,16}?${inForeign}`, 'iu')
const anywhere = new RegExp(`~~|\\b(?:${words}|see)\\b`, 'i')
const foreignAnywhere = new RegExp(inForeign, 'iu')

/** Whether the sentence of a reference states the fate of the item: "FR-008 and FR-009 were withdrawn". */
export function saysFate({ chunks }: Pick<Document, 'chunks'>, { start: from, end: to }: Span): boolean {
  const placed = chunks.findLast(({ start }) => start <= from)
  if (!placed) return false
  const { text } = placed.chunk
  const [start, end] = [from - placed.start, to - placed.start]
  const words = fateWords(placed.chunk)
  const next = countWhile(words, (at) => at < start)
  const [last = -furthest, following = Number.POSITIVE_INFINITY] = [words[next - 1], words[next]]
  if (asksForFate(text, start)) return true
  if (start - last >= furthest && following - end >= furthest) return false
  const sentence = sentenceAround(text, { start, end })
  if (last >= sentence.start) {
    const lead = oneLine(text.slice(last, start))
    if (before.test(lead) || foreignBefore.test(lead)) return true
  }
  if (following >= sentence.end) return false
  const after = oneLine(text.slice(end, sentence.end))
  if (/^[\s*_:：\])—–~-]{0,8}~~/.test(text.slice(end, end + 12))) return true
  return behind.test(after) || foreignBehind.test(after) || (after.includes('|') && inCell.test(after))
}

/** Whether an offset is in the answer to a question about a fate: `- Q: Which were removed? → A: FR-008`. */
function asksForFate(text: string, offset: number): boolean {
  const lead = text.slice(Math.max(0, offset - longestLead), offset)
  const line = lead.slice(Math.max(lead.lastIndexOf('\n'), lead.lastIndexOf('\r')) + 1)
  const [, question = ''] = asked.exec(line) ?? []
  return question !== '' && fateInQuestion.test(question)
}

const longestLead = 800 // characters before a reference that are searched for a question
const asked = /^([\s>*+_-]*Q[*_]*\s*[:：].{1,400}?)(?:→|->|[*_\s]A[*_]*\s*[:：])/
const fateInQuestion = new RegExp(
  `\\b(?:${words})(?![a-z])|${anyOf(foreignWords.map((word) => word.replace(/^已/, '')))}`,
  'iu',
)

const furthest = 400 // characters between a word for a fate and a reference
const oneLine = (words: string): string => words.replace(/\s+/g, ' ')

const fateWord = new RegExp(
  `\\b(?:${words}|${active}|(?:next|free|new) id|${inapplicable})(?![a-z])|${later}|${inForeign}|${anyOf(foreignReplaces)}(?=[\\s:：,(*_~\`—–[-]*[A-Z]{1,4}-?\\d)`,
  'giu',
)

/** The offsets of words for a fate in a chunk, in order. */
const fateWords = perObject(({ text }: Chunk): readonly number[] =>
  Array.from(text.matchAll(fateWord), ({ index }) => index),
)

/** Whether an item is withdrawn: struck through, or with a fate directly after its id or at the end of its heading. */
export const isWithdrawn = perItem(
  ({ text }, { start, end, form, section }): boolean =>
    (form === 'heading' && section !== undefined && atEnd.test(section.title)) ||
    text.slice(Math.max(0, start - 4), start).includes('~~') ||
    isStruckThrough(text.slice(end, end + longestStruck).split(/[\r\n]/, 1)[0] ?? '') ||
    startsWithFate(text.slice(end, end + 160).split(/[\r\n]/, 1)[0] ?? ''),
)

const longestStruck = 600 // characters of a line that are examined

/**
 * Whether the words of an item are struck through, up to what may follow: a remark in brackets, behind a dash or in bold. In
 * "~~Redis~~ Valkey adapter", one word is replaced.
 * @param words the line of the item behind its id
 */
export const isStruckThrough = (words: string): boolean =>
  /^[\s*_:：\])—–-]{0,8}(?:\[[A-Z]{1,3}\d{0,2}\][ \t]*){0,3}~~(?:[^~]*$|[^~]+~~(?![ \t]*[\p{L}\p{N}\x60]))/u.test(words)

const startsWithFate = (words: string): boolean =>
  mayStart(words) &&
  (directly.test(words) || foreignDirectly.test(words) || (/^.{0,10}[([（［]/.test(words) && bracketed.test(words)))

const marks = /^[\s*_~:：\])—–❌🚫([（［-]*/u
const starts = new Set([...fates, ...foreignWords].map((word) => word.slice(0, 3).toLowerCase()))

/** A quick test: false if the words start, after marks, with three letters that no word for a fate starts with. */
function mayStart(words: string): boolean {
  const first = marks.exec(words)?.[0].length ?? 0
  const start = words.slice(first, first + 3).toLowerCase()
  return !/^[a-z]{3}$/.test(start) || starts.has(start)
}

// `~~Stop~~`, `(withdrawn) Stop`, `**Deferred**: stop`, `Removed`, but not "Removed items are listed", which is a requirement.
const opening = new RegExp(
  `^[\\s*_]*(?:~~|[([（]\\s*(?:${words})(?![a-z])|(?:${words})[*_]*\\s*(?:[:：—–]|[.!]?[*_]*\\s*$))`,
  'i',
)

const foreignOpening = new RegExp(String.raw`^[\s*_]*[([（［]?\s*${inForeign}`, 'iu')

/** Whether the text of a list item or cell without an id is struck through or starts with a fate. */
export const opensWithFate = (line: string): boolean =>
  (mayStart(line) || /^[\s*_]*~~/.test(line)) && (opening.test(line) || foreignOpening.test(line))

const fateLead = new RegExp(String.raw`(?:skip(?:ped)?|duplicate|${words})[:：][ \t]*$`, 'i')

/** Whether a text ends with what became of the item that follows: "SKIP: ", "Deferred: ". */
export const endsWithFateLead = (text: string): boolean => fateLead.test(text.slice(-30))

const itemNouns = wordsOf(({ sections }) => [
  ...(sections.tasks ?? []),
  ...(sections.requirements ?? []),
  ...(sections.stories ?? []),
])
// "删除任务", "削除されたタスク", but not "删除用户" (delete users)
const foreignLabel = String.raw`(?:${anyOf(foreignWords)}|${anyOf(foreignReplaces)})(?:された|した|的|된)?[ \t]*(?:[:：*_(（]|$|${anyOf(itemNouns)})`
const fateAtStart = new RegExp(String.raw`^[\s*_#>]*(?:(?:${words})(?![a-z])|${foreignLabel})`, 'iu')

/** Whether a label or title starts with a word for a fate: "**Deferred to the next feature**:", "削除タスク:". */
export const startsWithFateWord = (label: string): boolean => fateAtStart.test(label)

// "— ⛔ US2 NO-GO", but not "the go/no-go review"
const noGo = String.raw`[—–(（:：-]\s*\W{0,4}(?:[A-Z]{1,4}-?\d+\s+)?no-go\b`
const ofItem = String.raw`[—–([:-]\s*[*_]*(?:${words})(?![a-z])|[.;]\s+[*_]*(?:${words})\s+(?:until|pending)\b`
const noted = new RegExp(`${noGo}|${ofItem}`, 'i')

/**
 * Whether a line says behind a dash, a colon or in brackets, or in a sentence that names a condition, what became of its item:
 * "Test it — DEFERRED", "Test it. Deferred until there is a browser".
 */
export const notesFate = (line: string): boolean => noted.test(line)

const defers = new RegExp(`(?:[—–(;:.-]\\s*|^)[*_]*(?:${words})\\s+(?:to|until|into)\\b`, 'i')

/** Whether the words of an item say that something later takes it up: "Load the table — deferred to Phase 3". */
export const isDeferred = (words: string): boolean => defers.test(words.replace(/\s+/g, ' '))

/** Whether a line has words for a fate anywhere, strikes something through, or refers elsewhere ("see"). */
export const namesFate = (line: string): boolean => anywhere.test(line) || foreignAnywhere.test(line)
