// What the comparison page shows: what changed in a specification since a version in git. Plain data, sent to the page.

export interface ComparisonModel {
  /** What the specification is compared with, for people. */
  base: string
  /** The number of changes, as a sentence. */
  summary: string
  specs: readonly ComparedSpec[]
}

export interface ComparedSpec {
  /** Its title, or its path if it has none. */
  title: string
  path: string
  /** Null if the specification was removed. */
  uri: string | null
  changes: readonly Change[]
}

export interface Change {
  mark: '+' | '-' | '~'
  /** The role of its item; null for what is about the specification. */
  role: string | null
  /** The place is null if the item was removed; `was` is its earlier id. */
  id: { text: string; place: Place | null; was: string | null } | null
  words: readonly ChangedWords[]
  scenarios: readonly { label: string; words: readonly ChangedWords[] }[]
  details: readonly string[]
  /** Where it is still referenced. */
  references: readonly (Place & { label: string })[]
}

/** A run of words. */
export interface ChangedWords {
  type: 'same' | 'removed' | 'added'
  text: string
}

/** A place in a document. The line counts from 1. */
export interface Place {
  uri: string
  line: number
}
