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

// Other ids of the same list: "FR-002 / SC-005".
const listed = String.raw`[A-Z]{1,4}-?\d{1,4}[a-z]?`
const listBefore = String.raw`(?:${listed}[ \t]*[/,&+][ \t]*){0,6}$`
const listAfter = String.raw`^[\x60*_]*(?:[ \t]*[/,&+][ \t]*${listed}){0,6}`

// The name of another specification: "`scaffold` FR-002 / SC-005".
const named = new RegExp(String.raw`\x60[a-z][\w-]{2,40}\x60[ \t]+${listBefore}`)

const before = [
  // Issues, which are numbered for the whole repository: "(EPIC #65 / US4)", "(#46/#105, US6)".
  String.raw`\b(?:EPIC|[Ee]pic)[ \t]+#?\d+[ \t]*[/,&+][ \t]*`,
  String.raw`#\d+[ \t]*[/,&+][ \t]*#\d+[ \t]*[/,&+][ \t]*`,
  // The tasks of another document: "Continues from: T1154".
  String.raw`\b[Cc]ontinues?\s+(?:from|after)[\s*_:]*`,
].map((lead) => new RegExp(lead + listBefore))
const after = [
  // "FR-019a de esa feature", "FR-019a of that spec"
  String.raw`\s+(?:(?:of|in|from)\s+that|(?:de|en)\s+esa|de\s+cette|d(?:essa|aquela))\s+(?:other\s+)?(?:spec\w*|feature|especificaci\S+|especificaç\S+|spécification)`,
  // In brackets, by its name in a language that writes no "of" there in any other sense: "(FR-020 do partners)".
  String.raw`\s+(?:d[ao]|del|von)\s+(?!(?:est[ae]|ést[ae]|nossa|nuestra)\b)\p{Ll}[\p{Ll}\d-]+[)）]`,
  // "(US4 / EPIC #65)"
  String.raw`[ \t]*[/,&+][ \t]*(?:EPIC|[Ee]pic)[ \t]+#?\d`,
].map((tail) => new RegExp(listAfter + tail, 'u'))
const near = 120 // characters on either side that are examined

/** Whether the words directly around an undefined id name what else it belongs to: a document, an epic, or issues. */
export function isNamedWithOther({ text }: Pick<Document, 'text'>, { start, end }: Span): boolean {
  const [lead, tail] = [text.slice(Math.max(0, start - near), start), text.slice(end, end + near)]
  return before.some((pattern) => pattern.test(lead)) || after.some((pattern) => pattern.test(tail))
}

/** Whether an id is only the start of a name: `T069-precommit`. */
export const hasLongerName = ({ text }: Pick<Document, 'text'>, { end }: Span): boolean =>
  /^-[a-z]{3}/.test(text.slice(end, end + 4))

/**
 * Whether an id follows a checkbox at the start of a line, which lost its list marker: ` [x] T008 Write it`. It is meant as a
 * definition.
 */
export const isMeantAsDefinition = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /(?:^|[\r\n])[ \t]*\[[ xX]\][ \t]+(?:\*\*)?$/.test(text.slice(Math.max(0, start - 40), start))

/** Whether an undefined id begins a range without end, of items that will be added: "Later: T209+". */
export const isToCome = ({ text }: Pick<Document, 'text'>, { end }: Span): boolean => text[end] === '+'

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
  const lead = text.slice(sentence.start, start - placed.start)
  const isOther = (number: number | undefined): boolean =>
    number === undefined || (number !== ownNumber && number !== specIdOf(document)?.number)
  return named.test(lead) || specsNamedIn(lead).some(isOther)
}

/** Whether an opening bracket, colon or comma directly precedes an id, so that it does not belong to a name before it. */
export const isSeparatedFromName = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /[(:,，：（][\s*_`]*$/.test(text.slice(Math.max(0, start - 8), start))
