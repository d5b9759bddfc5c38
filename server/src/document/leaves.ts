// The blocks of a document that have text, with their content.
import { type Span, spanFinder } from '../base/span.ts'
import { type Block, type Box, contentOf, type Inline } from '../markdown/blocks.ts'
import { leafFinder } from '../markdown/find.ts'
import { placeBox, shifted } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import type { Document, Form } from './model.ts'

/** A heading, a paragraph, a row of a table, a code block or a block of HTML. */
export interface Leaf extends Span {
  type: Exclude<Block['type'], 'item' | 'break'>
  /** Whether it is a paragraph at the start of a list item. */
  first: boolean
  /** The checkbox of that list item. */
  box: Box | undefined
  /** Whether it is the header row of a table. */
  header: boolean
  /** Its text without indentation, quote marks and fences, with lines joined by `\n`. Computed at each call. */
  content(): string
}

/** All blocks with text of a document, in order. */
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

/** The text of a list item or table row. Offsets count from the start of its chunk. */
export interface Entry extends Span {
  /** The text after the checkbox; of a list item only its first paragraph. */
  words: string
}

/**
 * The list items and table rows (without headers) of a chunk whose text starts with one of some characters (UTF-16 codes), in
 * order.
 */
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

/** The kind of block at an offset, and the kind of inline that is not prose, if there is one. */
export interface Place {
  type: Leaf['type']
  inline: Inline['type'] | undefined
}

/**
 * Returns a lookup of the `Place` of an offset in a chunk; undefined outside of blocks with text. It has to be called with
 * rising offsets.
 */
export function placeFinder({ scan }: Chunk): (offset: number) => Place | undefined {
  const leafAt = leafFinder(scan)
  const inlineAt = spanFinder(scan.inlines)
  return (offset) => {
    const leaf = leafAt(offset)
    return leaf && leaf.type !== 'break' ? { type: leaf.type, inline: inlineAt(offset)?.type } : undefined
  }
}

/**
 * A line of a chunk that may start with an item, without marks, indentation and checkbox. Offsets count from the start of the
 * chunk.
 */
export interface ItemLine extends Span {
  /** Whether a checkbox precedes it. */
  boxed: boolean
  form: Form
}

/**
 * Calls back for each line of a chunk that may start with an item, in order: headings, table rows without headers, lines of
 * paragraphs.
 */
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
