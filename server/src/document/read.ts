// Text to Spec: everything that is known of one document, read once per version. Never throws; linear in the text.
import type { Definition, Scan } from '../markdown/blocks.ts'
import { scan as scanText } from '../markdown/scan.ts'
import { readDefinitions } from './definitions.ts'
import { readFields } from './fields.ts'
import type { Document } from './model.ts'
import { readClarifications } from './questions.ts'
import { readReferences } from './references.ts'
import { readSections } from './sections.ts'

/** Reads any text. A broken document gives a smaller Spec. */
export function readDocument(text: string): Document {
  const scan = scanText(text)
  const sections = readSections(scan)
  const definitions = readDefinitions(scan, sections)
  return {
    text,
    scan,
    title: sections.find((section) => section.level === 1),
    sections,
    fields: readFields(scan, sections),
    definitions,
    references: readReferences(scan, sections, definitions),
    clarifications: readClarifications(scan, sections),
    links: readLinks(scan),
  }
}

function readLinks({ text, definitions }: Scan): Map<string, Definition> {
  const links = new Map<string, Definition>()
  for (const definition of definitions) {
    const label = text.slice(definition.label.start, definition.label.end).toLowerCase()
    if (!links.has(label)) links.set(label, definition)
  }
  return links
}
