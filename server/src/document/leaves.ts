// The blocks with text, each with what it says: for those who compare words, or look for what stands in some blocks only.
import { type Span, spanFinder } from '../base/span.ts'
import { type Block, type Box, contentOf, type Inline } from '../markdown/blocks.ts'
import { leafFinder } from '../markdown/find.ts'
import { placeBox, shifted } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import type { Document, Form } from './model.ts'

/** A heading, a paragraph, a row of a table, a code block or a block of HTML. */
export interface Leaf extends Span {
  type: Exclude<Block['type'], 'item' | 'break'>
  /** A paragraph that a list item starts with. */
  first: boolean
  /** The box of that list item. */
  box: Box | undefined
  /** A row that is the head of its table. */
  header: boolean
  /** Its text without indentation, quote marks and fences, its lines joined by `\n`: put together when somebody asks. */
  content(): string
}

/** All blocks with text of a document, in its order and places. */
export const leavesOf = ({ chunks }: Pick<Document, 'chunks'>): Leaf[] =>
  chunks.flatMap(({ chunk: { scan }, start: by }) =>
    scan.blocks.flatMap((block): Leaf[] => {
      if (block.type === 'item' || block.type === 'break') return []
      const first = block.type === 'paragraph' && block.first
      const box = first ? block.parent?.box : undefined
      return [
        {
          ...shifted(block, by),
          type: block.type,
          first,
          box: placeBox(box, by),
          header: block.type === 'row' && block.header,
          content: () => contentOf(scan, block),
        },
      ]
    }),
  )

/** What a list item or a row of a table says, its offsets from the start of its part. */
export interface Entry extends Span {
  /** Behind the box; of an item its first paragraph. */
  words: string
}

/** The items and the rows below the head of a table that start with one of some characters, in the order of a part. */
export function entriesFrom({ scan }: Chunk, characters: ReadonlySet<number>): Entry[] {
  const { text } = scan
  const entries: Entry[] = []
  for (const block of scan.blocks) {
    if (block.type !== 'row' && block.type !== 'paragraph') continue
    if (block.type === 'row' ? block.header : !block.first) continue
    const box = block.type === 'paragraph' ? block.parent?.box : undefined
    const start = box ? box.end + 2 : block.start
    if (!characters.has(text.charCodeAt(start))) continue
    const words = block.type === 'row' ? text.slice(start, block.end) : contentOf(scan, block)
    entries.push({ start, end: block.end, words })
  }
  return entries
}

/** What stands at an offset of a part: the kind of block, and what no prose is in its text. */
export interface Place {
  type: Leaf['type']
  inline: Inline['type'] | undefined
}

/** Tells what stands at each of a rising sequence of offsets in a part; undefined outside of blocks with text. */
export function placeFinder({ scan }: Chunk): (offset: number) => Place | undefined {
  const leafAt = leafFinder(scan)
  const inlineAt = spanFinder(scan.inlines)
  return (offset) => {
    const leaf = leafAt(offset)
    return leaf && leaf.type !== 'break' ? { type: leaf.type, inline: inlineAt(offset)?.type } : undefined
  }
}

/** A line of a part that may start with an item, its offsets from the start of the part: without marks, indentation and box. */
export interface ItemLine extends Span {
  /** A box stands before it. */
  boxed: boolean
  form: Form
}

/** Calls for the lines of a part that may start with an item, in its order: headings, rows below the head, lines of paragraphs. */
export function eachItemLine({ scan }: Chunk, call: (line: ItemLine) => void): void {
  const { text, lines } = scan
  for (const block of scan.blocks) {
    if (block.type === 'heading' || (block.type === 'row' && !block.header)) {
      const [start, end] = [lines[2 * block.from] as number, lines[2 * block.from + 1] as number]
      call({ start, end, boxed: false, form: block.type })
    } else if (block.type === 'paragraph') {
      for (let k = block.from; k < block.to; k++) {
        const item = k === block.from && block.first ? block.parent : undefined
        let start = lines[2 * k] as number
        if (item?.box) start = item.box.end + 1
        while (text[start] === ' ') start++
        const end = lines[2 * k + 1] as number
        call({ start, end, boxed: item?.box !== undefined, form: item ? 'item' : 'paragraph' })
      }
    }
  }
}
