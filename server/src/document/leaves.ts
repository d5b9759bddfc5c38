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
export const leavesOf = ({ chunks }: Document): Leaf[] => chunks.flatMap(({ chunk, start }) => leavesIn(chunk, start))

/**
 * The blocks with text of a part, in its order.
 * @param by is added to all offsets, which count from the start of the part else.
 */
export function leavesIn({ scan }: Chunk, by = 0): Leaf[] {
  const leaves: Leaf[] = []
  for (const block of scan.blocks) {
    if (block.type === 'item' || block.type === 'break') continue
    const first = block.type === 'paragraph' && block.first
    const box = first ? block.parent?.box : undefined
    leaves.push({
      ...shifted(block, by),
      type: block.type,
      first,
      box: placeBox(box, by),
      header: block.type === 'row' && block.header,
      content: () => contentOf(scan, block),
    })
  }
  return leaves
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
