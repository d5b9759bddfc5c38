// Signs that an undefined id may belong to another specification. They are weaker than those of qualifier.ts, which count for
// every id.
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { chunkAt } from './places.ts'
import { specsNamedIn } from './qualifier.ts'
import { sentenceAround } from './sentence.ts'
import { specIdOf } from './specNumber.ts'

// The name of another specification before an id, and other ids between: "`scaffold` FR-002 / SC-005".
const named = /`[a-z][\w-]{2,40}`[ \t]+(?:[A-Z]{1,4}-?\d{1,4}[a-z]?[ \t]*[/,&+][ \t]*){0,6}$/

/** A quick test: whether a chunk names specifications at all, or has code spans, which may name one. */
const namesOthers = perObject(({ text }: Chunk): boolean => text.includes('`') || specsNamedIn(text).length > 0)

/**
 * Whether the sentence of an id names another specification before it: "the posture that feature 039 took for its FR-011".
 * @param ownNumber the number of the specification that the document belongs to.
 */
export function mayBelongElsewhere(document: Document, { start, end }: Span, ownNumber: number | undefined): boolean {
  const placed = chunkAt(document, start)
  if (!placed || !namesOthers(placed.chunk)) return false
  const { text } = placed.chunk
  const sentence = sentenceAround(text, { start: start - placed.start, end: end - placed.start })
  const before = text.slice(sentence.start, start - placed.start)
  const isOther = (number: number | undefined): boolean =>
    number === undefined || (number !== ownNumber && number !== specIdOf(document)?.number)
  return named.test(before) || specsNamedIn(before).some(isOther)
}

/** Whether an opening bracket, colon or comma directly precedes an id, so that it does not belong to a name before it. */
export const isSeparatedFromName = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /[(:,，：（][\s*_`]*$/.test(text.slice(Math.max(0, start - 8), start))
