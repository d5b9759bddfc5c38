// The types of a document and its facts, whatever its format: plain data with offsets into the text.
// `read.ts` makes a document once per version. Everything else only reads it.

import type { Span } from '../base/span.ts'
import type { Box, LinkDefinition } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import type { Conflict } from './conflicts.ts'
import type { Id } from './ids.ts'
import type { LinkTarget } from './links.ts'
import type { Qualifier, Surrounding } from './qualifier.ts'

export interface Section extends Span {
  /** The heading as written, including marks such as `*(mandatory)*`. */
  title: string
  /** The title for comparison, see `normalTitle`. */
  key: string
  /** The span of the heading's text. */
  name: Span
  level: number
  /** The offset after the heading's line. */
  body: number
  parent: Section | undefined
  /** The index in `Document.sections`. */
  index: number
  /** Stays the same object as long as the chunk of the heading is the same. What follows from the heading is attached to it. */
  heading: object
}

/** A field of the metadata: a line `**Key**: value`, or a table row, before the first section. */
export interface Field extends Span {
  key: string
  name: Span
  value: string
  valueSpan: Span
  /** Whether it is a row of a table. */
  row: boolean
}

export type Form = 'item' | 'heading' | 'row' | 'paragraph'

/** An id in a position that defines it: at the start of a list item, heading, table row or bold paragraph. */
export interface Definition extends Span {
  id: Id
  /** The whole list item, row, heading or paragraph. */
  whole: Span
  form: Form
  /**
   * Whether more than its position makes it a definition: bold, a colon, a checkbox. A bare id at the start of a bullet may be
   * a reference.
   */
  strong: boolean
  /** For rows: the index of the table in the document, from 0; otherwise -1. */
  table: number
  /** The number of list items around its list item. */
  depth: number
  box: Box | undefined
  /** Whether the marks around it contain more words: `**FR-001 limits**`. */
  titled: boolean
  /** Whether its line defines several ids: `T024–T031`, `FR-001 / FR-002`. */
  shared: boolean
  section: Section | undefined
  /** The other specification that the id belongs to, so that it is not defined here; see `Reference`. */
  qualifier: Qualifier | undefined
  /** The fact in its chunk; undefined for a definition that is not written in the text. */
  fact: DefinitionFact | undefined
}

/** A definition in its chunk. Offsets count from the start of the chunk. */
export interface DefinitionFact extends Omit<Definition, 'qualifier' | 'fact'> {
  surrounding: Surrounding
  /** Stays the same object while the item says the same. Derived facts are attached to it. */
  identity: object
}

/** An id that is not a definition, or a range of ids. */
export interface Reference extends Span {
  id: Id
  /** The last id of a range. */
  last: Id | undefined
  /** Whether it is in a code span, a code block, HTML or a comment. */
  code: boolean
  section: Section | undefined
  /** The other specification that it belongs to; undefined for an id of the document's own specification. */
  qualifier: Qualifier | undefined
}

/** A reference in its chunk. Offsets count from the start of the chunk. */
export interface ReferenceFact extends Omit<Reference, 'qualifier'> {
  surrounding: Surrounding
}

/** A marker of an open or answered question. */
export interface Clarification extends Span {
  state: 'open' | 'answered'
  /** The question or answer, on one line. */
  question: string
  /** The span of the question in the marker; empty for a marker without a question. */
  inner: Span
  /** False for a marker without brackets, as plans have them. */
  bracketed: boolean
  section: Section | undefined
}

/** A list item that starts with a paragraph. */
export interface ListEntry extends Span {
  /** The number of list items around it. */
  depth: number
  /** The entry that contains it. */
  parent: ListEntry | undefined
  quoted: boolean
  ordered: boolean
  box: Box | undefined
  /** The first line after the checkbox, and its text. */
  line: Span
  words: string
  /** Whether it contains a definition. */
  named: boolean
  section: Section | undefined
}

/** A chunk with its place in the document. */
export interface PlacedChunk {
  chunk: Chunk
  /** The offset of its start in the text. */
  start: number
  /** The numbers of sections and tables of the document that start before it. */
  section: number
  table: number
}

/** What a text says. Offsets count in the whole text. Lists of facts are made on first use. */
export interface Document {
  readonly text: string
  /** The chunks of the text, in order. All facts are read from them. */
  readonly chunks: readonly PlacedChunk[]
  /** The section of the first heading of level 1. */
  readonly title: Section | undefined
  readonly sections: readonly Section[]
  /** Merge conflicts that git left. All other facts are read from one side of them. */
  readonly conflicts: readonly Conflict[]
  readonly fields: readonly Field[]
  readonly definitions: readonly Definition[]
  readonly references: readonly Reference[]
  readonly clarifications: readonly Clarification[]
  /** The targets of inline links and images, and of link definitions. */
  readonly linkTargets: readonly LinkTarget[]
  /** Link definitions by label, in lower case. The first definition of a label counts. */
  readonly links: ReadonlyMap<string, LinkDefinition>
}
