// The scan of a whole text, assembled from the scans of its chunks. It has to equal the scan of the text in one piece.
import type { Document } from '../../server/src/document/model.ts'
import { type Block, type Item, type Scan, shiftScan } from '../../server/src/markdown/blocks.ts'

/** The scans of the chunks of a document as one scan, with offsets from the start of the text. Everything is copied. */
export function wholeScan({ text, chunks }: Pick<Document, 'text' | 'chunks'>): Scan {
  const whole: Scan = { text, blocks: [], lines: [], inlines: [], definitions: [], frontMatter: undefined }
  for (const { chunk, start } of chunks) {
    const copy = copyOf(chunk.scan, whole.lines.length >> 1)
    shiftScan(copy, start)
    for (const block of copy.blocks) whole.blocks.push(block)
    for (const line of copy.lines) whole.lines.push(line)
    for (const inline of copy.inlines) whole.inlines.push(inline)
    for (const definition of copy.definitions) whole.definitions.push(definition)
  }
  return { ...whole, frontMatter: chunks[0]?.chunk.scan.frontMatter }
}

/** A copy whose objects may be changed; `from` is the number of content lines in earlier chunks. */
function copyOf({ blocks, lines, inlines, definitions }: Scan, from: number): Omit<Scan, 'text' | 'frontMatter'> {
  const items = new Map<Item, Item>()
  return {
    blocks: blocks.map((block): Block => {
      const parent = block.parent && items.get(block.parent)
      if (block.type === 'item') {
        const item: Item = { ...block, parent, box: block.box && { ...block.box } }
        items.set(block, item)
        return item
      }
      if (block.type === 'break') return { ...block, parent }
      const moved = { from: block.from + from, to: block.to + from }
      if (block.type === 'code') return { ...block, parent, ...moved, info: block.info && { ...block.info } }
      return { ...block, parent, ...moved }
    }),
    lines: [...lines],
    inlines: inlines.map((inline) => ({ ...inline })),
    definitions: definitions.map((definition) => ({
      ...definition,
      label: { ...definition.label },
      destination: { ...definition.destination },
    })),
  }
}
