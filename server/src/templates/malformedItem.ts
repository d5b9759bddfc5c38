// What is known about a line that was meant as an item but cannot be read as one.
import type { Span } from '../base/span.ts'
import type { Id } from '../document/ids.ts'
import type { IdKind } from './template.ts'

/** A line that was meant as an item. */
export interface Malformed extends Span {
  kind: IdKind
  /** The text of the span. */
  written: string
  /** Why it is not read, as a part of a message. */
  reason: string
  /** The id that was meant. It has the next free number if the text does not say which. */
  meant: Id
  /** Whether the number of `meant` is the written one. */
  certain: boolean
  /** Whether it is a well-formed id, which is a reference if another document defines it. */
  mayBeReference: boolean
  /** A mistake that is usually made for many items at once: a missing list marker, or ids that are formatted as code. */
  group?: 'unmarked' | 'coded'
  /** The corrected text. Undefined if the mistake is in the text after the span. */
  replacement: string | undefined
}
