// What a specification document says, whatever its format: plain data with offsets into the text.
// Collected once per version by read.ts; rules and features only read it.

import type { Span } from '../base/span.ts'
import type { Box, Definition as Link } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import type { Conflict } from './conflicts.ts'
import type { Id } from './ids.ts'
import type { LinkTarget } from './links.ts'
import type { Qualifier, Surrounding } from './qualifier.ts'

export interface Section extends Span {
  /** As written, without marks such as `*(mandatory)*`. */
  title: string
  /** The title's words for comparison, see `normalTitle`. */
  key: string
  /** Where the heading's text stands. */
  name: Span
  level: number
  /** After the heading's line. */
  body: number
  parent: Section | undefined
  /** Position in `Spec.sections`. */
  index: number
}

/** A line `**Key**: value` before the first section. */
export interface Field extends Span {
  key: string
  name: Span
  value: string
  valueSpan: Span
  /** Stands in a table. */
  row: boolean
}

export type Form = 'item' | 'heading' | 'row' | 'paragraph'

/** An id at a place where ids are defined: the start of a list item, heading, table row or bold paragraph. */
export interface Definition extends Span {
  id: Id
  /** All of it: the list item, row, heading or paragraph. */
  whole: Span
  form: Form
  /** Told by more than its place: bold, a colon, a box. A bare id at the start of a bullet may be a mention. */
  strong: boolean
  /** For rows: which table of the document, from 0. */
  table: number
  /** Nesting of its list item. */
  depth: number
  box: Box | undefined
  /** The marks around it hold more words: `**FR-001 limits**`. */
  titled: boolean
  /** Its line stands for several ids: `T024–T031`, `FR-001 / FR-002`. */
  shared: boolean
  section: Section | undefined
  /** Whose it is where it does not define: see `Reference`. */
  qualifier: Qualifier | undefined
  /** As it was read in its part; undefined for what is written nowhere. */
  fact: DefinitionFact | undefined
}

/** A definition as it stands in its part of the text, offsets from the start of that. */
export interface DefinitionFact extends Omit<Definition, 'qualifier' | 'fact'> {
  surrounding: Surrounding
  /** The same object while all that an item says is the same: what is made of it may hang on it. */
  identity: object
}

/** An id anywhere else, or a range of them. */
export interface Reference extends Span {
  id: Id
  /** The last id of a range. */
  last: Id | undefined
  /** Stands in a code span, a code block, HTML or a comment. */
  code: boolean
  section: Section | undefined
  /** The other specification that it belongs to; undefined for the document's own ids. */
  qualifier: Qualifier | undefined
}

/** A reference as it stands in its part of the text, offsets from the start of that. */
export interface ReferenceFact extends Omit<Reference, 'qualifier'> {
  surrounding: Surrounding
}

export interface Clarification extends Span {
  state: 'open' | 'answered'
  /** What is asked, or what was answered, on one line. */
  question: string
  /** Where it stands in the marker; empty for words without a question. */
  inner: Span
  /** False for words without brackets, as plans have them. */
  bracketed: boolean
  section: Section | undefined
}

/** A list item that starts with a paragraph. */
export interface ListEntry extends Span {
  /** Number of list items around it. */
  depth: number
  /** The entry around it. */
  parent: ListEntry | undefined
  quoted: boolean
  ordered: boolean
  box: Box | undefined
  /** Its first line behind the box, and the words there. */
  line: Span
  words: string
  /** An id stands in it where ids are defined: at the start of a line. */
  named: boolean
  section: Section | undefined
}

/** A part of a text in its place. */
export interface PlacedChunk {
  chunk: Chunk
  /** Its start in the text. */
  start: number
  /** How many sections and tables of the document start before it. */
  section: number
  table: number
}

/** Lists of facts have their places in the whole text, and are made when somebody asks. */
export interface Document {
  readonly text: string
  /** The parts of the text, in order: all that is read is read of them. */
  readonly chunks: readonly PlacedChunk[]
  /** The text of the first heading of level 1. */
  readonly title: Section | undefined
  readonly sections: readonly Section[]
  /** Merge conflicts that git left; all else is read of one side of them. */
  readonly conflicts: readonly Conflict[]
  readonly fields: readonly Field[]
  readonly definitions: readonly Definition[]
  readonly references: readonly Reference[]
  readonly clarifications: readonly Clarification[]
  /** Destinations of links and pictures, inline ones and those of link definitions. */
  readonly linkTargets: readonly LinkTarget[]
  /** Link definitions by label, in small letters; the first one of a label counts. */
  readonly links: ReadonlyMap<string, Link>
}
