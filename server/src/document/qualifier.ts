// The qualifier of an id: the other specification that it belongs to. FR-001 exists in every specification, so an id that is
// named together with another specification belongs to that one. What the text around an id says is read once, with its chunk.
import { lazy } from '../base/lazy.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Id } from './ids.ts'
import type { LinkTarget } from './links.ts'
import type { Section } from './model.ts'
import { perHeading } from './sections.ts'

/** Another specification that an id belongs to: its number, and the rest of its folder's name, as far as the text has them. */
export interface Qualifier {
  number: number | undefined
  /** In lower case: `queue-for-orders`. */
  slug?: string | undefined
}

/** What the text around an id says about the specification that it belongs to. */
export interface Surrounding {
  /** The specifications that are named with it: first the one before it, then the one after it. */
  named: readonly Qualifier[]
  /** Whether it is part of a URL, of the name of a file or branch, or of an anchor. */
  address: boolean
  /** The link whose text contains it: to another file, or to the target of a label. */
  link: 'file' | { label: string } | undefined
}

/** The surrounding of an id that has not been read yet, or says nothing. */
export const noSurrounding: Surrounding = { named: [], address: false, link: undefined }

const unnamed: Qualifier = { number: undefined }
const inAddress: Surrounding = { ...noSurrounding, address: true }

const ideographs = String.raw`\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3`
// The folder of a specification: `007-queue`, `010-智能回测`, `112-queue-for-orders`, but not "365-day" or "16-digit".
const folder = String.raw`(?<![\w-])(?:(0\d{1,3})-[a-z${ideographs}][\w${ideographs}-]*|(\d{3,4})-[a-z]\w*-[a-z][\w-]*)`
// Specifications by their relation to this one, without a number. Those in `others` need a word for a specification after them.
const roles = 'epic|parent|upstream|predecessor|sibling|inherited|charter|constitution|doctrine'
const others = 'other|previous|original|standard'
// In another repository: "port gram-hs T030", "ported from `../pattern-hs/tests/Properties.hs` (T025–T030)".
const elsewhere = String.raw`\bport(?:s|ed)?(?:\s+(?:from|of))?\s+(?:[a-z]+-[a-z][\w-]*|[^.\n\x60]{0,60}\x60(?:\.\.\/)+[\w./-]+\x60)`
const templates = String.raw`\b(?:\w+-)?template(?:['’]s)?`
// A number alone, between a preposition and an id: "inherited from 107 (FR-014)", "(from 123 US7)"; before a slash: "013/T020"; and
// before a word or a sign for the id: "041 tasks T076", "003 §FR-030". What precedes it is looked at last, because a look behind
// every character is slow.
const bareNumber = String.raw`(0\d\d|\d{3})(?<=\b(?:from|of|in|by|per|under|see)\s\d{3})(?=\s*(?:at\s+)?[(:]?\s*[*_\`]*[A-Z]{1,4}-?\d)|(0\d\d)(?<![\w./-]\d{3})(?=(?:\/|\s+(?:tasks?|requirements?|stor(?:y|ies))\s+|\s+§\s*)[*_\`]*[A-Z]{1,4}-?\d)`
const specName = String.raw`\bspec(?:ification)?s?[\s-]*#?(?:[a-z]_)?(\d{1,4})|\bfeatures?[\s-]*#?(0\d{1,3}|\d{3})\b|${folder}|${bareNumber}|(?<![\w-])(\d{2,4})[a-z]?['’]s|(?<!\b(?:this|our|its|the)\s)\bspec(?:ification)?['’]s|\b(?:${roles})(?:['’]s)?(?:\s+(?:spec|mission|feature))?|\b(?:${others})(?:['’]s|\s+(?:spec|mission|feature))|${elsewhere}|${templates}`
const names = new RegExp(specName, 'gi')

/** The number of each specification that a text names; undefined for one that is named without a number. */
export const specsNamedIn = (text: string): (number | undefined)[] => Array.from(text.matchAll(names), numberIn)
// Ids that may come between a specification and an id: "SPEC-003 FR-001, FR-002", "SPEC-006 US-4 and SC-009".
const oneOfIds = String.raw`(?:[\s,/&+–—-]|\band\b|\bor\b|\bto\b|\bthrough\b|\.\.|\b(?!SPEC)[A-Z]{1,4}-?\d{1,4}[a-z]?\b)`
const lastOfIds = new RegExp(`${oneOfIds}$`)
const kinds = 'requirements?|stor(?:y|ies)|criteri(?:on|a)|tasks?'
// "spec 002 says in FR-013". Verbs such as "needs" and "uses" are left out: their ids may belong to any specification.
const saying = 'says?|states?|defines?|specifies|describes?|lists?|introduces?'
// What may come between the name of a specification and its id.
const joint = new RegExp(
  `^(?:['’]s)?\\s*(?:[\`/]?[\\w./-]{1,60}\\.md\`?\\s*)?(?:\\([^()]{0,40}\\)(?:,\\s+[a-z]+\\b)?)?[\\s,:(§\`*\\])|→>–—中的の-]*(?:(?:${saying})\\b(?:\\s+in\\b)?\\s*|at\\b\\s*)?(?:${kinds})?\\s*$`,
  'i',
)
// What may come between a specification and its id in brackets: "107's audit query (", "SPEC-123 e2e task (".
const inBrackets = new RegExp(`^(?:['’]s)?\\s+(?:[\\w-]+\\s+){0,4}(?:${kinds})\\s*\\($`, 'i')
const ownedInBrackets = /^(?:['’]s)?\s+(?:[\w-]+\s+){1,5}\($/
// "are all owned by 108", "is defined in spec 003", "belongs to 108".
const belonging = String.raw`(?:(?:is|are|was|were|has|have|been|now|all|both|\w+ly)\s+){0,5}(?:(?:owned|defined|contracted|specified|described)\s+(?:in|by)|part\s+of|belongs?\s+to|lives?\s+in)`
const ofOthers = 'd[aeo]|del|du|des|der|von|z' // "T184 da Spec 009"
// "User Story 6 (008)", "[US6-008]".
const numbered = String.raw`^[\`*]*(?:\s*\(|-)(0\d\d)(?=\s*[)\]]|$)`
const behind = new RegExp(
  `${numbered}|^[\`*)]*${oneOfIds}{0,40}(?:\\([^()]{0,40}\\)\\s*)?(?:family\\s+)?\\(?\\s*(?:(?:${belonging}|in|of|from|see|${ofOthers})\\s+(?:the\\s+)?\\[?(?:\`?(?:[\\w.-]{1,30}/){1,4}${folder}|${specName}|\`?(0\\d\\d|\\d{3}(?!\\s*[a-z%/–(-]|[.,]\\d))\\b)|(?:${specName})\\s*\\)|[（]\\s*${folder})`,
  'i',
)
const widest = 160 // characters between a specification's name and an id
const ahead = 160 // characters after an id that are examined
// Quick tests: what has to follow an id, and a word that cannot come between a name and an id.
const mayBeBehind = new RegExp(
  String.raw`[\`*)]*[\s,/&+–—.-]{0,${ahead}}(?:\([^()]{0,40}\)\s{0,9})?\(?\s{0,9}(?:[A-Z]{1,4}-?\d|（|(?:and|or|to|through|in|of|from|see|${ofOthers}|family|is|are|was|were|has|have|owned|defined|contracted|specified|described|part|belongs?|lives?)\b|\d\d|spec|feature|${roles}|${others})`,
  'iy',
)
const foreign = new RegExp(String.raw`\b(?!(?:and|or|to|through|in|at|${saying}|${kinds})\b)[a-z]{2,}(?![\w-])`, 'i')
const otherItem = /[\r\n][ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/ // another list item is about something else

const otherRow = /\|[ \t]*(?:\r\n?|\n)[ \t>]*\|/ // another row of a table is, too

/** The name of a specification in a text. */
interface SpecName extends Span, Qualifier {}

/**
 * Returns a function that creates readers of the surroundings of ids in a chunk. Each reader has to be called in the order of
 * the text. Linear in the text of the chunk.
 * @param links the link targets of the chunk.
 */
export function surroundings(
  text: string,
  links: readonly LinkTarget[],
): () => (id: Span, code: boolean) => Surrounding {
  const names = lazy(() => namesIn(text, links))
  return () => reader(text, links, names)
}

/** The specifications that a text names or links to, in order. Words in link destinations do not count. */
function namesIn(text: string, links: readonly LinkTarget[]): SpecName[] {
  const found: SpecName[] = []
  let next = 0
  names.lastIndex = 0
  for (let match = names.exec(text); match; match = names.exec(text)) {
    next = addLinks(found, links, next, match.index)
    const last = links[next - 1]
    if (!last || last.end <= match.index) found.push({ start: match.index, end: names.lastIndex, ...specIn(match) })
  }
  addLinks(found, links, next, text.length)
  return found
}

/** Adds the links to other specifications that start up to an offset. Returns the index of the first link after it. */
function addLinks(found: SpecName[], links: readonly LinkTarget[], first: number, before: number): number {
  let next = first
  for (; next < links.length && (links[next] as LinkTarget).start <= before; next++) {
    const { start, end, destination } = links[next] as LinkTarget
    const number = linkedSpec.exec(destination.slice(0, longest))?.[1]
    if (number !== undefined) found.push({ start, end, number: Number(number) })
  }
  return next
}

const longest = 200 // characters of a destination that are examined
// A destination in another specification: `../002-billing/spec.md`, `/specs/002-billing/`.
const linkedSpec = /^(?:\.\.?\/|\/|(?:[\w.-]+\/)*specs\/)(?:[\w.-]+\/)*?(\d{3,4})-[\w-]+(?:\/|\.md|$)/

/** Creates a reader of the surroundings of ids, which has to be called in the order of the text. */
function reader(text: string, links: readonly LinkTarget[], names: () => readonly SpecName[]) {
  const isLabeled = text.includes('][')
  let first = 0 // the index of the first name that is near enough
  let next = 0 // the index of the first link that ends after the start of the id
  return (id: Span, code: boolean): Surrounding => {
    if (isAddress(text, id, code)) return inAddress
    const all = names()
    while (first < all.length && (all[first] as SpecName).end < id.start - widest) first++
    while (next < links.length && (links[next] as LinkTarget).end < id.start) next++
    const link = linkOf(text, id, links[next], isLabeled)
    const named = namedWith(text, id, all, first)
    return link || named.length > 0 ? { named, address: false, link } : noSurrounding
  }
}

/** The link whose text contains an id, if it may lead to another file. */
function linkOf(text: string, id: Span, link: LinkTarget | undefined, isLabeled: boolean): Surrounding['link'] {
  if (link?.text && link.text.start <= id.start && id.end <= link.text.end)
    return link.destination.startsWith('#') ? undefined : 'file'
  const label = isLabeled ? /^[^[\]]*\]\[([^[\]]+)\]/.exec(text.slice(id.end, id.end + 200))?.[1] : undefined
  return label === undefined ? undefined : { label: label.toLowerCase() }
}

/** The number in the first group that matched. */
const numberIn = (match: readonly (string | undefined)[]): number | undefined => {
  const digits = match.slice(1).find((group) => group !== undefined)
  return digits === undefined ? undefined : Number(digits)
}

/** The specification that a match names. */
function specIn(match: readonly (string | undefined)[]): Qualifier {
  const slug = slugAtEnd.exec(match[0] ?? '')?.[1]?.toLowerCase()
  return { number: numberIn(match), ...(slug !== undefined && { slug }) }
}

const slugAtEnd = /(?<![\w-])\d{2,4}-([a-z][\w-]*)\W*$/i

function namedWith(text: string, id: Span, all: readonly SpecName[], nearest: number): readonly Qualifier[] {
  const before = namedBefore(text, id, all, nearest)
  mayBeBehind.lastIndex = id.end
  const after = mayBeBehind.test(text) ? text.slice(id.end, id.end + ahead).split(otherItem, 1)[0] : undefined
  const match = after === undefined ? undefined : behind.exec(after.replace(/\s+/g, ' '))
  const first = before && { number: before.number, ...(before.slug !== undefined && { slug: before.slug }) }
  if (!match) return first ? [first] : noSurrounding.named
  return first ? [first, specIn(match)] : [specIn(match)]
}

function namedBefore(text: string, id: Span, all: readonly SpecName[], first: number): SpecName | undefined {
  for (let k = first; k < all.length; k++) {
    const name = all[k] as SpecName
    if (name.end > id.start) return undefined
    const between = text.slice(name.end, id.start)
    if (otherItem.test(between) || otherRow.test(between) || endsAside(text, name, between)) continue
    if (joins(between) || namesInBrackets(text.slice(name.start, name.end), between)) return name
  }
  return undefined
}

/** Whether the name of a specification is in an aside that ends before an id: "(it was added in feature 004) — FR-028". */
const endsAside = (text: string, { start }: Span, between: string): boolean =>
  /^[\s\x60*_]*\)/.test(between) &&
  /\((?:[^()]*\s)?[a-z]{3,}\s[^()]*$/i.test(text.slice(Math.max(0, start - 80), start))

/** Whether the text between the name of a specification and an id joins the two. */
function joins(between: string): boolean {
  if (!between.includes(')') && !/\.md/i.test(between) && foreign.test(between)) return false
  if (/(?:\r?\n[ \t]*){2}/.test(between)) return false // another paragraph
  return joint.test(withoutIds(between.replace(/\]\([^()\s]*\)/g, ']').replace(/\s+/g, ' ')))
}

/** Whether an id in brackets is what the words between a specification's name and the brackets describe. */
const namesInBrackets = (name: string, between: string): boolean =>
  between.endsWith('(') &&
  between.length < 80 &&
  (inBrackets.test(between) || (/['’]s$/.test(name) && ownedInBrackets.test(between)))

/** Removes the list of ids at the end of a text. */
function withoutIds(text: string): string {
  let end = text.length
  for (let k = 0; k < 40; k++) {
    const last = lastOfIds.exec(text.slice(Math.max(0, end - 14), end))
    if (!last) break
    end -= last[0].length
  }
  return text.slice(0, end)
}

/**
 * Whether an id is in a URL, a mail address, the name of a file or branch, a link destination, an anchor or the name of a
 * footnote.
 */
function isAddress(text: string, { start, end }: Span, code: boolean): boolean {
  let from = start
  while (isMark(text.charCodeAt(from - 1))) from-- // most ids are preceded only by marks
  if (text.charCodeAt(from - 1) > 32) {
    while (from > start - 200 && text.charCodeAt(from - 1) > 32) from--
    if (isInAddress.test(text.slice(from, start))) return true
  }
  if (!goesOn.test(text.charAt(end))) return false // most ids end here
  const tail = /^\S*/.exec(text.slice(end, end + 20))?.[0] ?? ''
  return /^(?:-style\b|@|[\w-]*\.[a-z]{1,4}\b)/.test(tail) || (code && /^-[a-z]/i.test(tail))
}

const isMark = (c: number): boolean => c === 42 || c === 95 || c === 126 || c === 40 || c === 44

const isInAddress = /:\/\/[^)>\]|"'\u2e80-\uffef]*$|\]\([^)]*$|\[\^$|\b(?:id|name)=["']?$/
const goesOn = /[\w@.-]/

/** What decides, in a document, which specification an id belongs to. */
export interface OwnNames {
  /** The id of the document or of its specification: `SPEC-004`. */
  id: Id | undefined
  /** Whether ids with a prefix name specifications in the document. */
  namesSpecs(prefix: string): boolean
  /** Whether a link label leads anywhere but to an anchor in the document. */
  leadsElsewhere(label: string): boolean
}

/** The qualifier of an id; undefined if it belongs to the document's own specification. */
export function qualifierOf(
  { prefix, number }: Id,
  { named, address, link }: Surrounding,
  { id, namesSpecs, leadsElsewhere }: OwnNames,
): Qualifier | undefined {
  if (address) return unnamed
  if (namesSpecs(prefix)) return number === id?.number ? undefined : { number }
  const foreignSpec = named.find((spec) => spec.number === undefined || spec.number !== id?.number)
  return foreignSpec ?? (link === 'file' || (link && leadsElsewhere(link.label)) ? unnamed : undefined)
}

const inherited =
  /^[\P{L}]*inherited\b|\binherited\s+(?:from\b|(?:[\w-]+\s+)?(?:requirements?|criteri(?:on|a)|stor(?:y|ies)|items|tasks)\b)|\b(?:reference[ -]only|owned by|carried over from|defined in (?:spec|\d{3}))\b/iu

/**
 * The qualifier of the items in a section, if a heading says that they belong to another specification: "Inherited Requirements
 * (owned by 107)".
 */
const inheritedFrom = (section: Section | undefined): Qualifier | undefined =>
  section && (isInherited(section) ? ownerIn(section) : inheritedFrom(section.parent))

/** Returns `inheritedFrom` for the sections of a document, or a function without any cost if no heading says so. */
export const ownersOf = perObject(
  (sections: readonly Section[]): ((section: Section | undefined) => Qualifier | undefined) =>
    sections.some(isInherited) ? inheritedFrom : () => undefined,
)

const isInherited = perHeading(({ title }) => inherited.test(title))

const ownerIn = perHeading(({ title }): Qualifier => {
  const digits = /(?<![\w-])(?:spec(?:ification)?[\s-]*#?)?(\d{2,4})\b/i.exec(title)?.[1]
  return digits === undefined ? unnamed : { number: Number(digits) }
})
