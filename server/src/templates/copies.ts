// Copies of the template: a whole document, or a part of one beside the written text; and sections that a document has twice.
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import { fold } from '../base/words.ts'
import { leavesOf } from '../document/leaves.ts'
import type { Definition, Section } from '../document/model.ts'
import { unmarkedTitle } from './learn.ts'
import { type Blanks, blanksOf, hasBlankIn, isSampleItem, isTemplateText, leftOversOf } from './leftOver.ts'
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
    const name = nameOf(section)
    const allowed = most.get(name)
    if (allowed === undefined) continue
    const before = seen.get(name) ?? []
    const [first] = before
    if (before.length < allowed || !first) seen.set(name, [...before, section])
    else repeated.push({ section, first })
  }
  return repeated
})

/** The title of a section without its mark, for comparison. */
const nameOf = ({ title }: Section): string => fold(unmarkedTitle({ title: title.slice(0, 200) }))

/** How often a template has each title. Several layers may have a section with the same one, and a document as many. */
const titlesOf = perObject((template: Template): ReadonlyMap<string, number> => {
  const titles = new Map<string, number>()
  for (const { section, title } of template.sections)
    if (section.level === 2) titles.set(fold(title), (titles.get(fold(title)) ?? 0) + 1)
  return titles
})

/** A part of a document that is a copy of its template. */
export interface Copy extends Span {
  heading: Span
  /** Whether all of it is text of the template as it is now. */
  isUnchanged: boolean
}

/**
 * The copy of the template beside the written text of a document: sections that the document has twice, once with placeholders and
 * once without, up to a section that the template lacks.
 */
export const copyOfTemplateIn = perObject((spec: SpecDocument): Copy | undefined => {
  const pairs = repeatedSectionsOf(spec)
    .filter(({ section, first }) => hasBlank(spec, section) !== hasBlank(spec, first))
    .map(({ section, first }) =>
      hasBlank(spec, section) ? { copied: section, own: first } : { copied: first, own: section },
    )
  const [first, second] = pairs
  if (!first || !second) return undefined
  const isBelow = first.copied.start > first.own.start
  if (pairs.some(({ copied, own }) => copied.start > own.start !== isBelow)) return undefined
  const heading = titleOf(spec, first.copied) ?? first.copied
  const copy = {
    start: heading.start,
    end: endOfCopy(spec, first.copied, new Set(pairs.map(({ own }) => own))),
  }
  const written = writtenIn(spec, copy)
  return written === undefined ? undefined : { ...copy, heading: heading.name, isUnchanged: written === 0 }
})

/** The title above a copied section, if it is not filled in either. */
function titleOf(spec: SpecDocument, { start }: Section): Section | undefined {
  const title = spec.document.sections.findLast((section) => section.level === 1 && section.start < start)
  return title && hasBlank(spec, title.name) ? title : undefined
}

/** Where a copy ends: at a section that neither the template nor the text before it has, or at one that was written. */
function endOfCopy({ document, template }: SpecDocument, from: Section, own: ReadonlySet<Section>): number {
  const titles = titlesOf(template)
  const top = document.sections.filter(({ level }) => level <= 2)
  const before = new Set(top.filter(({ start }) => start < from.start).map(nameOf))
  const next = top.find((section) => {
    if (section.start <= from.start) return false
    const name = nameOf(section)
    return own.has(section) || !(titles.has(name) || before.has(name))
  })
  return next ? next.start : document.text.length
}

const mostWritten = 0.3 // share of the paragraphs, items, rows and code blocks of a copy; with more, both texts are mixed

/** How much of a part of a document is not of the template. Undefined if it is too much, or if items were written there. */
function writtenIn(spec: SpecDocument, { start, end }: Span): number | undefined {
  const isInside = (span: Span): boolean => span.start >= start && span.end <= end
  const leaves = leavesOf(spec.document).filter((leaf) => leaf.type !== 'heading' && isInside(leaf))
  const written = leaves.filter((leaf) => !hasBlank(spec, leaf) && !isTemplateText(spec, leaf.start))
  // The template may have changed since then, so words in brackets count.
  const others = written.filter((leaf) => !inBrackets.test(leaf.content()))
  const isWritten = (definition: Definition): boolean =>
    !hasBlankIn(spec, definition) &&
    !isSampleItem(spec, definition) &&
    !inBrackets.test(spec.document.text.slice(definition.whole.start, definition.whole.end))
  const hasItems = spec.document.definitions.some((definition) => isInside(definition) && isWritten(definition))
  return hasItems || others.length > mostWritten * leaves.length ? undefined : written.length
}

// "[What was chosen]", but neither a mark (`[P]`) nor a reference (`[Completeness, Spec §FR-001]`).
const inBrackets = /\[(?![^\][\n]{0,200}(?:§|[A-Z]-?\d))\p{L}[^\][\n]{0,200}\s[^\][\n]{0,200}\](?![([])/u

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
