// Sections: each extends from a heading to the next heading of its level or above.
import { createHolder, createObjectTable, perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { namesReport, namesSummary } from '../languages/names.ts'
import { storyName } from '../languages/stories.ts'
import { contentOf, type Heading, type Scan } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import { headingStoryAt, readId } from './ids.ts'
import type { Document, Section } from './model.ts'

const longestTitle = 200 // characters of a heading that are compared
const annotation = /(?:\s*[*_]{0,2}[(（][^()（）]*[)）][*_]{0,2})+\s*$/

/** Reads the sections of a text or chunk. Headings in quotes and list items do not count. */
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
      heading: createHolder('heading'),
    }
    sections.push(section)
    open.push(section)
  }
  return sections
}

/** Whether a heading is metadata with `---` directly below it: a heading in Markdown, but not meant as one. */
export const isMetadata = ({ text }: Scan, block: Heading): boolean =>
  text[block.start] === '*' &&
  /^\*\*[^*:：\n]{1,60}(?:\*\*[ \t]*[:：]|[:：]\*\*)/.test(text.slice(block.start, block.start + 80))

/** The offset after the next line end at or after `at`. */
function lineAfter(text: string, at: number): number {
  lineEnd.lastIndex = at
  return lineEnd.test(text) ? lineEnd.lastIndex : text.length
}

const lineEnd = /\r\n?|\n/g

/** A title for comparison: in lower case, without numbering, emphasis, marks such as `*(mandatory)*` and closing colon. */
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

const plain = /^[a-z]{1,30}(?: [a-z]{1,30}){0,5}$/i // nothing has to be removed

/** Returns a lookup of the section around an offset. It has to be called with rising offsets, and takes one pass. */
export function sectionFinder(sections: readonly Section[]): (offset: number) => Section | undefined {
  let k = -1
  return (offset) => {
    while (k + 1 < sections.length && (sections[k + 1] as Section).start <= offset) k++
    return sections[k]
  }
}

/** Whether a normalised title is a name, or starts with it: `design: overview`. */
export const startsWithName = (title: string, name: string): boolean =>
  title === name || (title.startsWith(name) && /^[ :,–—-]/.test(title.slice(name.length)))

/** A priority in a heading. */
export interface Priority extends Span {
  /** As written: `P1`. */
  words: string
}

/**
 * The priority in the heading of a story: `P1` of "Phase 3: User Story 1 - Order (Priority: P1)". Undefined if there are several.
 * @param name the name of the story in the heading; what precedes it is of the phase.
 */
export function priorityBehind({ text }: Document, { name: heading }: Section, name: string): Priority | undefined {
  const from = text.indexOf(name, heading.start) + name.length
  if (from < name.length || from > heading.end) return undefined
  const [match, other] = text.slice(from, heading.end).matchAll(/(?<![\w-])P\d(?![\w-])/g)
  if (!match || other) return undefined
  const start = from + match.index
  return { start, end: start + match[0].length, words: match[0] }
}

/** The span for a finding about the whole document: the title, or without one the first line. */
export function titleSpan(document: Document): { start: number; end: number } {
  if (document.title) return document.title.name
  const skipped = /^(?:\s|<!--[\s\S]*?-->)*/.exec(document.text.slice(0, 5000))?.[0].length ?? 0
  const start = skipped < document.text.length ? skipped : document.text.search(/\S/)
  if (start < 0) return { start: 0, end: 0 }
  const rest = document.text.slice(start, start + 200).search(/[\r\n]/)
  return { start, end: rest < 0 ? Math.min(document.text.length, start + 200) : start + rest }
}

/** The indexes of the sections of a chunk that have direct content; -1 for the text before its first section. */
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

/** The sections with content, directly or in a subsection. Headings, thematic breaks and comments are not content. */
export const filledSections = perObject(({ chunks, sections }: Document): ReadonlySet<Section> => {
  const filled = new Set<Section>()
  for (const { chunk, section } of chunks)
    for (const index of filledIn(chunk))
      for (let at = sections[section + index]; at && !filled.has(at); at = at.parent) filled.add(at)
  return filled
})

/** What a heading says on its own. */
type Titled = Pick<Section, 'title' | 'key'>

/** Caches a question about headings, as long as the heading is the same. */
export function perHeading<V extends string | boolean | object>(make: (heading: Titled) => V): (section: Section) => V {
  const table = createObjectTable<object, V>()
  return ({ heading, title, key }) => table.get(heading) ?? table.set(heading, make({ title, key }))
}

/** Whether a question about headings is true for a section or one around it, apart from the title of the document. */
const perSection = (ask: (heading: Titled) => boolean): ((section: Section | undefined) => boolean) => {
  const isSo = perHeading(ask)
  return (section) => {
    for (let at = section; at !== undefined && at.level > 1; at = at.parent) if (isSo(at)) return true
    return false
  }
}

const inBrackets = /[(（][^()（）]*[)）]/g // "Done When (Phase 8)"
const isOfWork = new RegExp(String.raw`\bphase\b|${storyName}`, 'iu') // "Phase 8: User Story 6 - Campaign Summary"

const isOfExamples = /^parallel (?:execution )?examples?\b/ // "Parallel Example: User Story 1"

/** Whether a section reports on items that are defined elsewhere: "Progress Update", "Task Summary", "Session Log", "Parallel Example". */
export const isReport = perSection(
  ({ key, title }) =>
    isOfExamples.test(key) ||
    ((namesSummary(key) || namesReport(title)) && !isOfWork.test(title.replace(inBrackets, ''))),
)

/** Whether a section is about what is not done: "Out of Scope (Deferred to Future Specs)". */
export const isPutAside = perSection(({ key }) =>
  /\b(?:out of scope|deferred|non-?goals?|future (?:work|specs?|phases?|features?|enhancements?)|postponed|not included|follow-?ups?)\b/.test(
    key,
  ),
)

/** Whether the checkboxes of a section are gates that a plan has to pass: "Constitution Check". */
export const isInGates = perSection(
  (heading) =>
    /\b(?:constitution|gates?|checks?|check ?lists?|compliance)\b/.test(heading.key) && !isTitleOfItem(heading),
)

/**
 * Whether a heading is that of an item, whose title says nothing about the section: "User Story 3 - Gate the export". "G1: Gates" is
 * the label of a section.
 */
export function isTitleOfItem({ title }: Pick<Section, 'title'>): boolean {
  const id = headingStoryAt(title, 0) ?? readId(title, 0)
  if (!id || (/^[A-Z]+\d$/.test(id.text) && id.prefix !== 'US')) return false
  return /^[ \t]*(?:[([][^()[\]]*[)\]][ \t]*)?[:：.—–-]/.test(title.slice(id.text.length))
}
