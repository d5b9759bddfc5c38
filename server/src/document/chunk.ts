// The facts of a chunk: a part of a text from one heading to the next, or some items of a long list. They do not depend on
// the text around it, and offsets count from its start, so that a chunk whose text did not change is not read again.
import { holding } from '../base/perObject.ts'
import type { Scan } from '../markdown/blocks.ts'
import { readDefinitions } from './definitions.ts'
import { type LinkTarget, readLinks } from './links.ts'
import type { Clarification, DefinitionFact, ReferenceFact, Section } from './model.ts'
import { leadText } from './places.ts'
import { surroundings } from './qualifier.ts'
import { readClarifications } from './questions.ts'
import { readReferences } from './references.ts'
import { readSections } from './sections.ts'

export interface Chunk {
  readonly text: string
  readonly scan: Scan
  /** The sections of its headings. `parent` and `end` are as if the chunk were the whole text. */
  readonly sections: readonly Section[]
  readonly definitions: readonly DefinitionFact[]
  readonly references: readonly ReferenceFact[]
  readonly links: readonly LinkTarget[]
  /** Found by the markers of all languages. A template may define others. */
  readonly clarifications: readonly Clarification[]
  /** The number of tables that start in it. */
  readonly tables: number
}

/** Reads the facts of a chunk. Linear in its text. */
export function readChunk(scan: Scan): Chunk {
  const { text } = scan
  const sections = readSections(scan)
  const definitions = readDefinitions(scan, sections)
  const references = readReferences(scan, sections, definitions)
  const links = readLinks(scan)
  const createReader = surroundings(text, links)
  const [ofDefinition, ofReference] = [createReader(), createReader()]
  for (const definition of definitions) definition.surrounding = ofDefinition(definition, false)
  for (const reference of references) reference.surrounding = ofReference(reference, reference.code)
  return holding('chunk', {
    text,
    scan,
    sections,
    definitions,
    references,
    links,
    clarifications: readClarifications({ scan, sections }),
    tables: scan.blocks.reduce((count, block) => count + (block.type === 'row' && block.header ? 1 : 0), 0),
  })
}

/**
 * Lets unchanged items of a chunk keep their identities. Items are compared from the start and from the end, which finds all
 * of them if the chunk was changed in one place.
 * @param chunk the new version, which is modified and returned.
 * @param previous the version before the change.
 */
export function keepIdentities(chunk: Chunk, previous: Chunk): Chunk {
  const [newText, oldText] = [chunk.text, previous.text]
  const isSame = (now: DefinitionFact | undefined, old: DefinitionFact | undefined): boolean =>
    now !== undefined &&
    old !== undefined &&
    now.id === old.id &&
    now.form === old.form &&
    now.form !== 'heading' && // the text below a heading belongs to its item
    now.strong === old.strong &&
    now.titled === old.titled &&
    now.depth === old.depth &&
    now.box?.mark === old.box?.mark &&
    now.start - now.whole.start === old.start - old.whole.start &&
    newText.slice(now.whole.start, now.whole.end) === oldText.slice(old.whole.start, old.whole.end) &&
    leadText(newText, now) === leadText(oldText, old)
  const { definitions } = chunk
  const { definitions: oldDefinitions } = previous
  const most = Math.min(definitions.length, oldDefinitions.length)
  const take = (k: number, j: number): void => {
    ;(definitions[k] as DefinitionFact).identity = (oldDefinitions[j] as DefinitionFact).identity
  }
  let first = 0
  for (; first < most && isSame(definitions[first], oldDefinitions[first]); first++) take(first, first)
  for (let k = 1; k <= most - first && isSame(definitions.at(-k), oldDefinitions.at(-k)); k++)
    take(definitions.length - k, oldDefinitions.length - k)
  return chunk
}
