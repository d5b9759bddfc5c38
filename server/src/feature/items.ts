// The items of a document by what they are for, with what each says: what rules about words read.
import { lazily } from '../base/lazy.ts'
import { perObject } from '../base/perObject.ts'
import { type Span, spanAt } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import { leadText } from '../document/definitions.ts'
import { isWithdrawn } from '../document/fate.ts'
import type { Definition, Document } from '../document/model.ts'
import { chunkAt } from '../document/places.ts'
import { proseOf } from '../document/prose.ts'
import { isListed, isTold, refersToScenarios, type Step, stepsOf } from '../document/scenarios.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { Feature } from './feature.ts'
import { openingWords } from './itemText.ts'

/** An item with what it says. Texts are made when somebody asks for them. */
export interface Item {
  definition: Definition
  role: Role
  /** From behind the id to the end of the item; of a heading, to the end of its section. */
  body: Span
  /** All that it says, as it is written, of 4,000 characters at most. */
  readonly text: string
  /** The same without limit, with code spans and comments blanked out: `body.start` is offset 0. */
  readonly prose: string
  /** Its first words, for a message. */
  readonly opening: string
  /** The sentence that its list starts from: "The system MUST offer:". Empty without one. */
  readonly lead: string
  /** The list items in it that stand at the top: its scenarios. */
  readonly steps: readonly Step[]
  /** It has a list, a table or an example, says in words what is given and expected, or names the scenarios that do. */
  readonly illustrated: boolean
  /** It is said to be moved, removed or put off. */
  readonly withdrawn: boolean
  /** A place in the prose, as a span of the document; undefined inside a question, which is open anyway. */
  spanIn(index: number, length: number): Span | undefined
}

const longest = 4000

/** The definitions of a role that stand for one id each: not those of a line for several (`T024–T031`). */
export const definedItems = (spec: SpecDocument, role: Role): readonly Definition[] => {
  const all = definitionsOf(spec, role)
  return all.some(({ shared }) => shared) ? all.filter(({ shared }) => !shared) : all
}

/** The items of a role that a document defines. */
export const itemsOf = (spec: SpecDocument, role: Role): Item[] =>
  definedItems(spec, role).map((definition) => itemOf(spec, role, definition))

/** What may hang on an item: an object that is the same while all that it says is; undefined where several parts hold it. */
export function identityOf(document: Document, { form, section, fact, whole }: Definition): object | undefined {
  if (form !== 'heading' || !section) return fact?.identity
  // No section stands below its own, and no list in it goes on in the next part.
  const part = chunkAt(document, whole.start)
  return part && section.end <= part.start + part.chunk.text.length ? fact?.identity : undefined
}

const itemsKnown = perObject((_: SpecDocument) => new Map<Definition, Item>())

/** An item of a document by its definition: the same one for everybody who asks. */
export function itemOf(spec: SpecDocument, role: Role, definition: Definition): Item {
  const items = itemsKnown(spec)
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
    return isTold(text) || refersToScenarios(text)
  },
})

/** What an id is about: the rest of its item, row or paragraph; for a heading, its section. */
const bodyOf = ({ form, end, whole, section }: Definition): Span => ({
  start: end,
  end: Math.max(end, form === 'heading' && section ? section.end : whole.end),
})

function leadOf({ text }: Document, definition: Definition): string {
  const before = leadText(text, definition)
  const lead = /[^\n]*[:：][ \t*_]*(?=\r?\n\s*[-*+\d])/.exec(`${before}\n-`)?.[0] ?? ''
  return /^\s*[-*+]\s/.test(lead) ? '' : lead
}

/** The name of what a role is called, for one and for several. */
export const nounOf = (role: Role): readonly [string, string] =>
  role === 'criterion' ? ['criterion', 'criteria'] : role === 'story' ? ['story', 'stories'] : [role, `${role}s`]

/** Whether a document of the feature has items of a role. */
export const hasAny = ({ documents }: Feature, role: Role): boolean =>
  documents.some((spec) => definitionsOf(spec, role).length > 0)
