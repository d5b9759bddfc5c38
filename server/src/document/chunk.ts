// What one part of a text says: a heading up to the next one, whatever stands around it. Offsets count from its start, so
// that a part whose text did not change is never read again.
import { holding } from '../base/perObject.ts'
import type { Scan } from '../markdown/blocks.ts'
import { leadText, readDefinitions } from './definitions.ts'
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
  const around = surroundings(text, links)
  const [ofDefinition, ofReference] = [around(), around()]
  for (const one of definitions) one.surrounding = ofDefinition(one, false)
  for (const one of references) one.surrounding = ofReference(one, one.code)
  return holding({
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
 * Gives the items of a part that say what they said before the identities that they had, when one place of it changed.
 * @param before what the part was.
 */
export function keepIdentities(chunk: Chunk, before: Chunk): Chunk {
  const [own, old] = [chunk.text, before.text]
  const isSame = (one: DefinitionFact | undefined, other: DefinitionFact | undefined): boolean =>
    one !== undefined &&
    other !== undefined &&
    one.id === other.id &&
    one.form === other.form &&
    one.form !== 'heading' && // what stands below it counts
    one.strong === other.strong &&
    one.titled === other.titled &&
    one.depth === other.depth &&
    one.box?.mark === other.box?.mark &&
    one.start - one.whole.start === other.start - other.whole.start &&
    own.slice(one.whole.start, one.whole.end) === old.slice(other.whole.start, other.whole.end) &&
    leadText(own, one) === leadText(old, other)
  const { definitions: now } = chunk
  const { definitions: then } = before
  const most = Math.min(now.length, then.length)
  const take = (k: number, j: number): void => {
    ;(now[k] as DefinitionFact).identity = (then[j] as DefinitionFact).identity
  }
  let first = 0
  for (; first < most && isSame(now[first], then[first]); first++) take(first, first)
  for (let k = 1; k <= most - first && isSame(now.at(-k), then.at(-k)); k++) take(now.length - k, then.length - k)
  return chunk
}
