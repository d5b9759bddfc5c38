// What stands at a place of a document: the block, the code span, the HTML. All blocks of a text, for those who go over all.
import { lineIndex } from '../base/lineIndex.ts'
import { perObject } from '../base/perObject.ts'
import { countWhile, type Span, spanAt } from '../base/span.ts'
import type { Block, Box, Inline } from '../markdown/blocks.ts'
import { leafAt } from '../markdown/find.ts'
import { placeBox, shifted } from './assemble.ts'
import type { Document, PlacedChunk } from './model.ts'

/** A block with its place in the document. */
export interface PlacedBlock extends Span {
  type: Block['type']
  quoted: boolean
  /** Stands in a list item. */
  listed: boolean
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
    listed: block.parent !== undefined,
    box: placeBox(box, by),
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

const chunkIndexAt = ({ chunks }: Pick<Document, 'chunks'>, offset: number): number =>
  countWhile(chunks, ({ start }) => start <= offset) - 1

/** The part of a text that an offset stands in, in logarithmic time; the last one for offsets behind the end. */
export const chunkAt = (document: Pick<Document, 'chunks'>, offset: number): PlacedChunk | undefined =>
  document.chunks[chunkIndexAt(document, offset)]

/** The parts of a document that share a character with a span, in order; the first is found in logarithmic time. */
export function chunksIn(document: Pick<Document, 'chunks'>, { start, end }: Span): readonly PlacedChunk[] {
  const { chunks } = document
  const first = Math.max(0, chunkIndexAt(document, start))
  let last = first
  while (last < chunks.length && (chunks[last] as PlacedChunk).start < end) last++
  return chunks.slice(first, last)
}

/** The block with text around an offset, in logarithmic time. */
export function blockAt(document: Document, offset: number): PlacedBlock | undefined {
  const placed = chunkAt(document, offset)
  if (!placed) return undefined
  const leaf = leafAt(placed.chunk.scan, offset - placed.start)
  return leaf && place(leaf, placed.start)
}

/** The code span or piece of inline HTML around an offset, in logarithmic time. */
export function inlineAt(document: Document, offset: number): Inline | undefined {
  const placed = chunkAt(document, offset)
  const one = placed && spanAt(placed.chunk.scan.inlines, offset - placed.start)
  return one && { ...shifted(one, placed.start), type: one.type }
}

/** The code spans and pieces of inline HTML that share a character with a span, in order. Only the parts around it are looked at. */
export function inlinesIn(document: Document, { start, end }: Span): Inline[] {
  return chunksIn(document, { start, end }).flatMap(({ chunk, start: by }) => {
    const { inlines } = chunk.scan
    const first = countWhile(inlines, (one) => one.end + by <= start)
    const last = countWhile(inlines, (one) => one.start + by < end)
    return inlines.slice(first, last).map((one) => ({ ...shifted(one, by), type: one.type }))
  })
}

/** The length of the text, which is the offset behind its last character. */
export const lengthOf = ({ text }: Document): number => text.length

/** The front matter with its fences. */
export const frontMatterIn = ({ chunks }: Document): Span | undefined => chunks[0]?.chunk.scan.frontMatter

const linesOf = perObject((document: Pick<Document, 'text'>) => lineIndex(document.text))

/** The line of an offset, from 1, for messages. */
export const lineNumberAt = (document: Pick<Document, 'text'>, offset: number): number => linesOf(document)(offset).line
