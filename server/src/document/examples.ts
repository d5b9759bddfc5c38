// Ids that are named as an example: "(e.g., US1, US2)" explains how a thing is written, and speaks of no item.
import type { Span } from '../base/span.ts'
import { wordsOf } from '../languages/index.ts'
import { anyOf } from '../languages/pattern.ts'
import type { Document } from './model.ts'

const words = anyOf(wordsOf((language) => language.examples))
const named = new RegExp(`(?<![\\p{L}\\p{N}])${words}(?!(?<=[a-z])[a-z])[^().;:!?。；\\r\\n]*$`, 'iu')
const atOnce = new RegExp(`(?<![\\p{L}\\p{N}])${words}(?!(?<=[a-z])[a-z])[,，:：]?[\\s"'“(（]*$`, 'iu')
const longest = 160 // characters before it that are looked at

/** Whether words before a place, in its sentence or bracket, say that an example follows. */
export const isExample = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  named.test(text.slice(Math.max(0, start - longest), start))

/** Whether words for an example stand right before a place: "e.g. [NEEDS CLARIFICATION: how long?]". */
export const isExampleAtOnce = ({ text }: Pick<Document, 'text'>, { start }: Pick<Span, 'start'>): boolean =>
  atOnce.test(text.slice(Math.max(0, start - 30), start))
