// The items of a document by role, with their text in the forms that rules about wording read.
import { lazily } from '../base/lazy.ts'
import { perObject } from '../base/perObject.ts'
import { type Span, spanAt } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import { isWithdrawn } from '../document/fate.ts'
import type { Definition, Document } from '../document/model.ts'
import { leadText } from '../document/places.ts'
import { proseOf } from '../document/prose.ts'
import { hasScenarioWords, isListed, refersToScenarios, type Step, stepsOf } from '../document/scenarios.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { Feature } from './feature.ts'
import { openingWords } from './itemText.ts'

/** An item with its text. Texts are computed on access. */
export interface Item {
  definition: Definition
  role: Role
  /** From the end of the id to the end of the item, or to the end of the section for a heading. */
  body: Span
  /** The source text of the body, of 4,000 characters at most. */
  readonly text: string
  /** The whole body, with code spans and comments replaced by blanks. Offset 0 is `body.start`. */
  readonly prose: string
  /** Its first words, for messages. */
  readonly opening: string
  /** The sentence that introduces its list: "The system MUST offer:". Empty if there is none. */
  readonly lead: string
  /** Its top-level list items: the scenarios. */
  readonly steps: readonly Step[]
  /** Whether it has a list, a table or an example, describes a scenario in words, or refers to scenarios elsewhere. */
  readonly illustrated: boolean
  /** Whether the text says that it was moved, removed or postponed. */
  readonly withdrawn: boolean
  /** Converts a place in `prose` to a span of the document. Undefined inside a question, which is open anyway. */
  spanIn(index: number, length: number): Span | undefined
}

const longest = 4000

/** The definitions of a role, without those that share a line with others (`T024–T031`). */
export const definedItems = (spec: SpecDocument, role: Role): readonly Definition[] => {
  const all = definitionsOf(spec, role)
  return all.some(({ shared }) => shared) ? all.filter(({ shared }) => !shared) : all
}

/** The items of a role that a document defines. */
export const itemsOf = (spec: SpecDocument, role: Role): Item[] =>
  definedItems(spec, role).map((definition) => itemOf(spec, role, definition))

const itemsByDefinition = perObject((_: SpecDocument) => new Map<Definition, Item>())

/** The item of a definition. Always the same object for the same document. */
export function itemOf(spec: SpecDocument, role: Role, definition: Definition): Item {
  const items = itemsByDefinition(spec)
  const item = items.get(definition) ?? readItem(spec, role, definition)
  items.set(definition, item)
  return item
}

function readItem(spec: SpecDocument, role: Role, definition: Definition): Item {
  const body = bodyOf(definition)
  const spanIn: Item['spanIn'] = (index, length) => {
    const start = body.start + index
    return spanAt(spec.clarifications, start) ? undefined : { start, end: start + length }
  }
  return makeItem({ spec, definition, role, body, spanIn })
}

type Words = Pick<Item, 'text' | 'prose' | 'opening' | 'lead' | 'steps' | 'illustrated' | 'withdrawn'>

const makeItem = lazily<Omit<Item, keyof Words> & { spec: SpecDocument }, Words>({
  text: ({ spec: { document }, body: { start, end } }) => document.text.slice(start, Math.min(end, start + longest)),
  prose: ({ spec: { document }, body }) => proseOf(document, body),
  opening: ({ spec: { document }, definition }) => excerpt(openingWords(document, definition)),
  lead: ({ spec: { document }, definition }) => leadOf(document, definition),
  steps: ({ spec: { document }, body }) => stepsOf(document, body),
  withdrawn: ({ spec: { document }, definition }) => isWithdrawn(document, definition),
  illustrated: ({ spec: { document }, body }) => {
    if (isListed(document, body)) return true
    const text = document.text.slice(body.start, body.end)
    return hasScenarioWords(text) || refersToScenarios(text)
  },
})

/** The body of an id: the rest of its list item, row or paragraph, or the section of a heading. */
const bodyOf = ({ form, end, whole, section }: Definition): Span => ({
  start: end,
  end: Math.max(end, form === 'heading' && section ? section.end : whole.end),
})

function leadOf({ text }: Document, definition: Definition): string {
  const before = leadText(text, definition)
  const lead = /[^\n]*[:：][ \t*_]*(?=\r?\n\s*[-*+\d])/.exec(`${before}\n-`)?.[0] ?? ''
  return /^\s*[-*+]\s/.test(lead) ? '' : lead
}

/** The noun for items of a role, in singular and plural. */
export const nounOf = (role: Role): readonly [string, string] =>
  role === 'criterion' ? ['criterion', 'criteria'] : role === 'story' ? ['story', 'stories'] : [role, `${role}s`]

/** Whether any document of the feature has items of a role. */
export const hasAny = ({ documents }: Feature, role: Role): boolean =>
  documents.some((spec) => definitionsOf(spec, role).length > 0)
