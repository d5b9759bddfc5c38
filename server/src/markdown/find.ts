// Lookup of the block around an offset.
import { countWhile } from '../base/span.ts'
import type { Block, Item, Scan } from './blocks.ts'

/** Returns a lookup of the block with text around an offset. It has to be called with rising offsets, and takes one pass. */
export function leafFinder({ blocks }: Scan): (offset: number) => Exclude<Block, Item> | undefined {
  let k = -1
  return (offset) => {
    while (k + 1 < blocks.length && (blocks[k + 1] as Block).start <= offset) k++
    const block = blocks[k]
    return block && block.type !== 'item' && offset < block.end ? block : undefined
  }
}

/** The block with text around an offset. Takes logarithmic time. */
export function leafAt({ blocks }: Scan, offset: number): Exclude<Block, Item> | undefined {
  const block = blocks[countWhile(blocks, ({ start }) => start <= offset) - 1]
  return block && block.type !== 'item' && offset < block.end ? block : undefined
}
