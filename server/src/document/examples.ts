// Ids that are named as an example: "(e.g., US1, US2)" explains how a thing is written, and speaks of no item.
import type { Span } from '../base/span.ts'
import type { Document } from './model.ts'

const words =
  'e\\. ?g\\.|for (?:example|instance)\\b|z\\. ?B\\.|zum Beispiel\\b|par exemple\\b|p\\. ?ex\\.|por (?:ejemplo|exemplo)\\b|p\\. ?ej\\.|np\\.|например|例如|比如|例えば|たとえば|예를 들어|예:'
const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})[^().;:!?。；\\r\\n]*$`, 'iu')
const atOnce = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})[,，:：]?[\\s"'“(（]*$`, 'iu')
const longest = 160 // characters before it that are looked at

/** Whether words before a place, in its sentence or bracket, say that an example follows. */
export const isExample = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  named.test(text.slice(Math.max(0, start - longest), start))

/** Whether words for an example stand right before a place: "e.g. [NEEDS CLARIFICATION: how long?]". */
export const isExampleAtOnce = ({ text }: Pick<Document, 'text'>, { start }: Pick<Span, 'start'>): boolean =>
  atOnce.test(text.slice(Math.max(0, start - 30), start))
