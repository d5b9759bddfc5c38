// The state machine behind `scan.ts`: it reads the block structure of CommonMark 0.31.2 with GFM tables and checkboxes, line by
// line. Its state is the open containers and the open leaf. Closed blocks are in its lists. Offsets count from the text's start.
import type { Block, Code, Heading, Html, Inline, Item, LinkDefinition, Paragraph, Row, Scan } from './blocks.ts'
import { contentReader } from './content.ts'
import {
  atxLevel,
  atxTextEnd,
  boxAt,
  endsHtml,
  fenceLength,
  htmlKind,
  isClosingFence,
  isSpace,
  listMarkerLength,
  offsetBehind,
  setextLevel,
  skipSpace,
  thematicBreaks,
  trimEnd,
} from './leaf.ts'
import { lineEnds } from './lineEnds.ts'
import { delimitsHead, splitCells } from './table.ts'

const QUOTE = 0

/**
 * Creates a reader that is given the lines of a text one by one. Their offsets have to rise.
 * @param from the offset of the first line.
 */
export function createLineReader(text: string, from: number) {
  let blocks: Block[] = []
  let lines: number[] = []
  const target = { text, lines, inlines: [] as Inline[], definitions: [] as LinkDefinition[] }
  const { takeDefinitions, readInlines } = contentReader(target, from)
  const endOf = lineEnds(text, from)
  const isThematicBreak = thematicBreaks(text)

  // Open containers, outermost first: 0 for a quote, otherwise the columns by which the content of an item is indented.
  const widths: number[] = []
  const items: (Item | undefined)[] = [] // per container: the innermost item, counting the container itself
  const blanks: number[] = [] // per container: 1 for an item that starts with a blank line, 2 for one that starts with two
  let depth = 0
  const quotes: number[] = [] // the indexes of the containers that are quotes
  let leaf: Heading | Paragraph | Code | Html | Row | undefined
  let fence = { marker: 0, length: 0, indent: 0 }
  let headable = false // whether the last line of the open paragraph can be the header of a table
  let pendingBlanks = 0 // blank content lines at the end of indented code
  let lastEnd = 0 // the end of the last line with content

  // The cursor on the current line: `at` is an offset, `col` its column, from 0 (a tab goes to the next multiple of 4).
  let at = 0
  let col = 0
  let end = 0
  let next = 0 // the first offset from `at` that is not a space or tab
  let nextCol = 0

  const look = (): void => {
    next = at
    nextCol = col
    for (; next < end; next++) {
      const c = text.charCodeAt(next)
      if (c === 32) nextCol++
      else if (c === 9) nextCol = (nextCol & ~3) + 4
      else break
    }
  }
  const advance = (columns: number): void => {
    at = offsetBehind(text, at, col, columns)
    col += columns
  }
  const open = <T extends Block>(block: T): T => {
    if (block.parent) block.parent.filled = true
    blocks.push(block)
    return block
  }
  const parentItem = (): Item | undefined => (depth > 0 ? items[depth - 1] : undefined)
  const base = (start: number): Omit<Html, 'type' | 'kind' | 'closed'> => {
    const from = lines.length >> 1
    return { start, end, parent: parentItem(), quoted: quotes.length > 0, from, to: from }
  }
  const addLine = (block: { to: number; end: number }, start: number, stop: number): void => {
    lines.push(start, stop)
    block.to++
    block.end = stop
  }
  const closeLeaf = (): void => {
    if (!leaf) return
    if (leaf.type === 'paragraph') {
      takeDefinitions(leaf)
      if (leaf.first && leaf.parent?.box?.end === leaf.end - 1) leaf.parent.box = undefined // no text after it
      if (leaf.from === leaf.to) blocks.pop()
      else readInlines(leaf)
    } else if (leaf.type === 'code' && !leaf.fenced) {
      leaf.to -= pendingBlanks
      leaf.end = lines[2 * leaf.to - 1] as number
      pendingBlanks = 0
    }
    leaf = undefined
  }
  const closeTo = (count: number): void => {
    closeLeaf()
    while (depth > count) {
      depth--
      const item = items[depth]
      if (widths[depth] !== QUOTE && item) item.end = Math.max(lastEnd, item.content)
    }
    while (quotes.length > 0 && (quotes[quotes.length - 1] as number) >= depth) quotes.pop()
  }
  const push = (width: number, item: Item | undefined): void => {
    widths[depth] = width
    items[depth] = item
    blanks[depth] = 0
    if (width === QUOTE) quotes.push(depth)
    depth++
  }

  /** Opens the quotes and list items that start at the cursor, inside the first `matched` containers. Returns whether one opened. */
  const openContainers = (matched: number, interrupts: boolean): boolean => {
    let opened = false
    for (;;) {
      look()
      if (nextCol - col >= 4 || next >= end) return opened
      const c = text.charCodeAt(next)
      if (c === 62) {
        closeTo(opened ? depth : matched)
        push(QUOTE, parentItem())
        passQuote()
      } else if (c === 42 || c === 43 || c === 45 || (c >= 48 && c <= 57)) {
        const length = listMarkerLength(text, next, end)
        if (length === 0 || ((c === 42 || c === 45) && isThematicBreak(next, end))) return opened
        const blank = skipSpace(text, next + length, end) === end
        const ordered = c >= 48 && c <= 57
        if (interrupts && (blank || (ordered && (length !== 2 || c !== 49)))) return opened
        closeTo(opened ? depth : matched)
        openItem(length, ordered, blank)
      } else return opened
      opened = true
    }
  }
  const openItem = (length: number, ordered: boolean, blank: boolean): void => {
    const indent = nextCol - col
    const outer = parentItem()
    const inner = outer ? outer.depth + 1 : 0
    const place = { start: next, end, parent: outer, quoted: quotes.length > 0, depth: inner, content: next + length }
    const item: Item = open({ ...place, type: 'item', ordered, box: undefined, filled: false })
    at = next + length
    col = nextCol + length
    look()
    const gap = nextCol - col
    const padding = blank || gap > 4 ? 1 : gap
    push(indent + length + padding, item)
    if (blank) blanks[depth - 1] = 1
    else {
      advance(padding)
      item.content = gap > 4 ? at : next
    }
  }

  /** The number of open containers that the line continues. Moves the cursor past their prefixes. */
  const matchContainers = (): number => {
    let repeated = 0
    for (let k = 0; k < depth; k++) {
      look()
      const width = widths[k] as number
      if (width === QUOTE) {
        if (nextCol - col >= 4 || next >= end || text.charCodeAt(next) !== 62) return k
        passQuote()
        repeated++
      } else if (next < end) {
        if (blanks[k] === 2) return k
        blanks[k] = 0
        if (nextCol - col < width) return k
        advance(width)
      } else if (at < end) advance(Math.min(width, nextCol - col))
      else return quotes[repeated] ?? depth // a blank line continues items
    }
    return depth
  }
  const passQuote = (): void => {
    at = next + 1
    col = nextCol + 1
    if (at < end && isSpace(text.charCodeAt(at))) advance(1)
  }
  /** Reads a line that is blank after the prefixes of its containers. */
  const blankLine = (matched: number): void => {
    if (matched < depth) closeTo(matched)
    else if (depth > 0 && blanks[depth - 1] === 1) blanks[depth - 1] = 2
    if (!leaf) return
    if (leaf.type === 'code') {
      advance(Math.min(nextCol - col, leaf.fenced ? fence.indent : 4))
      lines.push(at, end)
      leaf.to++
      if (leaf.fenced) leaf.end = end
      else pendingBlanks++
    } else if (leaf.type === 'html' && leaf.kind <= 5) addLine(leaf, at, end)
    else closeLeaf()
  }

  const codeLine = (code: Code): void => {
    if (code.fenced) {
      look()
      if (nextCol - col < 4 && isClosingFence(text, next, end, fence.marker, fence.length)) {
        code.closed = true
        code.end = trimEnd(text, next, end)
        leaf = undefined
        return
      }
      advance(Math.min(nextCol - col, fence.indent))
    } else {
      advance(4)
      pendingBlanks = 0
    }
    addLine(code, at, end)
  }
  const htmlLine = (html: Html): void => {
    addLine(html, at, end)
    html.closed ||= endsHtml(text, next, end, html.kind)
    if (html.kind <= 5 && html.closed) leaf = undefined
  }

  /** Reads a line outside of open code and HTML, after its containers. `all`: it continues every container that was open. */
  const flowLine = (matched: number, all: boolean, opened: boolean): void => {
    look()
    const paragraph = !opened && leaf?.type === 'paragraph' ? leaf : undefined
    const start = (): void => {
      if (!opened) closeTo(matched)
    }
    if (nextCol - col >= 4) {
      headable = false
      if (paragraph) {
        addLine(paragraph, next, trimEnd(text, next, end))
        return
      }
      start()
      advance(4)
      const code = open<Code>({ ...base(next), type: 'code', fenced: false, info: undefined, closed: true })
      leaf = all || opened ? code : undefined // after a quote that just ended, remark reads one line of code
      addLine(code, at, end)
      return
    }
    const c = text.charCodeAt(next)
    if (c === 35) {
      const level = atxLevel(text, next, end)
      if (level > 0) {
        start()
        const heading = open<Heading>({ ...base(next), type: 'heading', level })
        const from = skipSpace(text, next + level, end)
        addLine(heading, from, Math.max(from, atxTextEnd(text, from, end)))
        readInlines(heading)
        heading.end = trimEnd(text, next, end)
        return
      }
    } else if (c === 96 || c === 126) {
      const length = fenceLength(text, next, end)
      if (length > 0) {
        start()
        fence = { marker: c, length, indent: nextCol - col }
        const from = skipSpace(text, next + length, end)
        const stop = trimEnd(text, from, end)
        leaf = open<Code>({
          ...base(next),
          type: 'code',
          fenced: true,
          info: from < stop ? { start: from, end: stop } : undefined,
          closed: false,
        })
        return
      }
    } else if (c === 60) {
      const kind = htmlKind(text, next, end)
      if (kind > 0 && (kind < 7 || !paragraph)) {
        start()
        const html = open<Html>({ ...base(next), type: 'html', kind, closed: kind > 5 })
        leaf = html
        at = next
        htmlLine(html)
        return
      }
    }
    if (paragraph && all && (c === 61 || c === 45)) {
      const level = setextLevel(text, next, end)
      if (level > 0 && becomeHeading(paragraph, level)) return
      if (paragraph.from === paragraph.to) paragraph.start = next
    }
    if ((c === 42 || c === 45 || c === 95) && isThematicBreak(next, end)) {
      start()
      open({
        type: 'break',
        start: next,
        end: trimEnd(text, next, end),
        parent: parentItem(),
        quoted: quotes.length > 0,
      })
      return
    }
    if (all && !opened && leaf && becomeTable(leaf)) return
    headable = true
    if (paragraph) addLine(paragraph, next, trimEnd(text, next, end))
    else {
      start()
      openParagraph()
    }
  }
  const becomeHeading = (paragraph: Paragraph, level: number): boolean => {
    takeDefinitions(paragraph)
    if (paragraph.from === paragraph.to) return false
    const { type: _, first, ...content } = paragraph
    if (first && paragraph.parent) paragraph.parent.box = undefined
    const heading: Heading = { ...content, type: 'heading', level }
    blocks[blocks.length - 1] = heading
    readInlines(heading)
    heading.end = trimEnd(text, next, end)
    leaf = undefined
    return true
  }
  /** Reads the next row of an open table, or the delimiter row below the last line of a paragraph. Returns whether it was one. */
  const becomeTable = (open: Block): boolean => {
    if (open.type === 'row') {
      addRow(false, next, end)
      return true
    }
    if (open.type !== 'paragraph' || !headable) return false
    const headEnd = lines[2 * open.to - 1] as number
    const headStart = lines[2 * open.to - 2] as number
    if (!delimitsHead(text, next, end, headStart, headEnd)) return false
    lines.length -= 2
    open.to--
    if (open.to > open.from) open.end = lines[2 * open.to - 1] as number
    else if (open.first && open.parent) open.parent.box = undefined
    closeLeaf()
    addRow(true, headStart, headEnd)
    return true
  }
  const addRow = (header: boolean, start: number, stop: number): void => {
    const row = open<Row>({ ...base(start), type: 'row', header })
    row.to += splitCells(text, start, stop, lines)
    row.end = trimEnd(text, start, stop)
    readInlines(row)
    leaf = row
  }
  const openParagraph = (): void => {
    const parent = parentItem()
    const first = parent !== undefined && !parent.filled
    const from = lines.length >> 1
    const stop = trimEnd(text, next, end)
    lines.push(next, stop)
    const quoted = quotes.length > 0
    leaf = open<Paragraph>({ type: 'paragraph', start: next, end: stop, parent, quoted, from, to: from + 1, first })
    if (first && parent.content === next) parent.box = boxAt(text, next)
  }

  return {
    /** Begins a chunk, with nothing open. */
    begin(): void {
      blocks = []
      lines = []
      target.lines = lines
      target.inlines = []
      target.definitions = []
      headable = false
      pendingBlanks = 0
    },
    /** Whether code or HTML is open outside of any container, so that a line that looks like a heading would continue it. */
    get isInCodeOrHtml(): boolean {
      return depth === 0 && (leaf?.type === 'html' || (leaf?.type === 'code' && leaf.fenced))
    },
    /** Reads the line that starts at an offset. Returns the offset of the next line. */
    line(start: number): number {
      at = start
      col = 0
      end = endOf(start)
      const nextLine = end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1)
      const matched = matchContainers()
      look()
      if (next >= end) {
        blankLine(matched)
        return nextLine
      }
      const all = matched === depth
      if (all && leaf?.type === 'code' && (leaf.fenced || nextCol - col >= 4)) codeLine(leaf)
      else if (all && leaf?.type === 'html') htmlLine(leaf)
      else {
        const interrupts = all && leaf !== undefined && leaf.type !== 'row'
        const opened = openContainers(matched, interrupts)
        look()
        if (next < end) flowLine(matched, all, opened)
      }
      lastEnd = trimEnd(text, at, end)
      return nextLine
    },
    /** Closes all that is open and returns the content of the chunk. */
    end(): Pick<Scan, 'blocks' | 'lines' | 'inlines' | 'definitions'> {
      closeTo(0)
      return { blocks, lines, inlines: target.inlines, definitions: target.definitions }
    },
  }
}
