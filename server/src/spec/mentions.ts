// Ids that are spoken of: single ones, ranges (`T009–T021`, `SC-001..004`, `FR-001 through FR-004`) and lists in
// shorthand (`FR-001/002`). Which spec they belong to is not decided here.
import type { Scan } from '../markdown/blocks.ts'
import { type Id, idAt, makeId, readId } from './ids.ts'
import type { Definition, Mention, Section } from './model.ts'
import { leafFinder, sectionFinder, spanFinder } from './sections.ts'

export interface Join {
  kind: 'range' | 'list'
  /** The id behind the joining word or sign. */
  id: Id
  /** Where it starts. */
  at: number
  /** Joined by a slash: both ids are meant as one item. */
  slash: boolean
}

const rangeJoint = /(?:~~|\*\*|__|`)*[ \t]*(?:\.\.\.?|…|–|—|‑|-|through|thru|to|bis)[ \t]*(?:~~|\*\*|__|`)*/y
const listJoint = /(?:~~|\*\*|__)?[ \t]*(?:,|、|\/|&|\+|and|or)[ \t]*(?:~~|\*\*|__)?/y
const shorthand = /(\d{1,6})(?![\w-]|\.\d)/y

/** Reads what follows an id: the end of a range, or the next of a list. */
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
    const word = /[a-z]/.test(joined[0])
    const next = readId(text, at) // the joining sign may touch it
    if (next && next.prefix === id.prefix) {
      if (kind === 'range' && next.number <= id.number) continue
      return { kind, id: next, at, slash }
    }
    shorthand.lastIndex = at
    // `FR-001/002`; behind other signs (`FR-001, 002 and 003`) only a number that is written like the id's.
    const close = !word && !/[,&+ \t]/.test(joined[0])
    const digits = next || (kind === 'range' && !close) ? undefined : shorthand.exec(text)?.[1]
    if (!digits || digits.length < Math.min(id.digits, 2)) continue
    if (!close && (id.digits < 3 || digits.length !== id.digits)) continue
    if (kind === 'range' && (Number(digits) <= id.number || joined[0] === '-')) continue
    return { kind, id: makeId(id.prefix, Number(digits), '', digits, id.lead, id.digits), at, slash }
  }
  return undefined
}

/** A quick look: is there a sign or the first letter of a word that joins, behind marks and spaces? */
function joins(text: string, after: number): boolean {
  let at = after
  while (at < after + 8 && '~*_` \t'.includes(text[at] ?? '.')) at++
  return ',、/&+.…–—‑-atob'.includes(text[at] ?? '!')
}

/** Where the capitals and hyphens before a number start. */
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

export function readMentions(scan: Scan, sections: Section[], definitions: readonly Definition[]): Mention[] {
  const { text } = scan
  const found: Mention[] = []
  const definitionAt = spanFinder(definitions)
  const leafAt = leafFinder(scan)
  const inlineAt = spanFinder(scan.inlines)
  const sectionAt = sectionFinder(sections)
  const core = /[A-Z]-?\d/g
  while (core.test(text)) {
    const start = wordStart(text, core.lastIndex)
    const id = idAt(text, start)
    if (!id) continue
    const end = start + id.text.length
    core.lastIndex = end
    if (definitionAt(start)) continue
    const leaf = leafAt(start)
    if (!leaf) continue // front matter, link definitions
    const join = joinAt(text, end, id)
    const code = leaf.type === 'code' || leaf.type === 'html' || inlineAt(start) !== undefined
    const add = (one: Id, at: number, end: number, last: Id | undefined): void => {
      found.push({ id: one, last, start: at, end, code, section: sectionAt(start) })
    }
    if (join && join.at + join.id.text.length <= leaf.end) {
      core.lastIndex = join.at + join.id.text.length
      if (join.kind === 'range') add(id, start, core.lastIndex, join.id)
      else {
        add(id, start, end, undefined)
        let next: Join | undefined = join
        while (next?.kind === 'list' && /^\d/.test(next.id.text) && next.at + next.id.text.length <= leaf.end) {
          core.lastIndex = next.at + next.id.text.length
          add(next.id, next.at, core.lastIndex, undefined)
          next = joinAt(text, core.lastIndex, next.id)
        }
        if (next === join) core.lastIndex = join.at
      }
    } else add(id, start, end, undefined)
  }
  return found
}
