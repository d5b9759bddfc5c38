// Review points that say that no open question is left: "No [NEEDS CLARIFICATION] markers remain".
import { perObject } from '../base/perObject.ts'
import { wordsOf } from '../languages/index.ts'
import { anyOf, letters } from '../languages/pattern.ts'
import { boxState } from './checkboxes.ts'
import type { Chunk } from './chunk.ts'
import { entriesWithin } from './listEntries.ts'
import type { Document, ListEntry } from './model.ts'

const none = anyOf(wordsOf(({ settled }) => settled.none))
const all = anyOf(wordsOf(({ settled }) => settled.all))
const gone = anyOf(wordsOf(({ settled }) => settled.gone))
const marker = String.raw`[\x60"']?\[?(?:${anyOf(wordsOf(({ markers }) => markers.open))})\]?[\x60"']?`
const id = String.raw`^[*_]*(?:[A-Z]{2,4}-?\d{1,4}[*_]*[:.]?\s+)?(?:-\s+)?`
const noun = `(?:[ -]?[${letters}]{1,14})?`
const place = String.raw`(?:\s+in\s+(?:the\s+)?spec(?:\.md|ification)?)?`
const end = String.raw`\s*(?:$|[.。,;:：(（?？✅✓*_—–-])`
const claims = [
  String.raw`${id}(?:${none})[*_]*\s*(?:(?:marcador(?:es)?|marqueurs?|markers?)\s+)?${marker}${noun}(?:\s*(?:${gone}))?${place}${end}`,
  String.raw`${id}(?:(?:${all})\s*)?${marker}${noun}(?:\s+[${letters}]{1,12}){0,2}?\s*(?:${gone})${place}${end}`,
].map((source) => new RegExp(source, 'iu'))
// What a remark behind it may take back: "(1 deferred)", "(5 of 7 resolved)".
const excepted = /\b(?:deferred|except|postponed|later|pending|out of scope)\b|\d\s*(?:remain|left|open)/i
const share = /(\d+)\s*(?:of|\/)\s*(\d+)/

const ticked = new RegExp(String.raw`\[[xX]\][^\r\n]{0,200}?${marker}`, 'iu')
/** A quick test: whether a chunk may have such points. Each chunk is searched once. */
const mayClaim = perObject(({ text }: Chunk): boolean => ticked.test(text))

const claimsNone = (words: string): boolean => {
  const [, done, total] = share.exec(words) ?? []
  return done === total && !excepted.test(words) && claims.some((claim) => claim.test(words))
}

/** The ticked points that say that no open question is left, in order. */
export const noneLeftClaimsOf = perObject((document: Document): readonly ListEntry[] =>
  document.chunks
    .filter(({ chunk }) => mayClaim(chunk))
    .flatMap(({ chunk, start }) => entriesWithin(document, { start, end: start + chunk.text.length }))
    .filter(({ box, words }) => box !== undefined && boxState(document, box) === 'done' && claimsNone(words)),
)
