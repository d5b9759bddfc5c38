// A change of one or several documents that is applied completely or not at all. Plain data; the caller has to check that the
// documents have not changed before it applies the change.

import type { Edit } from '../base/edit.ts'
import type { Span } from '../base/span.ts'

export interface DocumentChange {
  /** The path of the document; empty for a document that is not on disk. */
  path: string
  /** The present text; undefined for a document that has to be created. */
  before: string | undefined
  /** Relative to `before`, in order. */
  edits: Edit[]
}

export interface Change {
  /** For the undo history of the editor. */
  label: string
  documents: DocumentChange[]
  /** Where the writer continues, in the changed document; `rest`: further blanks there. */
  cursor?: Span & { path: string; rest?: readonly Span[] }
}

/** Where the words of a part of a text end: before trailing blank lines and a thematic break. */
export function wordsEnd(text: string, { start, end }: Span): number {
  const words = text.slice(start, end).trimEnd()
  const rule = /[\r\n][ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.exec(words.slice(-100))?.[0]
  return start + (rule === undefined ? words : words.slice(0, -rule.length).trimEnd()).length
}
