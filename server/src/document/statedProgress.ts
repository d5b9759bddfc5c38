// Statements about tasks: their progress (`**Progress**: 76/92 tasks`) and their number (`**Total Tasks**: 92`).
import { lineStart } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { contentOf } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'

export interface StatedProgress extends Span {
  done: number
  total: number
}

const stated = /(?<![\w/.-])(\d{1,4})[ \t]*(?:\/|of)[ \t]*(\d{1,4})[ \t]+[Tt]asks\b/g
const mayState = /\d[ \t]*(?:\/|of)[ \t]*\d{1,4}[ \t]+[Tt]asks\b/
// Words for a plan, a condition, the past, or the remaining tasks: the line does not state the current progress.
const unreal =
  /\b(?:if|when|once|until|should|must|would|will|after|before|e\.g|example|was|were|previously|remaining|left|target|goal)\b/i

const statedIn = perObject(({ scan }: Chunk): readonly StatedProgress[] => {
  const found: StatedProgress[] = []
  if (!mayState.test(scan.text)) return found
  for (const block of scan.blocks) {
    if (block.type !== 'paragraph' && block.type !== 'heading') continue
    for (const line of contentOf(scan, block).split('\n')) {
      for (const match of line.matchAll(stated)) {
        const start = scan.text.indexOf(match[0], block.start)
        if (start < 0 || start >= block.end || unreal.test(line)) continue
        found.push({ start, end: start + match[0].length, done: Number(match[1]), total: Number(match[2]) })
      }
    }
  }
  return found
})

/** The statements about progress in a document, in order. */
export const statedProgressOf = ({ chunks }: Document): StatedProgress[] =>
  chunks.flatMap(({ chunk, start: by }) =>
    statedIn(chunk).map((statement) => ({ ...statement, start: statement.start + by, end: statement.end + by })),
  )

/** A statement of how many tasks there are. */
export interface StatedTotal extends Span {
  total: number
}

// At the start of a line or cell, and with nothing after the number that would change it: "Total Tasks: 20+", "50%", "8 to 10".
const total =
  /^[ \t>#|*+-]{0,12}(?:\*\*|__)?total(?:[ \t]{1,4}number[ \t]{1,4}of)?[ \t]{1,4}tasks[ \t]{0,4}(?:\*\*|__)?[ \t]{0,40}[:：|][ \t*_]{0,40}(\d{1,4})(?:\*\*|__)?[ \t]{0,40}(?:\\?$|[(（|]|tasks?\b|个|個|개)/gim
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
