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

// Other ids of the same list: "FR-002 / SC-005".
const listBefore = String.raw`(?:[A-Z]{1,4}-?\d{1,4}[a-z]?[ \t]*[/,&+][ \t]*){0,6}$`
const listAfter = String.raw`^[\x60*_]*(?:[ \t]*[/,&+][ \t]*[A-Z]{1,4}-?\d{1,4}[a-z]?){0,6}`
const before = [
  // A program with a hyphen in its name, in the same brackets: "(core-api US4)".
  String.raw`[(（][ \t]*[a-z][a-z\d]*(?:-[a-z\d]+)+[ \t]+`,
  // Issues, which are numbered for the whole repository: "(EPIC #65 / US4)", "(#46/#105, US6)".
  String.raw`\bepic[ \t]+#?\d+[ \t]*[/,&+][ \t]*`,
  String.raw`#\d+[ \t]*[/,&+][ \t]*#\d+[ \t]*[/,&+][ \t]*`,
  // The tasks of another document: "Continues from: T1154".
  String.raw`\bcontinues?\s+(?:from|after)[\s*_:]*`,
].map((lead) => new RegExp(lead + listBefore, 'i'))
const after = [
  // "FR-019a de esa feature", "FR-019a of that spec"
  String.raw`\s+(?:(?:of|in|from|de|en)\s+(?:that|esa|ese|cette)|d(?:essa|esse|aquela|aquele))\s+\p{L}`,
  // In brackets, by its name only: "(FR-020 do partners)".
  String.raw`\s+(?:of|from|d[aeo]|del|von)\s+(?!(?:this|the|our|est[ae]|ést[ae]|nossa|nuestra)\b)[\p{L}][\p{L}\d-]+[)）]`,
  // "(US4 / EPIC #65)"
  String.raw`[ \t]*[/,&+][ \t]*epic[ \t]+#?\d`,
].map((tail) => new RegExp(listAfter + tail, 'iu'))
const near = 120 // characters on either side that are examined

/** Whether the words directly around an undefined id name something else that it belongs to, such as another program. */
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
