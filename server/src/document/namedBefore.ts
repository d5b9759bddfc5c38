// Names of other specifications before an id in its sentence, a weak sign that the id is one of theirs.
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Chunk } from './chunk.ts'
import { listBefore } from './foreignIds.ts'
import type { Document } from './model.ts'
import { chunkAt } from './places.ts'
import { specsNamedIn } from './qualifier.ts'
import { numbersNamedIn } from './relatedSpecs.ts'
import { sentenceAround } from './sentence.ts'
import { specIdOf } from './specNumber.ts'

// The name of another specification: "`scaffold` FR-002 / SC-005".
const named = new RegExp(String.raw`\x60[a-z][\w-]{2,40}\x60[ \t]+${listBefore}`)

/** A quick test: whether a chunk names specifications at all, or has code spans, which may name one. */
const namesOthers = perObject((chunk: Chunk): boolean => chunk.text.includes('`') || numbersNamedIn(chunk).length > 0)

/**
 * Whether the sentence of an id names another specification before it: "the posture that feature 039 took for its FR-011".
 * @param ownNumber the number of the specification that the document belongs to.
 */
export function mayBelongElsewhere(document: Document, { start, end }: Span, ownNumber: number | undefined): boolean {
  const placed = chunkAt(document, start)
  if (!placed || !namesOthers(placed.chunk)) return false
  const { text } = placed.chunk
  const sentence = sentenceAround(text, { start: start - placed.start, end: end - placed.start })
  const lead = text.slice(sentence.start, start - placed.start)
  const isOther = (number: number | undefined): boolean =>
    number === undefined || (number !== ownNumber && number !== specIdOf(document)?.number)
  return named.test(lead) || specsNamedIn(lead).some(isOther)
}

// "extends init-app-shell: the bell of US4", but not "tests/end-to-end: US4"
const before = /(?<![\p{L}\d./_-])\p{L}[\p{L}\d]*(?:-[\p{L}\d]+)+(?=[\x60*_]{0,3}[:：])/gu
const longestSentence = 300 // characters before an id that are searched for a name

/**
 * Whether the sentence of an id names another specification by the words of its folder, with a colon: "extends init-app-shell: the bell
 * of US4".
 * @param topics the names of the specifications beside it without their numbers, in lower case.
 * @param own that of the document's own specification.
 */
export function isBehindTopic({ text }: Document, span: Span, topics: ReadonlySet<string>, own: string): boolean {
  if (topics.size === 0) return false
  const { start } = sentenceAround(text, span)
  const lead = text.slice(Math.max(start, span.start - longestSentence), span.start)
  return lead.match(before)?.some((name) => name.toLowerCase() !== own && topics.has(name.toLowerCase())) ?? false
}

/** Whether an opening bracket, colon or comma directly precedes an id, so that it does not belong to a name before it. */
export const isSeparatedFromName = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /[(:,，：（][\s*_`]*$/.test(text.slice(Math.max(0, start - 8), start))
