// The entries of lists: list items with their first line.
import { lineStart } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import type { Item } from '../markdown/blocks.ts'
import { placeBox, sectionIn, shifted } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import type { Document, ListEntry, PlacedChunk, Section } from './model.ts'
import { chunkAt, chunksIn } from './places.ts'
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
  /** The entries below the same label in bold ("**Acceptance Criteria**:"). Undefined for a list without one. */
  labelled: Labelled | undefined
}

/** The entries below a label. */
export interface Labelled extends Span {
  /** The label, with its marks: `**FR-022 notes**:`. */
  label: string
}

/**
 * The label before a list item, in bold, or the sentence that a numbered list completes ("in this order:") or that has a list in
 * its middle ("Given identical:"): "" if the line is no label, undefined if it is part of another item.
 */
function labelAbove(text: string, start: number): string | undefined {
  let end = start
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--
  const from = lineStart(text, end)
  const line = text.slice(from, Math.min(end, from + longestLabel))
  if (/^(?:[ \t]|[-*+][ \t]|\d+[.)][ \t])/.test(line)) return undefined
  const isLabel =
    /^(?:\*\*|__)[^*_]{1,100}(?:(?:\*\*|__)[ \t]*(?:\([^()]{1,80}\)[ \t]*)?[:：]?|[:：](?:\*\*|__))$/.test(line)
  const isCompleted =
    /^\d/.test(text.charAt(start)) &&
    /[:：]$/.test(line) &&
    !/\b(?:must|shall|should)(?:[ \t]+\w+)?[:：]$/i.test(line) &&
    !/[\r\n]\s*[\r\n]/.test(text.slice(end, start))
  return isLabel || isCompleted || /^given\b[^.]*[:：]$/i.test(line) ? line : ''
}

const longestLabel = 200 // characters, with the marks around it

const topIn = perObject((chunk: Chunk) =>
  entriesIn(chunk)
    .filter(({ depth, quoted }) => depth === 0 && !quoted)
    .map((entry) => ({ entry, label: labelAbove(chunk.text, entry.start) })),
)

const labelAtEnd = perObject(({ text }: Chunk) => labelAbove(text, text.length))

/** The same for an entry at the start of a chunk, where the line before it is in the previous chunk. */
function labelBefore(document: Document, { start }: PlacedChunk): string | undefined {
  const before = chunkAt(document, start - 1)
  return before && before.chunk.text.trim() !== '' ? labelAtEnd(before.chunk) : labelAbove(document.text, start)
}

/** The list entries at depth 0 that contain no id, in order. */
export const bareEntriesOf = perObject((document: Document): readonly BareEntry[] => {
  let position = -1
  let labelled: Labelled | undefined
  let isOrdered = false // where numbers follow bullets, another list begins
  return document.chunks.flatMap((placed) =>
    topIn(placed.chunk).flatMap(({ entry, label }): BareEntry[] => {
      position++
      const span = shifted(entry, placed.start)
      const above = entry.start === 0 ? labelBefore(document, placed) : label
      if (above !== undefined || entry.ordered !== isOrdered)
        labelled = above === undefined || above === '' ? undefined : { ...span, label: above }
      else if (labelled) labelled.end = span.end
      isOrdered = entry.ordered
      if (entry.named) return []
      const section = sectionIn(document, placed, entry.section)
      return [{ entry: placeEntry(entry, placed.start, section, undefined), position, labelled }]
    }),
  )
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
