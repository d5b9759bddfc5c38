// The blocks of a whole text, put together from those of its parts: what reading the text as one has to give.
import type { Document } from '../../server/src/document/model.ts'
import { type Block, type Item, type Scan, shiftScan } from '../../server/src/markdown/blocks.ts'

/** The scans of the parts of a document as one, its offsets counted from the start of the text. Makes all of it anew. */
export function wholeScan({ text, chunks }: Pick<Document, 'text' | 'chunks'>): Scan {
  const whole: Scan = { text, blocks: [], lines: [], inlines: [], definitions: [], frontMatter: undefined }
  for (const { chunk, start } of chunks) {
    const own = copyOf(chunk.scan, whole.lines.length >> 1)
    shiftScan(own, start)
    for (const block of own.blocks) whole.blocks.push(block)
    for (const line of own.lines) whole.lines.push(line)
    for (const inline of own.inlines) whole.inlines.push(inline)
    for (const one of own.definitions) whole.definitions.push(one)
  }
  return { ...whole, frontMatter: chunks[0]?.chunk.scan.frontMatter }
}

/** A copy whose objects may be changed; `from` is the number of content lines before it. */
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
    inlines: inlines.map((one) => ({ ...one })),
    definitions: definitions.map((one) => ({
      ...one,
      label: { ...one.label },
      destination: { ...one.destination },
    })),
  }
}
