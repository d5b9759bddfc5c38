// The entries of lists: list items with their first line.
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import type { Item } from '../markdown/blocks.ts'
import { placeBox, sectionIn, shifted } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import type { Document, ListEntry, PlacedChunk, Section } from './model.ts'
import { chunksIn } from './places.ts'
import { sectionFinder } from './sections.ts'

const entriesIn = perObject(({ scan, sections, definitions }: Chunk): readonly ListEntry[] => {
  const { text } = scan
  const entries: ListEntry[] = []
  const byItem = new Map<Item, ListEntry>()
  const sectionAt = sectionFinder(sections)
  for (const block of scan.blocks) {
    if (block.type !== 'paragraph' || !block.first || !block.parent) continue
    const { start, end, depth, quoted, ordered, box, parent } = block.parent
    let from = scan.lines[2 * block.from] as number
    const to = scan.lines[2 * block.from + 1] as number
    if (box) {
      from = box.end + 1
      while (text[from] === ' ' || text[from] === '\t') from++
    }
    const entry: ListEntry = {
      start,
      end,
      depth,
      parent: parent && byItem.get(parent),
      quoted,
      ordered,
      box,
      line: { start: from, end: to },
      words: text.slice(from, to),
      named: (definitions[firstIndexFrom(definitions, start)]?.start ?? end) < end,
      section: sectionAt(block.start),
    }
    byItem.set(block.parent, entry)
    entries.push(entry)
  }
  return entries
})

/** All list items that start with a paragraph, in order. */
export const entriesOf = perObject((document: Document): readonly ListEntry[] =>
  placeEntries(document, document.chunks),
)

/** Those of `entriesOf` that start in a span. Reads only the chunks around it. */
export const entriesWithin = (document: Document, span: Span): ListEntry[] =>
  placeEntries(document, chunksIn(document, span)).filter(({ start }) => start >= span.start && start < span.end)

function placeEntries(document: Document, chunks: readonly PlacedChunk[]): ListEntry[] {
  const byFact = new Map<ListEntry, ListEntry>()
  const all: ListEntry[] = []
  for (const placed of chunks)
    for (const fact of entriesIn(placed.chunk)) {
      const section = sectionIn(document, placed, fact.section)
      const entry = placeEntry(fact, placed.start, section, fact.parent && byFact.get(fact.parent))
      byFact.set(fact, entry)
      all.push(entry)
    }
  return all
}

/** A list entry at depth 0 that contains no id. */
export interface BareEntry {
  entry: ListEntry
  /** Its index among all list entries at depth 0 of the document. */
  position: number
  /** Whether the line before it is a label in bold; undefined if that line is part of another item. */
  label: boolean | undefined
}

/**
 * Whether the line before a list item is a label in bold ("**Acceptance Criteria**:"), which introduces a list of other things;
 * undefined if that line is part of another item.
 */
function isBelowLabel(text: string, start: number): boolean | undefined {
  const before = text.slice(Math.max(0, start - 200), start).trimEnd()
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1)
  if (/^(?:[ \t]|[-*+][ \t]|\d+[.)][ \t])/.test(line)) return undefined
  return /^(?:\*\*|__)[^*_]{1,100}(?:(?:\*\*|__)[ \t]*(?:\([^()]{1,80}\)[ \t]*)?[:：]?|[:：](?:\*\*|__))$/.test(line)
}

const bareIn = perObject((chunk: Chunk) => {
  const top = entriesIn(chunk).filter(({ depth, quoted }) => depth === 0 && !quoted)
  const bare = top.flatMap((entry, position) =>
    entry.named ? [] : [{ entry, position, label: isBelowLabel(chunk.text, entry.start) }],
  )
  return { count: top.length, bare }
})

/** The list entries at depth 0 that contain no id, in order. */
export const bareEntriesOf = perObject((document: Document): readonly BareEntry[] => {
  let before = 0
  return document.chunks.flatMap((placed) => {
    const { count, bare } = bareIn(placed.chunk)
    const first = before
    before += count
    return bare.map(({ entry, position, label }) => ({
      // At the start of a chunk, the line before the entry is in the previous chunk.
      label: entry.start === 0 ? isBelowLabel(document.text, placed.start) : label,
      entry: placeEntry(entry, placed.start, sectionIn(document, placed, entry.section), undefined),
      position: first + position,
    }))
  })
})

const placeEntry = (
  fact: ListEntry,
  by: number,
  section: Section | undefined,
  parent: ListEntry | undefined,
): ListEntry => ({
  start: fact.start + by,
  end: fact.end + by,
  depth: fact.depth,
  parent,
  quoted: fact.quoted,
  ordered: fact.ordered,
  box: placeBox(fact.box, by),
  line: shifted(fact.line, by),
  words: fact.words,
  named: fact.named,
  section,
})
