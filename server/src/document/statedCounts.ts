// Statements about the number of items: `**Total Tasks**: 92`, "All 18 functional requirements".
import { aroundOnLine, lineStart } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { isForeign } from '../languages/speech.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { unreal } from './statedProgress.ts'

/** A statement of how many tasks there are. */
export interface StatedTotal extends Span {
  total: number
}

/** A statement of how many items of a role there are: "All 18 functional requirements". */
export interface StatedCount extends StatedTotal {
  role: 'requirement' | 'story' | 'criterion'
  /** The number with the words for the items, as written. */
  written: string
  /** Whether it says that these are all: "All 18 …". */
  isAll: boolean
  /** Whether it says what is there at a point on the way. */
  isSoFar: boolean
}

// At the start of a line or cell, and with nothing after the number that would change it: "Total Tasks: 20+", "50%", "8 to 10".
const total =
  /^[ \t>#|*+-]{0,12}(?:\*\*|__)?total(?:[ \t]{1,4}number[ \t]{1,4}of)?[ \t]{1,4}tasks[ \t]{0,4}(?:\*\*|__)?[ \t]{0,40}[:：|][ \t*_]{0,40}(\d{1,4})(?:\*\*|__)?[ \t]{0,40}(?![(（][^)）]{0,20}\bUS-?\d)(?:\\?$|[(（|]|tasks?\b|个|個|개)/gim
const lastCell = /^[^|\r\n]*\|?[ \t]*$/

const totalsIn = perObject(({ scan }: Chunk): readonly StatedTotal[] => {
  const { text } = scan
  if (!/total/i.test(text)) return []
  return scan.blocks.flatMap((block): StatedTotal[] => {
    if (block.type !== 'paragraph' && block.type !== 'heading' && block.type !== 'row') return []
    const content = text.slice(lineStart(text, block.start), block.end)
    return Array.from(content.matchAll(total)).flatMap(({ 0: words, 1: digits = '', index }) => {
      const isLast = block.type !== 'row' || lastCell.test(content.slice(content.indexOf(digits, index)))
      const start = block.end - content.length + index + words.search(/total/i)
      const end = block.end - content.length + index + words.lastIndexOf(digits) + digits.length
      return isLast && !unreal.test(words) ? [{ start, end, total: Number(digits) }] : []
    })
  })
})

/** The statements of a document about the number of its tasks, in order. */
export const statedTotalsOf = ({ chunks }: Document): StatedTotal[] =>
  chunks.flatMap(({ chunk, start: by }) =>
    totalsIn(chunk).map((statement) => ({ ...statement, start: statement.start + by, end: statement.end + by })),
  )

// "All 19 FRs", but not "The adapter (5 FRs)".
const names = {
  requirement: String.raw`functional requirements|(?<=\ball[ \t]{1,4}\d{1,3}[ \t]{1,4})FRs`,
  story: 'user stories',
  criterion: String.raw`success criteria|(?<=\ball[ \t]{1,4}\d{1,3}[ \t]{1,4})SCs`,
} as const
const counts = new RegExp(
  String.raw`(?<![\w.,/#~≈+<>≤≥-])(?:\d{1,3}[ \t]?/[ \t]?)?([2-9]|[1-9]\d{1,2})(?:\*\*)?[ \t]+(?:${Object.entries(names)
    .map(([role, words]) => `(?<${role}>${words})`)
    .join('|')})\b`,
  'gi',
)
// The number is that of a part, of a change, of a phase, or of another specification.
const partBefore =
  /\b(?:add(?:ed|s|ing)?|new|remaining|another|additional|more|other|first|next|last|top|least|most|about|around|roughly|approximately|nearly|over|under|up to|remov(?:ed|es)|updat(?:ed|es)|chang(?:ed|es)|of|spec(?:ification)?|feature|than|these|those|following|and|plus|phase|stage|step|sprint|milestone|iteration|from(?:[^.;]{1,40}\bto)?)\s*[*_(]*$/i
// What works at a point on the way: "**Checkpoint**: 3 user stories work", "At this point, 3 user stories work".
const onTheWay = /\b(?:checkpoint\W{1,6}|at this point,? )(?:all |the |both )?[*_(]*$/i
const partBehind =
  /^[*_)]*[ \t]*(?:groups?|categor(?:y|ies)|areas?|sections?|tests?|per|each|(?:were|was|are|have been|been)[ \t]+(?:added|removed|updated|new|changed)|added|removed|updated|in (?:this )?phase|of[ \t]+(?:US|user story|the (?:old|previous|other|legacy|original|prototype))|\([^)]*\b\d+ (?:here|in)|(?:from|of|in)[ \t]+(?:the[ \t]+)?(?:spec\S*[ \t]+)?[\x60/]*\d{3}|for (?:us|user story|story|phase)|with[ \t]+(?:an?[ \t]+)?(?:implementation|phases?|tasks?))\b/i

const countsIn = perObject(({ scan }: Chunk): readonly StatedCount[] => {
  const { text } = scan
  return Array.from(text.matchAll(counts)).flatMap(
    ({ 0: written, 1: digits = '', groups = {}, index }): StatedCount[] => {
      const end = index + written.length
      const [before, behind] = aroundOnLine(text, { start: index, end }, 120)
      if (partBefore.test(before) || partBehind.test(behind)) return []
      if (isForeign(before + behind)) return [] // the patterns above are English
      const role = (Object.keys(names) as StatedCount['role'][]).find((one) => groups[one] !== undefined)
      const isAll = /\ball[ \t*_]{1,6}$/i.test(before)
      const isSoFar = onTheWay.test(before)
      const total = Number(digits)
      return role ? [{ start: index, end, total, role, written: written.replace('**', ''), isAll, isSoFar }] : []
    },
  )
})

/** The statements of a document about the number of requirements, stories and criteria, in order. */
export const statedCountsOf = ({ chunks }: Document): StatedCount[] =>
  chunks.flatMap(({ chunk, start: by }) =>
    countsIn(chunk).map((statement) => ({ ...statement, start: statement.start + by, end: statement.end + by })),
  )
