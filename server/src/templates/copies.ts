// Copies of the template: a whole document, or a part of one beside the written text; and sections that a document has twice.
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import { fold } from '../base/words.ts'
import { leavesOf } from '../document/leaves.ts'
import type { Section } from '../document/model.ts'
import { type Blanks, blanksOf, isTemplateText, leftOversOf } from './leftOver.ts'
import type { SpecDocument } from './specDocument.ts'
import type { Template } from './template.ts'

/** A section of level 2 with the title of an earlier one, more often than the template has it. */
export interface RepeatedSection {
  section: Section
  first: Section
}

/** The repeated sections of a document, in order. */
export const repeatedSectionsOf = perObject((spec: SpecDocument): readonly RepeatedSection[] => {
  const most = titlesOf(spec.template)
  const seen = new Map<string, Section[]>()
  const repeated: RepeatedSection[] = []
  for (const section of spec.document.sections) {
    if (section.level !== 2) continue
    const name = fold(section.title.slice(0, 200).replace(/\s*[*_]+[(（][^()（）]*[)）][*_]+\s*$/, ''))
    const allowed = most.get(name)
    if (allowed === undefined) continue
    const before = seen.get(name) ?? []
    const [first] = before
    if (before.length < allowed || !first) seen.set(name, [...before, section])
    else repeated.push({ section, first })
  }
  return repeated
})

/** How often a template has each title. Several layers may have a section with the same one, and a document as many. */
const titlesOf = perObject((template: Template): ReadonlyMap<string, number> => {
  const titles = new Map<string, number>()
  for (const { section, title } of template.sections)
    if (section.level === 2) titles.set(fold(title), (titles.get(fold(title)) ?? 0) + 1)
  return titles
})

/** A part of a document that is a copy of its template, with the heading that it starts with. */
export interface Copy extends Span {
  heading: Span
  /** Whether it has a title of its own, so that all of it is of the template. */
  hasTitle: boolean
}

/**
 * The copy of the template beside the written text of a document: below a title that is not filled in, if there is another title,
 * or from the first of several sections on that have placeholders, while those with the same titles have none.
 */
export const copyOfTemplateIn = perObject((spec: SpecDocument): Copy | undefined => {
  const copy = possibleCopyIn(spec)
  return copy && isOfTemplate(spec, copy) ? copy : undefined
})

function possibleCopyIn(spec: SpecDocument): Copy | undefined {
  const { sections, text } = spec.document
  const titles = sections.filter(({ level }) => level === 1)
  const blank = titles.find(({ name }) => hasBlank(spec, name))
  if (blank && titles.some((title) => !hasBlank(spec, title.name)))
    return { heading: blank.name, start: blank.start, end: blank.end, hasTitle: true }
  const [again, other] = repeatedSectionsOf(spec).filter(
    ({ section, first }) => hasBlank(spec, section) !== hasBlank(spec, first),
  )
  if (!again || !other || hasBlank(spec, again.section) !== hasBlank(spec, other.section)) return undefined
  const { section, first } = again
  if (hasBlank(spec, section)) return { heading: section.name, start: section.start, end: text.length, hasTitle: false }
  const title = titles.findLast(({ start }) => start > first.start && start < section.start)
  return { heading: first.name, start: first.start, end: (title ?? section).start, hasTitle: false }
}

const mostWritten = 0.3 // share of the paragraphs, items, rows and code blocks of a copy; with more, both texts are mixed

/** Whether nearly everything in a part of a document is text of the template. */
function isOfTemplate(spec: SpecDocument, { start, end }: Span): boolean {
  const leaves = leavesOf(spec.document).filter(
    (leaf) => leaf.type !== 'heading' && leaf.start >= start && leaf.end <= end,
  )
  // The template may have changed since then, so any words in brackets count.
  const written = leaves.filter(
    (leaf) => !hasBlank(spec, leaf) && !isTemplateText(spec, leaf.start) && !inBrackets.test(leaf.content()),
  )
  return written.length <= mostWritten * leaves.length
}

const inBrackets = /\[[^\][\n]{4,}\](?![([])/

/** Whether something is to be filled in in a span. */
export function hasBlank(spec: SpecDocument, { start, end }: Span): boolean {
  const spans = blankSpansOf(spec)
  return (spans[firstIndexFrom(spans, start)]?.end ?? Number.POSITIVE_INFINITY) <= end
}

const blankSpansOf = perObject((spec: SpecDocument): readonly Span[] => {
  const { fields, texts } = blanksOf(spec)
  return [...fields.map(([, { valueSpan }]) => valueSpan), ...texts].sort((a, b) => a.start - b.start)
})

/** What is to be filled in outside of a copy of the template. */
export const ownBlanksOf = perObject((spec: SpecDocument): Blanks => {
  const copy = copyOfTemplateIn(spec)
  const { fields, texts } = blanksOf(spec)
  const isOutside = ({ start }: Span): boolean => !copy || start < copy.start || start >= copy.end
  return { fields: fields.filter(([, { valueSpan }]) => isOutside(valueSpan)), texts: texts.filter(isOutside) }
})

const fewestBlanks = 8 // blanks; a document with fewer is not called untouched
const untouchedShare = 0.8 // share of the template's blanks from which on a document is untouched

/** Whether a document is a copy of its template in which almost nothing was filled in. */
export function isUntouched(spec: SpecDocument): boolean {
  const { fields, texts } = ownBlanksOf(spec)
  const places = fields.length + texts.length
  return places >= fewestBlanks && places >= placesOf(spec.template) * untouchedShare
}

/** The number of blanks in a template. */
const placesOf = perObject(
  (template: Template): number =>
    leftOversOf({ document: template.document, template }).length +
    template.fields.filter(({ shape }) => shape.type !== 'text').length,
)
