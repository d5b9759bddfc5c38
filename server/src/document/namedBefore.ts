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
import { specIdOf, topicOf } from './specNumber.ts'

// The name of another specification: "`scaffold` FR-002 / SC-005".
const named = new RegExp(String.raw`\x60[a-z][\w-]{2,40}\x60[ \t]+${listBefore}`)

/** A quick test: whether a chunk names specifications at all, or has code spans, which may name one. */
const namesOthers = perObject((chunk: Chunk): boolean => chunk.text.includes('`') || numbersNamedIn(chunk).length > 0)

/**
 * Whether the sentence of an id names another specification before it: "the posture that feature 039 took for its FR-011",
 * "extends init-app-shell: the bell of US4".
 * @param ownNumber the number of the specification that the document belongs to.
 * @param topics the names of the other specifications without their numbers, in lower case.
 */
export function mayBelongElsewhere(
  document: Document,
  { start, end }: Span,
  ownNumber: number | undefined,
  topics: ReadonlySet<string>,
): boolean {
  const placed = chunkAt(document, start)
  if (!placed || !(namesOthers(placed.chunk) || topics.size > 0)) return false
  const { text } = placed.chunk
  const sentence = sentenceAround(text, { start: start - placed.start, end: end - placed.start })
  const lead = text.slice(sentence.start, start - placed.start)
  const isOther = (number: number | undefined): boolean =>
    number === undefined || (number !== ownNumber && number !== specIdOf(document)?.number)
  const isTopic = (name: string): boolean => topics.has(topicOf(name.toLowerCase()))
  return named.test(lead) || specsNamedIn(lead).some(isOther) || (lead.match(hyphenated)?.some(isTopic) ?? false)
}

const hyphenated = /[\p{L}\d]+(?:-[\p{L}\d]+)+/gu

/** Whether an opening bracket, colon or comma directly precedes an id, so that it does not belong to a name before it. */
export const isSeparatedFromName = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /[(:,，：（][\s*_`]*$/.test(text.slice(Math.max(0, start - 8), start))
