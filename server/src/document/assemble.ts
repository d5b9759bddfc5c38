// Assembles a document from its chunks. The facts of chunks get their places in the whole text on demand, list by list.
import { lazily } from '../base/lazy.ts'
import { holding, perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Box, LinkDefinition } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import type { Conflict } from './conflicts.ts'
import { readFields } from './fields.ts'
import { placeTarget } from './links.ts'
import type {
  Clarification,
  Definition,
  DefinitionFact,
  Document,
  PlacedChunk,
  Reference,
  ReferenceFact,
  Section,
} from './model.ts'
import { type OwnNames, ownersOf, type Qualifier, qualifierOf } from './qualifier.ts'
import { namesSpecs, specIdOf } from './specNumber.ts'

type Eager = Pick<Document, 'text' | 'chunks' | 'title' | 'sections' | 'conflicts'>
type Lists = Omit<Document, keyof Eager>

/** Makes the document of a text from its chunks, which are in order. Lines that are not read because of conflicts are blank in them. */
export function assemble(text: string, chunks: readonly Chunk[], conflicts: readonly Conflict[]): Document {
  const placedChunks = placeChunks(chunks)
  const sections = placeSections(placedChunks, text.length)
  const title = sections.find((section) => section.level === 1)
  return holding('document', listsOf({ text, chunks: placedChunks, title, sections, conflicts }))
}

const listsOf = lazily<Eager, Lists>({
  fields: ({ chunks, sections, text }) => readFields(chunks, sections, text.length),
  definitions: (document) => {
    const names = documentNames(document)
    const ownerOf = ownersOf(document.sections)
    return placed(
      document,
      ({ definitions }) => definitions,
      (fact, _by, section, chunk) =>
        placeDefinition(fact, chunk, section, ownerOf(section) ?? qualifierOf(fact.id, fact.surrounding, names)),
    )
  },
  references: (document) => {
    const names = documentNames(document)
    return placed(
      document,
      ({ references }) => references,
      (fact, by, section) => placeReference(fact, by, section, qualifierOf(fact.id, fact.surrounding, names)),
    )
  },
  clarifications: (document) => placed(document, ({ clarifications }) => clarifications, placeClarification),
  links: ({ chunks }) => placeLinks(chunks),
  linkTargets: ({ chunks }) =>
    chunks.flatMap(({ chunk, start }) => chunk.links.map((link) => placeTarget(link, start))),
})

/** What decides, in a document, which specification an id belongs to. */
const documentNames = perObject(
  (document: Document): OwnNames => ({
    id: specIdOf(document),
    namesSpecs: (prefix) => namesSpecs(document, prefix),
    leadsElsewhere(label) {
      const link = document.links.get(label)
      return link !== undefined && document.text[link.destination.start] !== '#'
    },
  }),
)

/** The facts of all chunks of a document, in their places. `factsOf` reads the facts of a chunk, and should cache them. */
export function placed<F extends { section: Section | undefined }, T>(
  document: Document,
  factsOf: (chunk: Chunk) => readonly F[],
  place: (fact: F, by: number, section: Section | undefined, chunk: PlacedChunk) => T,
): T[] {
  const all: T[] = []
  for (const inPlace of document.chunks)
    for (const fact of factsOf(inPlace.chunk))
      all.push(place(fact, inPlace.start, sectionIn(document, inPlace, fact.section), inPlace))
  return all
}

/** The section of a document that corresponds to a section of a chunk; without one, the section that the chunk starts in. */
export const sectionIn = (
  { sections }: Pick<Document, 'sections'>,
  { section }: PlacedChunk,
  local: Section | undefined,
): Section | undefined => sections[section + (local ? local.index : -1)]

function placeChunks(chunks: readonly Chunk[]): PlacedChunk[] {
  let start = 0
  let section = 0
  let table = 0
  return chunks.map((chunk) => {
    const placed = { chunk, start, section, table }
    start += chunk.text.length
    section += chunk.sections.length
    table += chunk.tables
    return placed
  })
}

/** The sections of the whole text. Each extends to the next heading of its level or above. */
function placeSections(chunks: readonly PlacedChunk[], length: number): Section[] {
  const sections: Section[] = []
  const open: Section[] = []
  for (const { chunk, start } of chunks) {
    for (const { start: at, title, key, name, level, body, heading } of chunk.sections) {
      while (open.length > 0 && (open[open.length - 1] as Section).level >= level)
        (open.pop() as Section).end = start + at
      const section: Section = {
        start: start + at,
        end: length,
        title,
        key,
        name: shifted(name, start),
        level,
        body: start + body,
        parent: open[open.length - 1],
        index: sections.length,
        heading,
      }
      sections.push(section)
      open.push(section)
    }
  }
  return sections
}

/** A span, moved by a number of characters. */
export const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by })

/** Places a checkbox of a chunk in the text. */
export const placeBox = (box: Box | undefined, by: number): Box | undefined =>
  box && { ...shifted(box, by), mark: box.mark }

/** Places a definition of a chunk in the text. Its `table` is counted on from the tables before the chunk. */
export function placeDefinition(
  fact: DefinitionFact,
  { start: by, table }: PlacedChunk,
  section: Section | undefined,
  qualifier: Qualifier | undefined,
): Definition {
  return {
    start: fact.start + by,
    end: fact.end + by,
    id: fact.id,
    whole: shifted(fact.whole, by),
    form: fact.form,
    strong: fact.strong,
    table: fact.table < 0 ? -1 : fact.table + table,
    depth: fact.depth,
    box: placeBox(fact.box, by),
    titled: fact.titled,
    shared: fact.shared,
    section,
    qualifier,
    fact,
  }
}

/** Places a reference of a chunk in the text. */
export const placeReference = (
  fact: ReferenceFact,
  by: number,
  section: Section | undefined,
  qualifier: Qualifier | undefined,
): Reference => ({
  start: fact.start + by,
  end: fact.end + by,
  id: fact.id,
  last: fact.last,
  code: fact.code,
  section,
  qualifier,
})

/** Places a clarification of a chunk in the text. `by` is the start of the chunk. */
export const placeClarification = (fact: Clarification, by: number, section: Section | undefined): Clarification => ({
  start: fact.start + by,
  end: fact.end + by,
  state: fact.state,
  question: fact.question,
  inner: shifted(fact.inner, by),
  bracketed: fact.bracketed,
  section,
})

const placeLink = ({ start, end, label, destination }: LinkDefinition, by: number): LinkDefinition => ({
  start: start + by,
  end: end + by,
  label: shifted(label, by),
  destination: shifted(destination, by),
})

/** Link definitions by label, in lower case. The first definition of a label counts. */
function placeLinks(chunks: readonly PlacedChunk[]): Map<string, LinkDefinition> {
  const links = new Map<string, LinkDefinition>()
  for (const { chunk, start } of chunks)
    for (const definition of chunk.scan.definitions) {
      const label = chunk.text.slice(definition.label.start, definition.label.end).toLowerCase()
      if (!links.has(label)) links.set(label, placeLink(definition, start))
    }
  return links
}
