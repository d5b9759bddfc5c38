// Ids and markers that are only examples: "(e.g., US1, US2)" shows how ids are written and refers to no item.
import type { Span } from '../base/span.ts'
import { wordsOf } from '../languages/index.ts'
import { anyOf } from '../languages/pattern.ts'
import type { Document } from './model.ts'

const words = anyOf(wordsOf((language) => language.examples))
const inSentence = new RegExp(`(?<![\\p{L}\\p{N}])${words}(?!(?<=[a-z])[a-z])[^().;:!?。；\\r\\n]*$`, 'iu')
const directlyBefore = new RegExp(`(?<![\\p{L}\\p{N}])${words}(?!(?<=[a-z])[a-z])[,，:：]?[\\s"'“(（]*$`, 'iu')
const longest = 160 // characters before a reference that are examined

/** Whether words for "for example" precede a reference in its sentence or brackets. */
export const isExample = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  inSentence.test(text.slice(Math.max(0, start - longest), start))

/** Whether words for "for example" directly precede a marker: "e.g. [NEEDS CLARIFICATION: how long?]". */
export const isExampleAtOnce = ({ text }: Pick<Document, 'text'>, { start }: Pick<Span, 'start'>): boolean =>
  directlyBefore.test(text.slice(Math.max(0, start - 30), start))
