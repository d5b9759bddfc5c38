// Text to Spec: everything that is known of one document, read once per version. Never throws; linear in the text.
import type { Scan } from '../markdown/blocks.ts'
import { scan as scanText } from '../markdown/scan.ts'
import { readClarifications } from './clarifications.ts'
import { readDefinitions } from './definitions.ts'
import { readFields } from './fields.ts'
import { readMentions } from './mentions.ts'
import type { ListEntry, Section, Spec } from './model.ts'
import { readSections, sectionFinder } from './sections.ts'

/** Reads any text. A broken document gives a smaller Spec. */
export function readSpec(text: string): Spec {
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
    mentions: readMentions(scan, sections, definitions),
    clarifications: readClarifications(scan, sections),
    entries: readEntries(scan, sections),
  }
}

function readEntries(scan: Scan, sections: Section[]): ListEntry[] {
  const entries: ListEntry[] = []
  const sectionAt = sectionFinder(sections)
  for (const block of scan.blocks) {
    if (block.type !== 'paragraph' || !block.first || !block.parent) continue
    const start = scan.lines[2 * block.from] as number
    const text = { start, end: scan.lines[2 * block.from + 1] as number }
    if (block.parent.box) text.start = block.parent.box.end + 1 + leadingSpace(scan.text, block.parent.box.end + 1)
    entries.push({ item: block.parent, text, section: sectionAt(block.start) })
  }
  return entries
}

function leadingSpace(text: string, at: number): number {
  let n = 0
  while (text[at + n] === ' ' || text[at + n] === '\t') n++
  return n
}
