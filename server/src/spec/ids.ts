// Ids such as FR-001, T012a or FR-AGENT-003: their grammar, and how two spellings are compared.
// The grammar is the union of the forms counted in real documents; which prefixes mean something is the format's part.

export interface Id extends Readonly<IdParts> {}

interface IdParts {
  /** Equal for two spellings of one id: `FR-1` and `FR-001`, `T-001` and `T001`. */
  key: string
  /** Letters before the number, with areas: `FR`, `FR-AGENT`. */
  prefix: string
  number: number
  /** What follows the number: `a`, `.2`, `-EXT`, a prime. */
  suffix: string
  /** As written. */
  text: string
  /** Spelling of prefix and number, for writing the next one: `FR-` and 3 digits. */
  lead: string
  digits: number
}

const source = String.raw`([A-Z]{1,8}(?:-[A-Z]{1,12})*)(-?)(\d{1,4})(?![A-Za-z0-9_]{2}|[A-Z0-9_x])([a-z]?(?:\.\d{1,3})*(?:-[A-Z]{2,12}(?![A-Za-z0-9-]))?'?)`
const sticky = new RegExp(source, 'y')

/** Finds every id-shaped token of a text; a fresh expression, so that its `lastIndex` is the caller's own. */
export const idPattern = (): RegExp => new RegExp(source, 'g')

/** Makes an id of its parts. */
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

// One object for each spelling: a document names an id many times, and each version of it names the same ones.
const interned = new Map<string, Id>()
const mostInterned = 50_000

/** Turns a match of `idPattern` into an id. */
export function idOf(match: RegExpExecArray): Id {
  const known = interned.get(match[0])
  if (known) return known
  const [text, prefix, hyphen, digits, suffix] = match as unknown as [string, string, string, string, string]
  const id = makeId(prefix, Number(digits), suffix, text, prefix + hyphen, digits.length)
  if (interned.size >= mostInterned) interned.clear()
  interned.set(text, id)
  return id
}

/** The id that starts at an offset, if one does. */
export function idAt(text: string, offset: number): Id | undefined {
  let at = offset
  while (isCapital(text.charCodeAt(at)) && at - offset < 8) at++
  const c = text.charCodeAt(at)
  if (at === offset || (c !== 45 && !(c >= 48 && c <= 57)) || !startsToken(text, offset)) return undefined
  sticky.lastIndex = offset
  const match = sticky.exec(text)
  return match ? idOf(match) : undefined
}

const isCapital = (c: number): boolean => c >= 65 && c <= 90

/** False inside a word, a number, a path or an issue reference. */
export function startsToken(text: string, offset: number): boolean {
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
    !(c === 47 && !/[\s\d*]/.test(text[offset - 2] ?? ' '))
  )
}

/** The key of the id that a sub-clause belongs to: `FR-003b` and `FR-003.1` belong to `FR-003`. */
export const parentKey = (id: Id): string | undefined => (id.suffix ? `${id.prefix}-${id.number}` : undefined)

/** The prefix without areas: `FR` of `FR-AGENT-003`. */
export function basePrefix({ prefix }: Pick<Id, 'prefix'>): string {
  const area = prefix.indexOf('-')
  return area < 0 ? prefix : prefix.slice(0, area)
}

/** Writes an id like another one, with a number. */
export const writeId = (like: Pick<Id, 'lead' | 'digits'>, number: number): string =>
  like.lead + String(number).padStart(like.digits, '0')
