// Whether an id that nothing here defines may be one of another specification: weaker signs than those of qualifier.ts, which
// says whose a defined id is.
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { chunkAt } from './places.ts'
import { specsNamedIn } from './qualifier.ts'
import { sentenceAround } from './sentence.ts'
import { ownId } from './specNumber.ts'

// "`scaffold` FR-002 / SC-005": the name of another one, and the ids that follow it.
const named = /`[a-z][\w-]{2,40}`[ \t]+(?:[A-Z]{1,4}-?\d{1,4}[a-z]?[ \t]*[/,&+][ \t]*){0,6}$/

/** A quick look: whether a part of a text names specifications at all, or something in code that may be one. */
const namesOthers = perObject(({ text }: Chunk): boolean => text.includes('`') || specsNamedIn(text).length > 0)

/**
 * Whether the sentence of an id names another specification before it: "the posture that feature 039 took for its FR-011".
 * @param own the number of the specification that the document belongs to.
 */
export function mayBelongElsewhere(document: Document, { start, end }: Span, own: number | undefined): boolean {
  const placed = chunkAt(document, start)
  if (!placed || !namesOthers(placed.chunk)) return false
  const { text } = placed.chunk
  const sentence = sentenceAround(text, { start: start - placed.start, end: end - placed.start })
  const before = text.slice(sentence.start, start - placed.start)
  const isOther = (number: number | undefined): boolean =>
    number === undefined || (number !== own && number !== ownId(document)?.number)
  return named.test(before) || specsNamedIn(before).some(isOther)
}

/** Whether an id stands in brackets, behind a colon or in a list: not next to the name of a specification before it. */
export const isApart = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /[(:,，：（][\s*_`]*$/.test(text.slice(Math.max(0, start - 8), start))
