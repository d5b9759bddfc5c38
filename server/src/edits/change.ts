// A change of one or several documents that is made all at once, or not at all. Plain data; whoever applies it has to see
// that the documents are still what they were.

import type { Edit } from '../base/edit.ts'
import type { Span } from '../base/span.ts'

export interface DocumentChange {
  /** As of `Reading.path`; empty for a document that is on no disk. */
  path: string
  /** What the document is now; undefined for one that has to be made. */
  before: string | undefined
  /** Against `before`, in its order. */
  edits: Edit[]
}

export interface Change {
  /** What is done, in words. */
  label: string
  documents: DocumentChange[]
  /** Where the writer goes on, in the document as it will be; `rest`: further blanks there. */
  cursor?: Span & { path: string; rest?: readonly Span[] }
}

/** Where the words of a part of a text end: before blank lines, and before a rule that stands behind them. */
export function wordsEnd(text: string, { start, end }: Span): number {
  const words = text.slice(start, end).trimEnd()
  const rule = /[\r\n][ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.exec(words.slice(-100))?.[0]
  return start + (rule === undefined ? words : words.slice(0, -rule.length).trimEnd()).length
}
