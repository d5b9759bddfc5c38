// What of a template is left over in a document: brackets, sample rows and lines, values of fields. The one owner of the
// question.
import { createObjectTable, perObject, perPair } from '../base/perObject.ts'
import { type Span, spanAt } from '../base/span.ts'
import type { Chunk } from '../document/chunk.ts'
import { entriesFrom, leavesOf, placeFinder } from '../document/leaves.ts'
import type { Definition, Document, Field } from '../document/model.ts'
import { blockAt } from '../document/places.ts'
import { folded, isPart, sampleLine } from './placeholders.ts'
import type { Placeholders, Template, TemplateField } from './template.ts'

/** A document and the template that it is read by. */
interface ReadByTemplate {
  document: Document
  template: Template
}

interface Filled extends ReadByTemplate {
  fields: ReadonlyMap<TemplateField, Field>
}

/** Text of the template in a document. */
export interface LeftOver extends Span {
  words: string
  /** A placeholder, or a line that the template has as a sample. */
  kind: 'placeholder' | 'sample'
}

/** Whether a field still has the value that its template has. */
export const isLeftOver = ({ value }: Pick<TemplateField, 'value'>, field: Pick<Field, 'value'>): boolean =>
  field.value.trim() === value

/** The placeholders and samples of its template that a document still has, in order; fields are told by `isLeftOver`. */
export function leftOversOf({ document, template }: ReadByTemplate): LeftOver[] {
  return document.chunks.flatMap(({ chunk, start: by }) =>
    leftOversIn(chunk, template.placeholders).flatMap((one): LeftOver[] => {
      // `[role]` where `[role]: …` is defined is a link.
      if (one.kind === 'placeholder' && document.links.has(one.words.slice(1, -1).toLowerCase())) return []
      return [{ ...one, start: one.start + by, end: one.end + by }]
    }),
  )
}

const longestLegend = 2000 // characters of a paragraph that is compared with the template's

/** The paragraphs, items and headings of a template, white space folded. */
const textsOf = perObject(
  ({ document }: Template): ReadonlySet<string> =>
    new Set(
      leavesOf(document).flatMap((one) => [folded(one.content()), folded(document.text.slice(one.start, one.end))]),
    ),
)

/** The first words of these texts: most others are told by theirs. */
const headsOf = perObject(
  (template: Template): ReadonlySet<string> => new Set([...textsOf(template)].map((text) => headOf(text, 0))),
)

const head = /\S{0,40}/y

function headOf(text: string, start: number): string {
  head.lastIndex = start
  return head.exec(text)?.[0] ?? ''
}

/**
 * Whether a place stands in text that the template has word for word: a legend that each of its documents keeps. What is
 * named in it is nothing that the writer speaks of.
 */
export function isTemplateText({ document, template }: ReadByTemplate, at: number): boolean {
  const block = blockAt(document, at)
  if (!block || block.end - block.start > longestLegend) return false
  if (!headsOf(template).has(headOf(document.text, block.start))) return false
  return textsOf(template).has(folded(document.text.slice(block.start, block.end)))
}

/** All that is still to be filled in. */
export interface Blanks {
  /** The fields that still have the template's value, where something has to be written there. */
  fields: readonly [TemplateField, Field][]
  /** Other text of the template, outside of these fields. */
  others: readonly LeftOver[]
}

/** What of its template a document still has, worked out once a version. */
export const blanksOf = perObject((spec: Filled): Blanks => {
  const fields = [...spec.fields].filter(([wanted, field]) => wanted.shape.type !== 'text' && isLeftOver(wanted, field))
  const values = fields.map(([, { valueSpan }]) => valueSpan).sort((a, b) => a.start - b.start)
  return { fields, others: leftOversOf(spec).filter(({ start }) => !spanAt(values, start)) }
})

const fewest = 8 // places that are summed up
const untouched = 0.8 // of the places of a template: nobody has begun yet

/** Whether a document is a copy of its template in which next to nothing was filled in. */
export function isUntouched(spec: Filled): boolean {
  const { fields, others } = blanksOf(spec)
  const places = fields.length + others.length
  return places >= fewest && places >= placesOf(spec.template) * untouched
}

/** How many places a template has that are to be filled in. */
const placesOf = perObject(
  (template: Template): number =>
    leftOversOf({ document: template.document, template }).length +
    template.fields.filter(({ shape }) => shape.type !== 'text').length,
)

/** The same for items, rows and paragraphs that are samples in the template: no headings, which documents keep. */
export function isSampleText(spec: ReadByTemplate, at: number): boolean {
  const block = blockAt(spec.document, at)
  return block !== undefined && block.type !== 'heading' && block.type !== 'code' && isTemplateText(spec, at)
}

const samples = createObjectTable<object, { template: Template; isSample: boolean }>()

/** The same for the start of a definition; kept while its text is the same. */
export function isSampleItem(spec: ReadByTemplate, { start, fact }: Definition): boolean {
  const last = fact && samples.get(fact.identity)
  if (last?.template === spec.template) return last.isSample
  const isSample = isSampleText(spec, start)
  if (fact) samples.set(fact.identity, { template: spec.template, isSample })
  return isSample
}

const leftOversIn = perPair((chunk: Chunk, placeholders: Placeholders): readonly LeftOver[] => [
  ...bracketsIn(chunk, placeholders),
  ...samplesIn(chunk, placeholders.lines),
])

function bracketsIn(chunk: Chunk, { prose, code, pattern }: Placeholders): LeftOver[] {
  const { text } = chunk
  const found: LeftOver[] = []
  const placeAt = placeFinder(chunk)
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { index } = match
    const place = placeAt(index)
    if (!place || place.type === 'html') continue
    if (!(place.type === 'code' ? code : prose).has(folded(match[0]))) continue
    const end = index + match[0].length
    const next = text[end]
    // A link, a reference or a definition: its text is the writer's own.
    const linked = next === '[' || next === ':' || text[index - 1] === ']' || isPart(text, index, end)
    const inCode = match[0].startsWith('<') ? place.inline === 'code' : place.inline !== undefined
    if (place.type !== 'code' && (linked || inCode)) continue
    found.push({ start: index, end, words: match[0], kind: 'placeholder' })
  }
  return found
}

/** The characters that some lines start with. */
const startsOf = perObject(
  (lines: ReadonlySet<string>): ReadonlySet<number> => new Set([...lines].map((line) => line.charCodeAt(0))),
)

const samplesIn = (chunk: Chunk, lines: ReadonlySet<string>): LeftOver[] =>
  entriesFrom(chunk, startsOf(lines)).flatMap(({ start, end, words: written }): LeftOver[] => {
    const words = sampleLine(written)
    return lines.has(words) ? [{ start, end, words, kind: 'sample' }] : []
  })
