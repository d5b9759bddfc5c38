// Blocks and inlines of a document: all of them, and lookup by offset.
import { lineIndex } from '../base/lineIndex.ts'
import { aroundOnLine } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import { countWhile, type Span, spanAt } from '../base/span.ts'
import type { Block, Box, Inline } from '../markdown/blocks.ts'
import { leafAt } from '../markdown/find.ts'
import { placeBox, shifted } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import type { DefinitionFact, Document, PlacedChunk } from './model.ts'

/** A block with its place in the document. */
export interface PlacedBlock extends Span {
  type: Block['type']
  quoted: boolean
  /** Whether it is in a list item. */
  listed: boolean
  /** The checkbox of the list item, for a paragraph at its start. */
  box: Box | undefined
  /** Whether it is an HTML comment. */
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

/** All blocks, in document order. A list item comes before the blocks in it. */
export const blocksOf = perObject((document: Document): readonly PlacedBlock[] =>
  document.chunks.flatMap(({ chunk, start }) => chunk.scan.blocks.map((block) => place(block, start))),
)

/** The paragraphs of a chunk, in order. Offsets count from its start. */
export const paragraphsIn = ({ scan }: Chunk): readonly Span[] => scan.blocks.filter(({ type }) => type === 'paragraph')

/** All code spans and pieces of inline HTML, in order. */
export const inlinesOf = perObject((document: Document): readonly Inline[] =>
  document.chunks.flatMap(({ chunk, start }) =>
    chunk.scan.inlines.map((inline) => ({ ...shifted(inline, start), type: inline.type })),
  ),
)

const chunkIndexAt = ({ chunks }: Pick<Document, 'chunks'>, offset: number): number =>
  countWhile(chunks, ({ start }) => start <= offset) - 1

/** The chunk around an offset; the last chunk for an offset at or after the end. Takes logarithmic time. */
export const chunkAt = (document: Pick<Document, 'chunks'>, offset: number): PlacedChunk | undefined =>
  document.chunks[chunkIndexAt(document, offset)]

/** The chunks that overlap a span, in order. The first is found in logarithmic time. */
export function chunksIn(document: Pick<Document, 'chunks'>, { start, end }: Span): readonly PlacedChunk[] {
  const { chunks } = document
  const first = Math.max(0, chunkIndexAt(document, start))
  let last = first
  while (last < chunks.length && (chunks[last] as PlacedChunk).start < end) last++
  return chunks.slice(first, last)
}

/** The block with text around an offset. Takes logarithmic time. */
export function blockAt(document: Document, offset: number): PlacedBlock | undefined {
  const placed = chunkAt(document, offset)
  if (!placed) return undefined
  const leaf = leafAt(placed.chunk.scan, offset - placed.start)
  return leaf && place(leaf, placed.start)
}

/** The code span or piece of inline HTML around an offset. Takes logarithmic time. */
export function inlineAt(document: Document, offset: number): Inline | undefined {
  const placed = chunkAt(document, offset)
  const inline = placed && spanAt(placed.chunk.scan.inlines, offset - placed.start)
  return inline && { ...shifted(inline, placed.start), type: inline.type }
}

/** The code spans and pieces of inline HTML that overlap a span, in order. Reads only the chunks around it. */
export function inlinesIn(document: Document, { start, end }: Span): Inline[] {
  return chunksIn(document, { start, end }).flatMap(({ chunk, start: by }) => {
    const { inlines } = chunk.scan
    const first = countWhile(inlines, (inline) => inline.end + by <= start)
    const last = countWhile(inlines, (inline) => inline.start + by < end)
    return inlines.slice(first, last).map((inline) => ({ ...shifted(inline, by), type: inline.type }))
  })
}

/** Whether a line in a span of the document is blank. */
export const hasBlankLine = ({ text }: Pick<Document, 'text'>, { start, end }: Span): boolean =>
  /(?:\r\n|\r(?!\n)|\n)[ \t>]*(?:\r|\n)/.test(text.slice(start, end))

/** Whether a span is inside of quotation marks on its line: text for somewhere else. */
export function isInQuotes({ text }: Pick<Document, 'text'>, span: Span): boolean {
  const [lead, tail] = aroundOnLine(text, span, longestQuote)
  return (
    (lead.split('"').length % 2 === 0 && tail.includes('"')) ||
    (lead.lastIndexOf('“') > lead.lastIndexOf('”') && tail.includes('”'))
  )
}

const longestQuote = 300 // characters on either side that are examined

/** Whether a span is in a struck-out part of its line: "~~- [ ] T029 Create it~~". */
export function isStruckOut({ text }: Pick<Document, 'text'>, span: Span): boolean {
  const [lead, tail] = aroundOnLine(text, span, longestStrike)
  return lead.split('~~').length % 2 === 0 && tail.includes('~~')
}

const longestStrike = 600 // characters on either side that are examined

/** The length of the text, which is the offset after its last character. */
export const lengthOf = ({ text }: Document): number => text.length

/** The span of the front matter, including its fences. */
export const frontMatterIn = ({ chunks }: Document): Span | undefined => chunks[0]?.chunk.scan.frontMatter

const linesOf = perObject((document: Pick<Document, 'text'>) => lineIndex(document.text))

/** The line number of an offset, from 1, for messages. */
export const lineNumberAt = (document: Pick<Document, 'text'>, offset: number): number => linesOf(document)(offset).line

const longestLead = 400 // characters at the start of a section that are compared

/**
 * The start of a section up to an item: the sentence that introduces its list, which the item may depend on.
 * @param text the text that the offsets of the definition refer to.
 */
export const leadText = (text: string, { section, whole }: Pick<DefinitionFact, 'section' | 'whole'>): string =>
  section ? text.slice(section.body, Math.min(whole.start, section.body + longestLead)) : ''
