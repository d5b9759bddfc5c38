// References: single ids, ranges (`T009–T021`, `SC-001..004`, `FR-001 through FR-004`), lists in shorthand (`FR-001/002`), and
// stories in words (`User Story 1`). Which specification they belong to is decided in `qualifier.ts`.
import { type Span, spanFinder } from '../base/span.ts'
import { joints } from '../languages/joints.ts'
import { isOfSeveral, storyName } from '../languages/stories.ts'
import type { Scan } from '../markdown/blocks.ts'
import { leafFinder } from '../markdown/find.ts'
import { type Id, idAt, makeId, readId, storyAt } from './ids.ts'
import type { Definition, Reference, ReferenceFact, Section } from './model.ts'
import { noSurrounding } from './qualifier.ts'
import { sectionFinder } from './sections.ts'

/** What follows an id, joined to it by a word or sign. */
export interface Join {
  kind: 'range' | 'list'
  /** The id after the joining word or sign. */
  id: Id
  /** The offset of that id. */
  at: number
  /** Whether the ids are joined by a slash, so that they are one item. */
  slash: boolean
}

// `FR-001 ~ FR-003`, but not `~~` at the end of strikethrough.
const signs = String.raw`\.\.\.?|…|–|—|‑|--?|(?<!~)~(?!~)|[～〜－]`
const rangeJoint = new RegExp(
  String.raw`(?:~~|\*\*|__|\x60)*[ \t]*(?:${signs}|${joints.range})[ \t]*(?:~~|\*\*|__|\x60)*`,
  'yu',
)
const listJoint = new RegExp(
  String.raw`(?:~~|\*\*|__)?[ \t]*(?:[,，][ \t]*(?:(?:${joints.list})(?!\p{L})|&)|[,，、/&+]|${joints.list})[ \t]*(?:~~|\*\*|__)?`,
  'yu',
)
// A number alone, but not that of another specification: "022 FR-004 and 025 FR-003", "FR-008 and 030's FR-008".
const shorthand = /(\d{1,6})(?![\w-]|\.\d|['’]s|[ \t\r\n]{1,4}[A-Z]{1,4}-?\d)/y
const farthest = 10 // the largest difference to an id in shorthand; in "Per FR-010, 030 ships first", 030 is not an id
// A noun or unit after a number, which makes it an amount.
const unit = new RegExp(String.raw`[ \t]*(?!(?:${joints.words})(?!\p{L})|${joints.touching})[\p{L}%$€°]`, 'uy')

/** Reads what follows an id: the end of its range, or the next id of its list. `after` is the end of the id. */
export function joinAt(text: string, after: number, id: Id): Join | undefined {
  if (!joins(text, after)) return undefined
  for (const [kind, joint] of [
    ['range', rangeJoint],
    ['list', listJoint],
  ] as const) {
    joint.lastIndex = after
    const joined = joint.exec(text)
    if (!joined) continue
    const at = joint.lastIndex
    const slash = joined[0].includes('/')
    const word = /\p{L}/u.test(joined[0])
    const next = readId(text, at) // not `idAt`, because the joining sign may touch the id
    if (next && next.prefix === id.prefix) {
      if (kind === 'range' && (!isBehind(next, id) || isClause(joined[0], text, at + next.text.length))) continue
      return { kind, id: next, at, slash }
    }
    shorthand.lastIndex = at
    // `FR-001/002`. After other signs (`FR-001, 002 and 003`), only a number that is written like that of the id.
    const close = !word && !/[,，、&+ \t]/.test(joined[0])
    const digits = next || (kind === 'range' && !close) ? undefined : shorthand.exec(text)?.[1]
    if (!digits || digits.length < Math.min(id.digits, 2)) continue
    if (!close && (id.digits < 3 || digits.length !== id.digits)) continue
    if (!close && kind === 'list' && !isNumberOf(id, digits, text, at)) continue
    if (kind === 'range' && (Number(digits) <= id.number || joined[0] === '-')) continue
    return { kind, id: makeId(id.prefix, Number(digits), '', digits, id.lead, id.digits), at, slash }
  }
  return undefined
}

/** Reads the letter of the next or last sub-clause: `FR-004a/b/c`, `FR-028a〜f`. */
function letterJoin(text: string, after: number, { prefix, number, suffix, lead, digits }: Id): Join | undefined {
  const next = text.charAt(after + 1)
  const kind = text[after] === '/' ? 'list' : /^[–〜～-]$/.test(text.charAt(after)) ? 'range' : undefined
  if (!kind || !/^[a-z]$/.test(suffix) || !/^[a-z]$/.test(next) || next <= suffix) return undefined
  if (/[\w'’-]/.test(text.charAt(after + 2))) return undefined // `FR-004a/bar`
  return { kind, id: makeId(prefix, number, next, next, lead, digits), at: after + 1, slash: kind === 'list' }
}

/** Whether a dash between blanks separates two clauses: "in the file of T016 — T018 depends on T017". */
function isClause(joint: string, text: string, after: number): boolean {
  verb.lastIndex = after
  return /[ \t][—–-][ \t]/.test(joint) && verb.test(text)
}

const verb = /[*_\x60]*[ \t]+(?:depends?|blocks?|requires?|needs|must|is|are|can|will|has|have|adds?|uses?)\b/y

/** Whether a range from `first` may end with `last`: its number is higher, or its letter is later. */
const isBehind = (last: Id, first: Id): boolean =>
  last.number > first.number ||
  (last.number === first.number &&
    /^[a-z]$/.test(last.suffix) &&
    /^[a-z]?$/.test(first.suffix) &&
    last.suffix > first.suffix)

/** Whether digits after an id and a word or comma are another id, not an amount: "FR-001, 002", but not "FR-001 and 500 users". */
function isNumberOf(id: Id, digits: string, text: string, at: number): boolean {
  if (Math.abs(Number(digits) - id.number) > farthest) return false
  if (digits.startsWith('0')) return true
  if (String(id.number).length < id.digits && Number(digits) !== id.number + 1) return false
  unit.lastIndex = at + digits.length
  return !unit.test(text)
}

/** Whether a text between two ids makes them a range, provided that the second id is higher. */
export function isRangeJoint(between: string): boolean {
  rangeJoint.lastIndex = 0
  return rangeJoint.exec(between)?.[0].length === between.length
}

/** A quick test: whether a joining word or sign may follow, after marks and spaces. */
function joins(text: string, after: number): boolean {
  let at = after
  for (; at < after + 8 && '~*_` \t'.includes(text[at] ?? '.'); at++)
    if (text[at] === '~' && text[at + 1] !== '~' && text[at - 1] !== '~') return true
  const sign = text[at] ?? '!'
  if (sign > '\u007f') return joints.starts.has(sign)
  if (!/[a-z]/.test(sign)) return ',/&+.-'.includes(sign)
  let end = at + 1
  while (end < at + 8 && /[a-z]/.test(text[end] ?? '!')) end++
  return (text[end] ?? ' ') > '\u007f' || joints.plain.has(text.slice(at, end)) // `até`
}

/** The offset at which the capitals and hyphens before a number start. `number` is the offset after its first digit. */
function wordStart(text: string, number: number): number {
  let start = number - 1
  for (let c = text.charCodeAt(start - 1); (c >= 65 && c <= 90) || c === 45; c = text.charCodeAt(start - 1)) {
    if (number - start > longestPrefix) break
    start--
  }
  while (text.charCodeAt(start) === 45) start++
  return start
}

const longestPrefix = 80

/** A quick test: whether a text may contain ids. */
export const mayNameIds = (text: string): boolean => mayName.test(text)

// The first digit of an id, or of a story, whose name is in the group. Digits are rare, and digits after words are rarer.
const core = String.raw`[A-Z]-?\d|(?<=[A-Za-z\u00c0-\uffff][ \t\u00a0\u3000]{0,4})[\d０-９](?<=((?<![\w-])(?:${storyName})).)`
const mayName = new RegExp(core)
const names = new RegExp(core, 'g')

/** Reads the references of a chunk. Their `surrounding` is filled in later. */
export function readReferences(
  scan: Scan,
  sections: readonly Section[],
  definitions: readonly Span[],
): ReferenceFact[] {
  const { text, frontMatter } = scan
  const found: ReferenceFact[] = []
  const definitionAt = spanFinder(definitions)
  const leafAt = leafFinder(scan)
  const inlineAt = spanFinder(scan.inlines)
  const labelAt = spanFinder(scan.definitions.map(({ label }) => label))
  const sectionAt = sectionFinder(sections)
  const joined = (after: number, id: Id, inWords: boolean, limit: number): Join | undefined => {
    const join = inWords ? storyJoin(text, after, id) : (joinAt(text, after, id) ?? letterJoin(text, after, id))
    return join && join.at + join.id.text.length <= limit ? join : undefined
  }
  names.lastIndex = 0
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const [, name] = match
    const inWords = name !== undefined
    const start = inWords ? match.index - name.length : wordStart(text, names.lastIndex)
    const id = inWords ? storyAt(text, start) : idAt(text, start)
    if (!id) continue
    const end = start + id.text.length
    names.lastIndex = end
    if (definitionAt(start)) continue
    const leaf = leafAt(start)
    const limit = leaf?.end ?? (frontMatter && start < frontMatter.end ? frontMatter.end : (labelAt(start)?.end ?? 0))
    if (limit === 0) continue // in the destination of a link definition
    const code = !leaf || leaf.type === 'code' || leaf.type === 'html' || inlineAt(start) !== undefined
    const section = sectionAt(start)
    // The id or range, and the numbers after it that are a list in shorthand.
    for (let current: Id = id, at = start; ; ) {
      let end = at + current.text.length
      let join = joined(end, current, inWords, limit)
      let last: Id | undefined
      if (join?.kind === 'range' && (current === id || /^\d/.test(join.id.text))) {
        last = join.id
        end = join.at + last.text.length
        join = joined(end, last, inWords, limit)
      }
      found.push({ start: at, end, id: current, last, code, section, surrounding: noSurrounding })
      names.lastIndex = end
      if (join?.kind !== 'list' || !/^[\da-z]/.test(join.id.text)) break
      current = join.id
      at = join.at
    }
  }
  return found
}

/**
 * Converts definitions to references, for ids that are not defined where they are written. A line with a range becomes one
 * reference.
 */
export function asReferences(text: string, definitions: readonly Definition[]): Reference[] {
  const references: Reference[] = []
  for (const definition of definitions) {
    const { id, start, end, section } = definition
    const last = references.at(-1)
    if (definition.shared && last && !last.last) {
      if (start === last.start) continue // an id inside the range
      if (start - last.end < 20 && isRangeJoint(text.slice(last.end, start))) {
        references[references.length - 1] = { ...last, last: id, end }
        continue
      }
    }
    references.push({ id, last: undefined, start, end, code: false, section, qualifier: definition.qualifier })
  }
  return references
}

const storyJoint = new RegExp(
  String.raw`[ \t]*(?:(\.\.\.?|[…–—~～〜-]|(?:${joints.range})(?!\p{L}))|[,，][ \t]*(?:(?:${joints.list})(?!\p{L})|&)|[,，、&/+]|(?:${joints.list})(?!\p{L}))[ \t]*(\d{1,6})(?!\w|\.\d)`,
  'yu',
)
/** Reads what follows a story: `User Stories 1, 2 and 3`, `User Stories 1–3`. After a singular, a number is something else. */
function storyJoin(text: string, after: number, id: Id): Join | undefined {
  if (!/^\d/.test(id.text) && !isOfSeveral(id.text)) return undefined
  storyJoint.lastIndex = after
  const [joined, range, digits] = storyJoint.exec(text) ?? []
  if (joined === undefined || digits === undefined) return undefined
  if (range !== undefined && Number(digits) <= id.number) return undefined
  unit.lastIndex = after + joined.length
  if (/^[ \t]*,[ \t]*\d/.test(joined) && unit.test(text)) return undefined // an amount
  const next = makeId(id.prefix, Number(digits), '', digits, id.lead, digits.length)
  return {
    kind: range === undefined ? 'list' : 'range',
    id: next,
    at: after + joined.length - digits.length,
    slash: false,
  }
}
