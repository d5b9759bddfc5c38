// What stands at a place of a document: the block, the code span. Blocks of the whole text, for those who go over all.
import { perObject } from '../base/perObject.ts'
import { countWhile, type Span, spanAt } from '../base/span.ts'
import type { Block, Box, Inline } from '../markdown/blocks.ts'
import { shifted } from './assemble.ts'
import type { Document, PlacedChunk } from './model.ts'

/** A block with its place in the document. */
export interface PlacedBlock extends Span {
  type: Block['type']
  quoted: boolean
  /** The box of the list item that it is the first block of. */
  box: Box | undefined
  /** A comment. */
  comment: boolean
  /** False for code and HTML that is never closed. */
  closed: boolean
}

function place(block: Block, by: number): PlacedBlock {
  const { type, quoted } = block
  const box = type === 'paragraph' && block.first ? block.parent?.box : undefined
  return {
    ...shifted(block, by),
    type,
    quoted,
    box: box && { ...shifted(box, by), mark: box.mark },
    comment: type === 'html' && block.kind === 2,
    closed: (type !== 'code' && type !== 'html') || block.closed,
  }
}

/** All blocks, in the order of the text; a list item comes before what stands in it. */
export const blocksOf = perObject((document: Document): readonly PlacedBlock[] =>
  document.chunks.flatMap(({ chunk, start }) => chunk.scan.blocks.map((block) => place(block, start))),
)

/** All code spans and pieces of inline HTML. */
export const inlinesOf = perObject((document: Document): readonly Inline[] =>
  document.chunks.flatMap(({ chunk, start }) =>
    chunk.scan.inlines.map((one) => ({ ...shifted(one, start), type: one.type })),
  ),
)

const chunkAt = ({ chunks }: Document, offset: number): PlacedChunk | undefined =>
  chunks[countWhile(chunks, ({ start }) => start <= offset) - 1]

/** The block with text around an offset, in logarithmic time. */
export function blockAt(document: Document, offset: number): PlacedBlock | undefined {
  const placed = chunkAt(document, offset)
  if (!placed) return undefined
  const { blocks } = placed.chunk.scan
  const block = blocks[countWhile(blocks, ({ start }) => start + placed.start <= offset) - 1]
  return block && block.type !== 'item' && offset < block.end + placed.start ? place(block, placed.start) : undefined
}

/** The code span or piece of inline HTML around an offset, in logarithmic time. */
export function inlineAt(document: Document, offset: number): Inline | undefined {
  const placed = chunkAt(document, offset)
  const one = placed && spanAt(placed.chunk.scan.inlines, offset - placed.start)
  return one && { ...shifted(one, placed.start), type: one.type }
}

/** The front matter with its fences. */
export const frontMatterIn = ({ chunks }: Document): Span | undefined => chunks[0]?.chunk.scan.frontMatter
