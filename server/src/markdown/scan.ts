// The line scanner: goes over the lines once and finds the block structure of CommonMark 0.31.2 with GFM tables, task
// boxes and front matter. Linear in the text, never throws. Does not look into emphasis or links. It can stop before each
// heading and bullet that starts its line outside of code and HTML: these end all that is open, so that what follows is read
// the same whatever stood before it.
import { type Span, spanFinder } from '../base/span.ts'
import { type Scan, shiftScan } from './blocks.ts'
import { frontMatterOf } from './frontMatter.ts'
import { atxLevel } from './leaf.ts'
import { createLineReader } from './lineReader.ts'

/** Gives the parts of a text one after the other: a heading that starts its line, up to the next one; of long lists some items. */
export interface Scanner {
  /** The next part, its offsets from its own start; undefined behind the last one. A text has one part at least. */
  next(): Scan | undefined
  /** Where the next part starts. */
  readonly at: number
}

/** Reads the block structure of any text, as one part. */
export const scan = (text: string): Scan => createScanner(text, 0, false).next() as Scan

/**
 * Reads the block structure of any text, part by part.
 * @param from 0, or where a part starts.
 * @param parted false: the whole text is one part.
 * @param hidden whole lines that are passed over as if they were not there, in order; blank in the text.
 */
export function createScanner(text: string, from = 0, parted = true, hidden: readonly Span[] = []): Scanner {
  const reader = createLineReader(text, from)
  const hiddenAt = spanFinder(hidden)
  let pos = from
  let done = false
  return {
    get at() {
      return Math.min(pos, text.length)
    },
    next() {
      if (done) return undefined
      const start = pos
      const frontMatter = start === 0 ? frontMatterOf(text) : undefined
      if (start === 0) pos = frontMatter ? frontMatter.end : text.charCodeAt(0) === 0xfeff ? 1 : 0
      const first = pos
      reader.begin()
      const isEnd = (): boolean =>
        parted &&
        pos > first &&
        !reader.goesOn &&
        (startsHeading(text, pos) || (pos - first >= longest && startsItem(text, pos)))
      while (pos < text.length && !isEnd()) pos = hiddenAt(pos)?.end ?? reader.line(pos)
      done = pos >= text.length
      const part = { text: start === 0 && done ? text : text.slice(start, pos), ...reader.end(), frontMatter }
      if (start > 0) shiftScan(part, -start)
      return part
    },
  }
}

const longest = 2000 // characters of a part that a list may go on for

/** Whether a line may start a part: outside of code and HTML it ends all that is open. */
export const startsPart = (text: string, at: number): boolean => startsHeading(text, at) || startsItem(text, at)

function startsHeading(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 35) return false
  const rest = text.slice(at, at + 8).search(/[\r\n]/)
  return atxLevel(text, at, rest < 0 ? Math.min(text.length, at + 8) : at + rest) > 0
}

// With words, since `-` alone may be the underline of a heading, and `* * *` is a rule; a list or a quote in the item may be
// none where a paragraph stands before it.
const item = /[-*+][ \t]+(?=[\p{L}[(\x60"'“]|\*\*[^\s*])/uy

function startsItem(text: string, at: number): boolean {
  item.lastIndex = at
  return item.test(text)
}
