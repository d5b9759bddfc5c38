// What one part of a text says: a heading up to the next one, whatever stands around it. Offsets count from its start, so
// that a part whose text did not change is never read again.
import type { Scan } from '../markdown/blocks.ts'
import { readDefinitions } from './definitions.ts'
import type { Clarification, Definition, Reference, Section } from './model.ts'
import { readClarifications } from './questions.ts'
import { readReferences } from './references.ts'
import { readSections } from './sections.ts'

export interface Chunk {
  readonly text: string
  readonly scan: Scan
  /** Of its headings; `parent` and `end` as far as they are told by itself. */
  readonly sections: readonly Section[]
  readonly definitions: readonly Definition[]
  readonly references: readonly Reference[]
  /** In the English words; a template may have others. */
  readonly clarifications: readonly Clarification[]
  /** Tables that start in it. */
  readonly tables: number
}

/** Reads a part of a text. Linear in it. */
export function readChunk(scan: Scan): Chunk {
  const sections = readSections(scan)
  const definitions = readDefinitions(scan, sections)
  return {
    text: scan.text,
    scan,
    sections,
    definitions,
    references: readReferences(scan, sections, definitions),
    clarifications: readClarifications(scan, sections),
    tables: scan.blocks.reduce((count, block) => count + (block.type === 'row' && block.header ? 1 : 0), 0),
  }
}
