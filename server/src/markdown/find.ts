// Finds the block around a place.
import { countWhile } from '../base/span.ts'
import type { Block, Item, Scan } from './blocks.ts'

/** Finds the block with text around each of a rising sequence of offsets in one pass. */
export function leafFinder({ blocks }: Scan): (offset: number) => Exclude<Block, Item> | undefined {
  let k = -1
  return (offset) => {
    while (k + 1 < blocks.length && (blocks[k + 1] as Block).start <= offset) k++
    const block = blocks[k]
    return block && block.type !== 'item' && offset < block.end ? block : undefined
  }
}

/** The block with text around an offset, in logarithmic time. */
export function leafAt({ blocks }: Scan, offset: number): Exclude<Block, Item> | undefined {
  const block = blocks[countWhile(blocks, ({ start }) => start <= offset) - 1]
  return block && block.type !== 'item' && offset < block.end ? block : undefined
}
