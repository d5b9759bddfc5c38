// The content of blocks that the line scanner has closed: link definitions, code spans, inline HTML.
import { contentOf, type Heading, type Paragraph, type Row, type Scan } from './blocks.ts'
import { readDefinition } from './definitions.ts'
import { scanInlines } from './inline.ts'

export interface ContentReader {
  /** Moves the link definitions at the start of a paragraph to the result. If nothing else is left, `from === to`. */
  takeDefinitions(block: Paragraph): void
  /** Adds the code spans and inline HTML of a block to the result. */
  readInlines(block: Heading | Paragraph | Row): void
}

/** The scan that the reader adds to. Its owner may replace the lists. */
export type Target = Pick<Scan, 'text' | 'lines' | 'inlines' | 'definitions'>

/**
 * Creates a reader that adds to `result`. Blocks have to come in the order of the text: one search ahead skips most of them.
 * @param from the offset at which the first block may start.
 */
export function contentReader(result: Target, from: number): ContentReader {
  const { text } = result
  const ticks = aheadOf(text, '`', from)
  const angles = aheadOf(text, '<', from)
  const colons = aheadOf(text, ']:', from)

  /** Converts offsets into the joined content of some lines to offsets into the text. Offsets have to rise. */
  const sourceOf = (from: number, to: number): ((offset: number) => number) => {
    const { lines } = result
    let line = from
    let passed = 0 // the length of the content before the line
    return (offset) => {
      for (; line < to - 1; line++) {
        const length = (lines[2 * line + 1] as number) - (lines[2 * line] as number) + 1
        if (offset - passed < length) break
        passed += length
      }
      return (lines[2 * line] as number) + offset - passed
    }
  }
  const readLines = (from: number, to: number): void => {
    const source = sourceOf(from, to)
    scanInlines(contentOf(result, { from, to }), (type, start, stop) => {
      result.inlines.push({ type, start: source(start), end: source(stop - 1) + 1 })
    })
  }

  return {
    readInlines(block) {
      if (!ticks(block.start, block.end) && !angles(block.start, block.end)) return
      if (block.type === 'row') for (let k = block.from; k < block.to; k++) readLines(k, k + 1)
      else readLines(block.from, block.to)
    },
    takeDefinitions(block) {
      if (text.charCodeAt(block.start) !== 91 || !colons(block.start, block.end)) return
      const { lines } = result
      const content = contentOf(result, block)
      const source = sourceOf(block.from, block.to)
      const span = (start: number, end: number) => ({ start: source(start), end: source(end - 1) + 1 })
      let from = 0
      for (let found = readDefinition(content, 0); found; found = readDefinition(content, from)) {
        const label = span(found.labelStart, found.labelEnd)
        const destination = span(found.destinationStart, Math.max(found.destinationEnd, found.destinationStart + 1))
        result.definitions.push({ start: label.start - 1, end: source(found.end - 1) + 1, label, destination })
        from = Math.min(found.end + 1, content.length)
        if (from === content.length) break
      }
      if (from === 0) return
      if (from === content.length) block.from = block.to
      else for (const rest = source(from); (lines[2 * block.from] as number) < rest; ) block.from++
      block.start = block.from < block.to ? (lines[2 * block.from] as number) : block.end
    },
  }
}

/** Returns a test whether a string occurs in a range. Ranges have to rise, so that the text is searched once. */
function aheadOf(text: string, searched: string, from: number): (start: number, end: number) => boolean {
  let at = text.indexOf(searched, from)
  return (start, end) => {
    if (at >= 0 && at < start) at = text.indexOf(searched, start)
    return at >= 0 && at < end
  }
}
