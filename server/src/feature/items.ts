// The text of requirements, criteria, tasks and stories, as the rules about their words and their coverage need it.

import { firstFrom, type Span, spanAt } from '../base/span.ts'
import type { Definition, Document } from '../document/model.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { Feature } from './feature.ts'

/** A requirement or criterion with what it says. */
export interface Item {
  definition: Definition
  /** From behind the id to the end of the item; of a heading, to the end of its section. */
  body: Span
}

/** The items of a role that a document defines, those that stand for several ids (`T024–T031`) left out. */
export function itemsOf(spec: SpecDocument, role: Role): Item[] {
  return definitionsOf(spec, role)
    .filter(({ shared }) => !shared)
    .map((definition) => ({ definition, body: bodyOf(definition) }))
}

/** What an id is about: the rest of its item, row or paragraph; for a heading, its section. */
function bodyOf({ form, end, whole, section }: Definition): Span {
  return { start: end, end: Math.max(end, form === 'heading' && section ? section.end : whole.end) }
}

/** The words of a span, with code spans and comments blanked out: offsets stay. */
export function proseOf({ text, scan }: Document, { start, end }: Span): string {
  const source = text.slice(start, end)
  if (!source.includes('`') && !source.includes('<')) return source
  let out = ''
  let at = start
  for (let k = firstFrom(scan.inlines, start); k < scan.inlines.length; k++) {
    const inline = scan.inlines[k] as Span
    if (inline.start >= end) break
    out +=
      text.slice(at, Math.max(at, inline.start)) + ' '.repeat(Math.min(inline.end, end) - Math.max(at, inline.start))
    at = Math.min(inline.end, end)
  }
  return out + text.slice(at, end)
}

/** A place in the prose of an item, as a span of the document; undefined inside a question, which is open anyway. */
export function spanIn({ clarifications }: SpecDocument, body: Span, index: number, length: number): Span | undefined {
  const start = body.start + index
  return spanAt(clarifications, start) ? undefined : { start, end: start + length }
}

/** Whether a text is written in words of a language that the rules about words know: English. */
export const isEnglish = (text: string): boolean =>
  /\b(?:the|a|an|to|of|and|is|are|for|with|in|on|must|shall)\b/i.test(text)

/** The name of what a role is called, for one and for several. */
export const nounOf = (role: Role): readonly [string, string] =>
  role === 'criterion' ? ['criterion', 'criteria'] : role === 'story' ? ['story', 'stories'] : [role, `${role}s`]

/** Whether a document of the feature has items of a role. */
export const hasAny = ({ documents }: Feature, role: Role): boolean =>
  documents.some((spec) => definitionsOf(spec, role).length > 0)
