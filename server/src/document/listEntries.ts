// The items of lists, each with the line that it starts with.
import { perObject } from '../base/perObject.ts'
import { firstFrom, type Span } from '../base/span.ts'
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
      named: (definitions[firstFrom(definitions, start)]?.start ?? end) < end,
      section: sectionAt(block.start),
    }
    byItem.set(block.parent, entry)
    entries.push(entry)
  }
  return entries
})

/** The items of all lists that start with a paragraph, in order. */
export const entriesOf = perObject((document: Document): readonly ListEntry[] =>
  placeEntries(document, document.chunks),
)

/** Those of them that start in a span. */
export const entriesWithin = (document: Document, span: Span): ListEntry[] =>
  placeEntries(document, chunksIn(document, span)).filter(({ start }) => start >= span.start && start < span.end)

function placeEntries(document: Document, chunks: readonly PlacedChunk[]): ListEntry[] {
  const places = new Map<ListEntry, ListEntry>()
  const all: ListEntry[] = []
  for (const one of chunks)
    for (const fact of entriesIn(one.chunk)) {
      const section = sectionIn(document, one, fact.section)
      const entry = placeEntry(fact, one.start, section, fact.parent && places.get(fact.parent))
      places.set(fact, entry)
      all.push(entry)
    }
  return all
}

/** An entry at the top of a list in which nothing has an id, and its place among all at the top. */
export interface BareEntry {
  entry: ListEntry
  position: number
  /** The line before it is a label in bold; undefined where that line is a part of another item. */
  label: boolean | undefined
}

/**
 * Whether the line before a list item is a label in bold, which starts a list of something else ("**Acceptance Criteria**:");
 * undefined where it is a part of another item.
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

/** The entries at the top of lists in which nothing has an id. */
export const bareEntriesOf = perObject((document: Document): readonly BareEntry[] => {
  let before = 0
  return document.chunks.flatMap((one) => {
    const { count, bare } = bareIn(one.chunk)
    const first = before
    before += count
    return bare.map(({ entry, position, label }) => ({
      // The line before the first one stands in another part.
      label: entry.start === 0 ? isBelowLabel(document.text, one.start) : label,
      entry: placeEntry(entry, one.start, sectionIn(document, one, entry.section), undefined),
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
