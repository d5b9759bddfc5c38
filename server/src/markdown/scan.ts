// The line scanner: one pass over the lines finds the block structure of CommonMark 0.31.2 with GFM tables, checkboxes and
// front matter. It is linear in the text, never throws, and does not parse emphasis or links. It can stop before each heading
// and bullet at the start of a line outside of code and HTML: these close all open blocks, so the rest of the text is read in
// the same way whatever precedes it.
import { type Span, spanFinder } from '../base/span.ts'
import { type Scan, shiftScan } from './blocks.ts'
import { frontMatterOf } from './frontMatter.ts'
import { atxLevel } from './leaf.ts'
import { createLineReader } from './lineReader.ts'

/** Reads the chunks of a text one after the other. A chunk is a heading up to the next one, or some items of a long list. */
export interface Scanner {
  /** The next chunk, with offsets from its own start; undefined after the last one. A text has at least one chunk. */
  next(): Scan | undefined
  /** The offset at which the next chunk starts. */
  readonly at: number
}

/** Reads the block structure of a text as one chunk. */
export const scan = (text: string): Scan => createScanner(text, 0, false).next() as Scan

/**
 * Creates a scanner that reads the block structure of a text chunk by chunk.
 * @param from 0, or the offset at which a chunk starts.
 * @param parted whether the text is split into chunks.
 * @param hidden whole lines that are skipped as if they did not exist, in order. They have to be blank in the text.
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
        !reader.isInCodeOrHtml &&
        (startsHeading(text, pos) || (pos - first >= listLimit && startsItem(text, pos)))
      while (pos < text.length && !isEnd()) pos = hiddenAt(pos)?.end ?? reader.line(pos)
      done = pos >= text.length
      const part = { text: start === 0 && done ? text : text.slice(start, pos), ...reader.end(), frontMatter }
      if (start > 0) shiftScan(part, -start)
      return part
    },
  }
}

const listLimit = 2000 // characters after which a chunk also ends before a list item

/** Whether the line at an offset may start a chunk: outside of code and HTML, it closes all open blocks. */
export const startsPart = (text: string, at: number): boolean => startsHeading(text, at) || startsItem(text, at)

function startsHeading(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 35) return false
  const rest = text.slice(at, at + 8).search(/[\r\n]/)
  return atxLevel(text, at, rest < 0 ? Math.min(text.length, at + 8) : at + rest) > 0
}

// Only an item with words: `-` alone may be the underline of a heading, and `* * *` is a thematic break. A list or quote inside
// the item is left out, because after a paragraph it may be read as text.
const item = /[-*+][ \t]+(?=[\p{L}[(\x60"'“]|\*\*[^\s*])/uy

function startsItem(text: string, at: number): boolean {
  item.lastIndex = at
  return item.test(text)
}
