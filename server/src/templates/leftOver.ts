// Finds what is left over of the template in a document: placeholders, sample rows and lines, values of fields. The only place
// that decides this.
import { groupBy } from '../base/groups.ts'
import { createObjectTable, perObject, perPair } from '../base/perObject.ts'
import { firstIndexFrom, type Span, spanAt } from '../base/span.ts'
import type { Chunk } from '../document/chunk.ts'
import { entriesFrom, leavesOf, placeFinder } from '../document/leaves.ts'
import type { Definition, Document, Field } from '../document/model.ts'
import { blockAt } from '../document/places.ts'
import { folded, isPart, sampleLine } from './placeholders.ts'
import type { Placeholders, Template, TemplateField } from './template.ts'

/** A document with its template. */
interface ReadByTemplate {
  document: Document
  template: Template
}

interface Filled extends ReadByTemplate {
  fields: ReadonlyMap<TemplateField, Field>
}

/** Left-over text of the template in a document. */
export interface LeftOver extends Span {
  words: string
  /** A placeholder, or a sample line of the template. */
  kind: 'placeholder' | 'sample'
}

/** Whether a field still has the value of the template. */
export const isLeftOver = ({ value }: Pick<TemplateField, 'value'>, field: Pick<Field, 'value'>): boolean =>
  field.value.trim() === value

/** The placeholders and samples of the template that a document still has, in order. For fields, see `isLeftOver`. */
export function leftOversOf({ document, template }: ReadByTemplate): LeftOver[] {
  return document.chunks.flatMap(({ chunk, start: by }) =>
    leftOversIn(chunk, template.placeholders).flatMap((leftOver): LeftOver[] => {
      // `[role]` is a link if the document has a definition `[role]: …`.
      if (leftOver.kind === 'placeholder' && document.links.has(leftOver.words.slice(1, -1).toLowerCase())) return []
      return [{ ...leftOver, start: leftOver.start + by, end: leftOver.end + by }]
    }),
  )
}

const longestLegend = 2000 // characters; longer blocks are not compared with the template

/** The paragraphs, items and headings of a template, with white space folded. */
const textsOf = perObject(
  ({ document }: Template): ReadonlySet<string> =>
    new Set(
      leavesOf(document).flatMap((leaf) => [folded(leaf.content()), folded(document.text.slice(leaf.start, leaf.end))]),
    ),
)

/** The first words of these texts, which rule out most other texts cheaply. */
const manifestEntries = perObject(
  (template: Template): ReadonlySet<string> => new Set([...textsOf(template)].map((text) => headOf(text, 0))),
)

const head = /\S{0,40}/y

function headOf(text: string, start: number): string {
  head.lastIndex = start
  return head.exec(text)?.[0] ?? ''
}

/**
 * Whether an offset is in a text that the template has word for word, such as a legend that each document keeps. Ids in it
 * are not the writer's.
 */
export function isTemplateText({ document, template }: ReadByTemplate, at: number): boolean {
  const block = blockAt(document, at)
  if (!block || block.end - block.start > longestLegend) return false
  if (!manifestEntries(template).has(headOf(document.text, block.start))) return false
  return textsOf(template).has(folded(document.text.slice(block.start, block.end)))
}

/** Everything that is still to be filled in. */
export interface Blanks {
  /** The fields that still have the template's value and need another one. */
  fields: readonly [TemplateField, Field][]
  /** Left-over text outside of these fields. */
  texts: readonly LeftOver[]
}

/** The blanks of a document, computed once per version. */
export const blanksOf = perObject((spec: Filled): Blanks => {
  const fields = [...spec.fields].filter(([wanted, field]) => wanted.shape.type !== 'text' && isLeftOver(wanted, field))
  const values = fields.map(([, { valueSpan }]) => valueSpan).sort((a, b) => a.start - b.start)
  return { fields, texts: leftOversOf(spec).filter(({ start }) => !spanAt(values, start)) }
})

/** Whether the title or text of an item still has a placeholder: "### User Story 2 - [Brief Title]". */
export function hasBlankIn(spec: Filled, { form, start, whole, section }: Definition): boolean {
  const end = form === 'heading' && section ? section.name.end : whole.end
  const { texts } = blanksOf(spec)
  return (texts[firstIndexFrom(texts, start)]?.start ?? end) < end
}

/** Whether an offset is in template text other than a heading or code. Documents keep the headings of the template. */
export function isSampleText(spec: ReadByTemplate, at: number): boolean {
  const block = blockAt(spec.document, at)
  return block !== undefined && block.type !== 'heading' && block.type !== 'code' && isTemplateText(spec, at)
}

const sampleItems = createObjectTable<object, { template: Template; isSample: boolean }>()

/** Whether a definition is in such a text. Cached as long as the text of its item is the same. */
export function isSampleItem(spec: ReadByTemplate, { start, fact }: Definition): boolean {
  const cached = fact && sampleItems.get(fact.identity)
  if (cached?.template === spec.template) return cached.isSample
  const isSample = isSampleText(spec, start)
  if (fact) sampleItems.set(fact.identity, { template: spec.template, isSample })
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
    // The text of a link, a reference or a definition is the writer's.
    const linked = next === '[' || next === ':' || text[index - 1] === ']' || isPart(text, index, end)
    if (/^\[[A-Z][A-Z0-9_-]*\]$/.test(match[0]) && isBehindId.test(text.slice(Math.max(0, index - 80), index))) continue // a tag
    const inCode = match[0].startsWith('<') ? place.inline === 'code' : place.inline !== undefined
    if (place.type !== 'code' && (linked || inCode)) continue
    found.push({ start: index, end, words: match[0], kind: 'placeholder' })
  }
  return found
}

// `- [ ] T061 [P] ` before `[OBSERV] Measure it`
const isBehindId = /\b[A-Z]{1,4}-?\d{1,4}[a-z]?\*{0,2}(?:[ \t]+\[[^[\]\r\n]{1,16}\])*[ \t]+$/

/** The first characters of the lines. */
const startsOf = perObject(
  (lines: ReadonlySet<string>): ReadonlySet<number> => new Set([...lines].map((line) => line.charCodeAt(0))),
)

const samplesIn = (chunk: Chunk, lines: ReadonlySet<string>): LeftOver[] =>
  entriesFrom(chunk, startsOf(lines)).flatMap(({ start, end, words: written }): LeftOver[] => {
    const words = sampleLine(written)
    return lines.has(words) ? [{ start, end, words, kind: 'sample' }] : []
  })

/**
 * The prefixes of ids whose items are complete sentences in a template, such as "TG-001: Each user story MUST map to a
 * requirement". These are rules for the document itself.
 */
export const rulesOf = perObject(({ document, kinds }: Template): ReadonlySet<string> => {
  const items = groupBy(document.definitions, ({ id }) => id.prefix)
  const isRule = ({ end, whole }: Definition): boolean => {
    const words = document.text.slice(end, whole.end)
    return !/[[\]<>{}]|\.{3}|…/.test(words) && words.trim().length > shortestRule
  }
  return new Set(
    [...items].flatMap(([prefix, all]) =>
      all.length > 1 && prefix !== 'FR' && all.every(isRule) && kinds.some((kind) => kind.prefix === prefix)
        ? [prefix]
        : [],
    ),
  )
})

const shortestRule = 20 // characters
