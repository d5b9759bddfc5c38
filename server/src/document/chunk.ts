// What one part of a text says: a heading up to the next one, whatever stands around it. Offsets count from its start, so
// that a part whose text did not change is never read again.
import type { Scan } from '../markdown/blocks.ts'
import { readDefinitions } from './definitions.ts'
import { type LinkTarget, readLinks } from './links.ts'
import type { Clarification, DefinitionFact, ReferenceFact, Section } from './model.ts'
import { surroundings } from './qualifier.ts'
import { readClarifications } from './questions.ts'
import { readReferences } from './references.ts'
import { readSections } from './sections.ts'

export interface Chunk {
  readonly text: string
  readonly scan: Scan
  /** Of its headings; `parent` and `end` as far as they are told by itself. */
  readonly sections: readonly Section[]
  readonly definitions: readonly DefinitionFact[]
  readonly references: readonly ReferenceFact[]
  readonly links: readonly LinkTarget[]
  /** In the English words; a template may have others. */
  readonly clarifications: readonly Clarification[]
  /** Tables that start in it. */
  readonly tables: number
}

/** Reads a part of a text. Linear in it. */
export function readChunk(scan: Scan): Chunk {
  const { text } = scan
  const sections = readSections(scan)
  const definitions = readDefinitions(scan, sections)
  const references = readReferences(scan, sections, definitions)
  const links = readLinks(scan)
  const [ofDefinition, ofReference] = [surroundings(text, links), surroundings(text, links)]
  return {
    text,
    scan,
    sections,
    definitions: definitions.map((one) => ({ ...one, surrounding: ofDefinition(one, false) })),
    references: references.map((one) => ({ ...one, surrounding: ofReference(one, one.code) })),
    links,
    clarifications: readClarifications(scan, sections),
    tables: scan.blocks.reduce((count, block) => count + (block.type === 'row' && block.header ? 1 : 0), 0),
  }
}
