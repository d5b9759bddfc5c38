// Ids such as FR-001, T012a or FR-AGENT-003: their grammar, and the comparison of spellings.
// The grammar is the union of the forms found in real documents. The format decides which prefixes have a meaning.
import { createLru } from '../base/lru.ts'
import { detachedCopy } from '../base/words.ts'
import { numberIn, shortStoryPattern, storyPattern } from '../languages/stories.ts'

export interface Id extends Readonly<IdParts> {}

interface IdParts {
  /** Equal for all spellings of one id: `FR-1` and `FR-001`, `T-001` and `T001`. */
  key: string
  /** The part before the number, with areas and milestones: `FR`, `FR-AGENT`, `M1-FR`. */
  prefix: string
  number: number
  /** The part after the number: `a`, `.2`, `-EXT`, `-1`, a prime. */
  suffix: string
  /** As written. */
  text: string
  /** The spelling of prefix and number, for writing the next id: `FR-` and 3 digits. */
  lead: string
  digits: number
}

// Prefixes with milestones, parts and features: `M1-FR-001`, `M2B1-FR-001`, `SC-M1-01`, `F001-T101`, while `US1-US3` is a range.
// With features and years: `FR-008-001`, `REQ-2026-012`.
const part = String.raw`\d{1,2}(?:[A-Z]\d{1,2})?`
const prefixes = [
  String.raw`(?:([A-Z]{1,4})(?:${part}|\d{3,4})-(?!\2-?\d)){1,2}[A-Z]{1,12}(?:-[A-Z]{1,12}){0,2}`,
  `[A-Z]{1,8}(?:-[A-Z]{1,12}){0,2}-[A-Z]{1,4}${part}(?=-)`,
  String.raw`[A-Z]{2,8}-\d{3,4}(?=-\d{2,4}(?!\d))`,
  '[A-Z]{1,8}(?:-[A-Z]{1,12}){0,4}',
]
// Suffixes: `a`, `.2`, `.2a`, `-EXT`, `-AC-1`, `.FR2`, a prime, several such parts; after two digits `-1`, `-1a`, `-A`, `/1`, `:1`,
// `(a)`; after three digits a capital, or a letter and another letter or number: `T021A`, `T026aa`, `FR-037l1`.
const secondLetter = String.raw`(?!(?:st|nd|rd|th|ms|px|mm|cm|km|kb|mb|gb|hz|pt)\b)[a-z](?:[a-z]|\d{1,2})(?![\w-]|\.\w)`
const suffixes = [
  String.raw`(?:[.-](?!\1-?\d)(?:[A-Z]{1,8}-?)?\d{1,4}[a-z]?){2,5}(?![\w-]|\.\w)`,
  String.raw`(?<=\d\d)-(?:\d{1,2}[a-z]?|[A-Z])(?![\w-]|\.\d)`,
  String.raw`\.(?!\1-?\d)[A-Z]{1,4}-?\d{1,4}(?![\w-]|\.\w)`,
  String.raw`(?<=-\d{1,4})-(?!\1-?\d)[A-Z]{1,8}-?\d{1,4}(?![\w-])`,
  String.raw`(?<=\d\d)[/:]\d(?![\w/:-]|\.\d)`,
  String.raw`(?<=\d\d)\([a-z]\)`,
  String.raw`(?<=\d{3})[A-Z](?![\w-])`,
  String.raw`(?<=\d{3})${secondLetter}`,
  String.raw`[a-z]?(?:\.\d{1,3}(?:[a-z](?![A-Za-z]))?)*(?:-[A-Z]{2,12}(?![A-Za-z0-9-]))?(?:'(?![A-Za-z]))?`,
]
const source = String.raw`(${prefixes.join('|')})(-?)(\d{1,6})(?!(?!(?<=\d{3})${secondLetter})[A-Za-z0-9_]{2}|[0-9_]|(?<!\d{3})x|(?<!\d{3})[A-Z])(${suffixes.join('|')})`
const grammar = new RegExp(source, 'y')

/** Makes an id from its parts. */
export const makeId = (
  prefix: string,
  number: number,
  suffix: string,
  text: string,
  lead: string,
  digits: number,
): Id => ({
  key: `${prefix}-${number}${suffix}`,
  prefix,
  number,
  suffix,
  text,
  lead,
  digits,
})

// There is one object per spelling, because a document contains an id many times, and so does each version of it. Plain ids
// (`FR-001`, `T12`) are in `plain` by prefix, hyphen and number of digits, then by number: with few keys, lookups are fast.
const plain = createLru<number, Id[]>(100_000, (slot) => 10 ** (slot % 5)) // as many as the digits can write
const byText = createLru<string, Id>(25_000) // all other ids

/** The id that starts at an offset, if there is one. */
export const idAt = (text: string, offset: number): Id | undefined =>
  isCapital(text.charCodeAt(offset)) && startsToken(text, offset) ? readId(text, offset) : undefined

/** Reads the id whose first letter is at an offset, whatever precedes it. */
export function readId(text: string, offset: number): Id | undefined {
  let at = offset
  let slot = 0
  for (let c = text.charCodeAt(at); isCapital(c) && at - offset < 9; c = text.charCodeAt(++at))
    slot = slot * 27 + c - 64
  const letters = at - offset
  if (letters === 0 || letters > 8) return undefined
  const hyphen = text.charCodeAt(at) === 45 ? 1 : 0
  const first = at + hyphen
  let end = first
  let number = 0
  for (let c = text.charCodeAt(end); isDigit(c) && end - first < 5; c = text.charCodeAt(++end))
    number = number * 10 + c - 48
  const digits = end - first
  if (digits === 0) return hyphen === 1 && isCapital(text.charCodeAt(first)) ? readByGrammar(text, offset) : undefined
  if (letters > 4 || digits > 4 || !endsPlain(text, end)) return readByGrammar(text, offset)
  slot = (slot * 2 + hyphen) * 5 + digits
  const byNumber = plain.get(slot)
  const cached = byNumber?.[number]
  if (cached) return cached
  const prefix = text.slice(offset, at)
  const id = makeId(prefix, number, '', text.slice(offset, end), text.slice(offset, first), digits)
  if (byNumber) byNumber[number] = id
  else {
    const created: Id[] = []
    created[number] = id
    plain.set(slot, created)
  }
  return id
}

/** Whether nothing after the number can be part of the id: a letter, `.2`, `-EXT`, a prime. */
function endsPlain(text: string, end: number): boolean {
  const c = text.charCodeAt(end)
  const next = text.charCodeAt(end + 1)
  if (c === 46) return !(isDigit(next) || isCapital(next))
  if (c === 47 || c === 58) return !isDigit(next)
  if (c === 45) return !isCapital(next) && !isDigit(next)
  if (c === 40) return text.charCodeAt(end + 2) !== 41
  if (c === 95) return next === 95 // the end of `__FR-001__`
  return !(isCapital(c) || (c >= 97 && c <= 122) || isDigit(c) || c === 39)
}

/** Reads the id at an offset by the full grammar. */
function readByGrammar(text: string, offset: number): Id | undefined {
  grammar.lastIndex = offset
  const match = grammar.exec(text)
  if (!match) return undefined
  const cached = byText.get(match[0])
  if (cached) return cached
  const [written, prefix, , hyphen, digits, suffix] = match as unknown as [
    string,
    string,
    unknown,
    string,
    string,
    string,
  ]
  const id = makeId(
    detachedCopy(prefix),
    Number(digits),
    detachedCopy(suffix),
    detachedCopy(written),
    detachedCopy(prefix + hyphen),
    digits.length,
  )
  byText.set(id.text, id)
  return id
}

const story = new RegExp(storyPattern, 'yu')
const shortStory = new RegExp(shortStoryPattern, 'yu')

/**
 * The id of a story in words that starts at an offset: `US-1` for `User Story 1` and `用户故事 1`. `Story 1` is a name only with
 * a capital.
 */
export const storyAt = (text: string, offset: number): Id | undefined => readStory(text, offset, story)

/** The same at the start of a heading, where a shorter name is enough: `Historia 1`. */
export const headingStoryAt = (text: string, offset: number): Id | undefined =>
  storyAt(text, offset) ?? readStory(text, offset, shortStory)

/** Reads a story by a sticky pattern: the number is in group 1, the mark of a part in group 2. */
export function readStory(text: string, offset: number, pattern: RegExp): Id | undefined {
  if (!mayStartWord(text.charCodeAt(offset)) || /[\w-]/.test(text[offset - 1] ?? ' ')) return undefined
  pattern.lastIndex = offset
  const [written, digits, part = ''] = pattern.exec(text) ?? []
  if (written === undefined || digits === undefined) return undefined
  if (written.startsWith('u') && /^[ \t]+points?\b/i.test(text.slice(pattern.lastIndex, pattern.lastIndex + 9)))
    return undefined
  return makeId('US', numberIn(digits), detachedCopy(part), detachedCopy(written), 'US-', digits.length)
}

const mayStartWord = (c: number): boolean => isCapital(c) || (c >= 97 && c <= 122) || c > 127

/** The prefixes of standards and technical names, which are no ids: `SHA-256`, `ISO-8601`. A pattern. */
export const technicalPrefixes = 'HTTP|SHA|MD|AES|TLS|RFC|ISO|UTF|CVE|GPT|PR'

const technical = new RegExp(`^(?:${technicalPrefixes}|P)$`)

/** Whether the prefix of an id is that of a technical name or a priority (`P1`). */
export const isTechnical = ({ prefix }: Pick<Id, 'prefix'>): boolean => technical.test(prefix)

/** Whether an id is written in words: `User Story 1`. */
export const inWords = (id: Pick<Id, 'text'>): boolean => /^(?:[A-Za-z][^A-Z\d-]|[^\w-])/.test(id.text)

const isDigit = (c: number): boolean => c >= 48 && c <= 57

const isCapital = (c: number): boolean => c >= 65 && c <= 90

/** Whether an id can start at an offset: not inside a word, a number, a path or an issue reference. */
function startsToken(text: string, offset: number): boolean {
  if (offset === 0) return true
  const c = text.charCodeAt(offset - 1)
  const word = (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95
  return (
    !word &&
    c !== 45 &&
    c !== 46 &&
    c !== 35 &&
    c !== 64 &&
    c !== 92 &&
    !(c === 47 && !/(?:[\s\d*]|\d[a-z])$/.test(text.slice(Math.max(0, offset - 3), offset - 1) || ' '))
  )
}

/** The key of the id without its suffix, to which a sub-clause belongs: `FR-003b` and `FR-003.1` belong to `FR-003`. */
export const parentKey = (id: Id): string | undefined => (id.suffix ? `${id.prefix}-${id.number}` : undefined)

const mostOfRange = 500

/** The keys of all ids of a range, including both ends: `FR-002` to `FR-004`, `FR-037f` to `FR-037v`. At most about `mostOfRange`. */
export function keysBetween(first: Id, last: Id): string[] {
  const { prefix } = first
  const keys = [first.key]
  const most = Math.min(last.number, first.number + mostOfRange)
  for (let number = first.number + 1; number <= most; number++) keys.push(`${prefix}-${number}`)
  if (!/^[a-z]$/.test(last.suffix)) return keys.at(-1) === last.key ? keys : [...keys, last.key]
  const after = first.number === last.number ? first.suffix : ''
  for (const letter of 'abcdefghijklmnopqrstuvwxyz')
    if (letter > after && letter <= last.suffix) keys.push(`${prefix}-${last.number}${letter}`)
  return keys
}

/** The parts of a prefix that may be a kind: `FR` and `AGENT` of `FR-AGENT`, `FR` of `M1-FR`. There is at least one. */
export function kindsIn({ prefix }: Pick<Id, 'prefix'>): readonly string[] {
  if (!prefix.includes('-')) return [prefix]
  const letters = prefix.split('-').filter((part) => !/\d/.test(part))
  return letters.length > 0 ? letters : [prefix]
}

/** The prefix without areas and milestones: `FR` of `FR-AGENT-003` and `M1-FR-001`. */
export const basePrefix = (id: Pick<Id, 'prefix'>): string => kindsIn(id)[0] as string

/** Writes an id with the prefix and number of digits of `like`. */
export const writeId = (like: Pick<Id, 'lead' | 'digits'>, number: number): string =>
  like.lead + String(number).padStart(like.digits, '0')
