// A document out of its parts: facts get their places in the whole text, when somebody asks for them.
import { lazily } from '../base/lazy.ts'
import { holding, perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Box, Definition as Link } from '../markdown/blocks.ts'
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
import { namesSpecs, ownId } from './specNumber.ts'

type Own = Pick<Document, 'text' | 'chunks' | 'title' | 'sections' | 'conflicts'>
type Lists = Omit<Document, keyof Own>

/** Makes the document of a text; `chunks` are its parts, in order, as they are read: without the lines that are passed over. */
export function assemble(text: string, chunks: readonly Chunk[], conflicts: readonly Conflict[]): Document {
  const inPlace = placeChunks(chunks)
  const sections = placeSections(inPlace, text.length)
  const title = sections.find((section) => section.level === 1)
  return holding(listsOf({ text, chunks: inPlace, title, sections, conflicts }))
}

const listsOf = lazily<Own, Lists>({
  fields: ({ chunks, sections, text }) => readFields(chunks, sections, text.length),
  definitions: (document) => {
    const own = ownNames(document)
    const ownerOf = ownersOf(document.sections)
    return placed(
      document,
      ({ definitions }) => definitions,
      (fact, _by, section, one) =>
        placeDefinition(fact, one, section, ownerOf(section) ?? qualifierOf(fact.id, fact.surrounding, own)),
    )
  },
  references: (document) => {
    const own = ownNames(document)
    return placed(
      document,
      ({ references }) => references,
      (fact, by, section) => placeReference(fact, by, section, qualifierOf(fact.id, fact.surrounding, own)),
    )
  },
  clarifications: (document) => placed(document, ({ clarifications }) => clarifications, placeClarification),
  links: ({ chunks }) => placeLinks(chunks),
  linkTargets: ({ chunks }) =>
    chunks.flatMap(({ chunk, start }) => chunk.links.map((link) => placeTarget(link, start))),
})

/** What of a document decides whose its ids are. */
const ownNames = perObject(
  (document: Document): OwnNames => ({
    id: ownId(document),
    namesSpecs: (prefix) => namesSpecs(document, prefix),
    leadsElsewhere(label) {
      const link = document.links.get(label)
      return link !== undefined && document.text[link.destination.start] !== '#'
    },
  }),
)

/** Facts of all parts of a document in their places; `factsOf` reads them of a part, and keeps them. */
export function placed<F extends { section: Section | undefined }, T>(
  document: Document,
  factsOf: (chunk: Chunk) => readonly F[],
  place: (fact: F, by: number, section: Section | undefined, one: PlacedChunk) => T,
): T[] {
  const all: T[] = []
  for (const one of document.chunks)
    for (const fact of factsOf(one.chunk)) all.push(place(fact, one.start, sectionIn(document, one, fact.section), one))
  return all
}

/** The section of a document that one of a part is; without one, the section that the part stands in. */
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

/** Each section reaches to the next heading of its level or above. */
function placeSections(chunks: readonly PlacedChunk[], length: number): Section[] {
  const sections: Section[] = []
  const open: Section[] = []
  for (const { chunk, start } of chunks) {
    for (const { start: at, title, key, name, level, body } of chunk.sections) {
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
      }
      sections.push(section)
      open.push(section)
    }
  }
  return sections
}

export const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by })

/** A box in its place. */
export const placeBox = (box: Box | undefined, by: number): Box | undefined =>
  box && { ...shifted(box, by), mark: box.mark }

/** A definition in its place; `table` counts on from that of its part. */
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

/** A reference in its place. */
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

/** @param by the start of the part that it was read in. */
export const placeClarification = (fact: Clarification, by: number, section: Section | undefined): Clarification => ({
  start: fact.start + by,
  end: fact.end + by,
  state: fact.state,
  question: fact.question,
  inner: shifted(fact.inner, by),
  bracketed: fact.bracketed,
  section,
})

const placeLink = ({ start, end, label, destination }: Link, by: number): Link => ({
  start: start + by,
  end: end + by,
  label: shifted(label, by),
  destination: shifted(destination, by),
})

/** Link definitions by label; the first one of a label counts. */
function placeLinks(chunks: readonly PlacedChunk[]): Map<string, Link> {
  const links = new Map<string, Link>()
  for (const { chunk, start } of chunks)
    for (const one of chunk.scan.definitions) {
      const label = chunk.text.slice(one.label.start, one.label.end).toLowerCase()
      if (!links.has(label)) links.set(label, placeLink(one, start))
    }
  return links
}
