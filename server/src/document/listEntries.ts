// List items with the text that they start with. Made when asked for: most are of no interest to anybody.
import type { Item } from '../markdown/blocks.ts'
import type { Document, ListEntry } from './model.ts'
import { sectionFinder } from './sections.ts'

/** The list items that start with a paragraph and are wanted, in order. `wanted` hears of each once, in order. */
export function listEntries({ text, scan, sections }: Document, wanted: (item: Item) => boolean): ListEntry[] {
  const entries: ListEntry[] = []
  const sectionAt = sectionFinder(sections)
  for (const block of scan.blocks) {
    if (block.type !== 'paragraph' || !block.first || !block.parent || !wanted(block.parent)) continue
    const item = block.parent
    let start = scan.lines[2 * block.from] as number
    const end = scan.lines[2 * block.from + 1] as number
    if (item.box) {
      start = item.box.end + 1
      while (text[start] === ' ' || text[start] === '\t') start++
    }
    entries.push({ item, text: { start, end }, section: sectionAt(block.start) })
  }
  return entries
}
