// What stands in the text of a block that the line scanner has closed: link definitions, code spans, inline HTML.
import { contentOf, type Heading, type Paragraph, type Row, type Scan, sourceOffset } from './blocks.ts'
import { readDefinition } from './definitions.ts'
import { scanInlines } from './inline.ts'

export interface ContentReader {
  /** Cuts the link definitions off the start of a paragraph; nothing may be left of it (`from === to`). */
  takeDefinitions(block: Paragraph): void
  readInlines(block: Heading | Paragraph | Row): void
}

/** Reads into `result`. Blocks have to come in the order of the text: most are passed over by one look ahead. */
export function contentReader(result: Scan): ContentReader {
  const { text, lines, inlines, definitions } = result
  const ticks = aheadOf(text, '`')
  const angles = aheadOf(text, '<')
  const colons = aheadOf(text, ']:')

  const readLines = (from: number, to: number): void => {
    let line = from
    let passed = 0 // length of the content before the line
    const source = (offset: number): number => {
      for (; line < to - 1; line++) {
        const length = (lines[2 * line + 1] as number) - (lines[2 * line] as number) + 1
        if (offset - passed < length) break
        passed += length
      }
      return (lines[2 * line] as number) + offset - passed
    }
    scanInlines(contentOf(result, { from, to }), (type, start, stop) => {
      inlines.push({ type, start: source(start), end: source(stop - 1) + 1 })
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
      const content = contentOf(result, block)
      const source = (offset: number): number => sourceOffset(result, block, offset)
      let from = 0
      for (let found = readDefinition(content, 0); found; found = readDefinition(content, from)) {
        definitions.push({
          start: source(from),
          end: source(found.end),
          label: { start: source(found.labelStart), end: source(found.labelEnd) },
          destination: { start: source(found.destinationStart), end: source(found.destinationEnd) },
        })
        from = Math.min(found.end + 1, content.length)
        if (from === content.length) break
      }
      if (from === 0) return
      const rest = source(from)
      if (from === content.length) block.from = block.to
      else while ((lines[2 * block.from] as number) < rest) block.from++
      block.start = block.from < block.to ? (lines[2 * block.from] as number) : block.end
    },
  }
}

/** Tells whether a string occurs in a range; ranges have to rise, so that the text is searched once. */
function aheadOf(text: string, what: string): (start: number, end: number) => boolean {
  let at = text.indexOf(what)
  return (start, end) => {
    if (at >= 0 && at < start) at = text.indexOf(what, start)
    return at >= 0 && at < end
  }
}
