// Headings become sections: each reaches to the next heading of its level or above.
import { perObject } from '../base/perObject.ts'
import { contentOf, type Heading, type Scan } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import type { Document, Section } from './model.ts'

const longestTitle = 200 // of a heading's characters that are compared
const annotation = /\s*[*_]{0,2}[(（][^()（）]*[)）][*_]{0,2}\s*$/

export function readSections(scan: Scan): Section[] {
  const sections: Section[] = []
  const open: Section[] = []
  for (const block of scan.blocks) {
    if (block.type !== 'heading' || block.parent || block.quoted || isMetadata(scan, block)) continue
    while (open.length > 0 && (open[open.length - 1] as Section).level >= block.level) {
      ;(open.pop() as Section).end = block.start
    }
    const start = scan.lines[2 * block.from] as number
    const title = contentOf(scan, block)
    const section: Section = {
      start: block.start,
      end: scan.text.length,
      title,
      key: normalTitle(title),
      name: { start, end: scan.lines[2 * block.to - 1] as number },
      level: block.level,
      body: lineAfter(scan.text, block.end),
      parent: open[open.length - 1],
      index: sections.length,
    }
    sections.push(section)
    open.push(section)
  }
  return sections
}

/** Metadata with `---` right below it is a heading to Markdown, but nobody means it so. */
export const isMetadata = ({ text }: Scan, block: Heading): boolean =>
  text[block.start] === '*' &&
  /^\*\*[^*:：\n]{1,60}(?:\*\*[ \t]*[:：]|[:：]\*\*)/.test(text.slice(block.start, block.start + 80))

/** The offset after the line end at or behind `at`. */
function lineAfter(text: string, at: number): number {
  lineEnd.lastIndex = at
  return lineEnd.test(text) ? lineEnd.lastIndex : text.length
}

const lineEnd = /\r\n?|\n/g

/** A heading's words for comparison: no numbering, emphasis, marks such as `*(mandatory)*`, case or closing colon. */
export const normalTitle = (title: string): string =>
  plain.test(title)
    ? title.toLowerCase()
    : title
        .slice(0, longestTitle)
        .replace(/<[^<>]*>/g, '')
        .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
        .replace(annotation, '')
        .replace(/^[^\p{L}]+/u, '')
        .replace(/[*_`]/g, '')
        .replace(/[\s:：]+$/, '')
        .replace(/\s+/g, ' ')
        .toLowerCase()

const plain = /^[a-z]{1,30}(?: [a-z]{1,30}){0,5}$/i // nothing to leave out

/** Finds the section around each of a rising sequence of offsets in one pass. */
export function sectionFinder(sections: readonly Section[]): (offset: number) => Section | undefined {
  let k = -1
  return (offset) => {
    while (k + 1 < sections.length && (sections[k + 1] as Section).start <= offset) k++
    return sections[k]
  }
}

/** Whether a normal title is a name, or starts with it: `design: overview`. */
export const startsWithName = (own: string, name: string): boolean =>
  own === name || (own.startsWith(name) && /^[ :,–—-]/.test(own.slice(name.length)))

/** Where a finding about the whole document stands: the title, or else the first line. */
export function titleSpan(document: Document): { start: number; end: number } {
  if (document.title) return document.title.name
  const above = /^(?:\s|<!--[\s\S]*?-->)*/.exec(document.text.slice(0, 5000))?.[0].length ?? 0
  const start = above < document.text.length ? above : document.text.search(/\S/)
  if (start < 0) return { start: 0, end: 0 }
  const rest = document.text.slice(start, start + 200).search(/[\r\n]/)
  return { start, end: rest < 0 ? Math.min(document.text.length, start + 200) : start + rest }
}

/** For each part of a text the positions of its sections with content of their own; -1 for what stands before them. */
const filledIn = perObject(({ scan, sections }: Chunk): ReadonlySet<number> => {
  const filled = new Set<number>()
  const sectionAt = sectionFinder(sections)
  for (const block of scan.blocks) {
    const section = sectionAt(block.start)
    if (block.type === 'heading' || block.type === 'break' || (block.type === 'html' && block.kind === 2)) continue
    filled.add(section ? section.index : -1)
  }
  return filled
})

/** The sections with something in them or in one of their sub-sections; headings, rules and comments are nothing. */
export const filledSections = perObject(({ chunks, sections }: Document): ReadonlySet<Section> => {
  const filled = new Set<Section>()
  for (const { chunk, section } of chunks)
    for (const index of filledIn(chunk))
      for (let at = sections[section + index]; at && !filled.has(at); at = at.parent) filled.add(at)
  return filled
})

/** Whether the boxes of a section are gates that a plan passes: "Constitution Check". */
export const isInGates = (section: Section | undefined): boolean => section !== undefined && hasGates(section)

const hasGates = perObject(
  ({ key, level, parent }: Section): boolean =>
    level > 1 && (/\b(?:constitution|gates?|checks?|check ?lists?|compliance)\b/.test(key) || isInGates(parent)),
)
