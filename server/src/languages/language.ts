// What a language has to say: the words by which specifications in it are read. Data alone, one file a language.

/** `review`: being read by others. `approved`: agreed on, being built. `done`: built, or archived. */
export type Stage = 'draft' | 'review' | 'approved' | 'done'

/** Metadata that templates have. */
export type FieldName = 'status' | 'created' | 'updated' | 'branch' | 'input' | 'owner' | 'type' | 'issue'

/** Sections of the templates of spec-kit and seed, by what they are for. */
export type SectionName =
  | 'metadata'
  | 'summary'
  | 'problem'
  | 'stories'
  | 'scenarios'
  | 'requirements'
  | 'functional'
  | 'nonFunctional'
  | 'nonGoals'
  | 'criteria'
  | 'outcomes'
  | 'edgeCases'
  | 'assumptions'
  | 'clarifications'
  | 'entities'
  | 'design'
  | 'tasks'

/** What stands before a colon: parts of a story, of a phase, and of an entry in the log of decisions. */
export type LabelName =
  | 'acceptance'
  | 'independentTest'
  | 'whyPriority'
  | 'priority'
  | 'checkpoint'
  | 'context'
  | 'answer'
  | 'reason'
  | 'references'
  | 'askedBy'
  | 'decidedBy'

export type Words = readonly string[]

/** All words are in small letters, where the language has them; a `*` at the end stands for any letters. */
export interface Language {
  /** The tag of BCP 47. */
  readonly code: string
  readonly story: {
    /** What stands before the number of a user story, in the forms that texts use. */
    readonly full: Words
    /** The same before the numbers of several, where that is another form. */
    readonly several: Words
    /** Shorter names: a story at the start of a heading, anything else elsewhere. */
    readonly short: Words
  }
  readonly fields: Readonly<Record<FieldName, Words>>
  /** Values of the status. */
  readonly stages: Readonly<Record<Stage, Words>>
  /** Of the words for what is expected, those of two ASCII letters count in bold alone. */
  readonly scenario: { readonly given: Words; readonly when: Words; readonly expected: Words; readonly and: Words }
  /** Titles of sections. */
  readonly sections: Readonly<Partial<Record<SectionName, Words>>>
  readonly labels: Readonly<Record<LabelName, Words>>
  /** What became of an item that does not stand any more. */
  readonly fates: Words
  readonly obligations: {
    /** Those that are written in capitals where they oblige: RFC 2119 in this language. */
    readonly keywords: Words
    /** Other words of duty, permission and ability. */
    readonly others: Words
  }
  /** Words that tell how many or how often: what can be counted or observed. */
  readonly quantities: Words
  /** Of tasks that check or describe what others make: what they start with and, where the verb comes last, what they end with. */
  readonly checks: { readonly first: Words; readonly last: Words }
  /** "And so on" at the end of a list. */
  readonly openEnded: Words
  /** Of questions in brackets; in capitals, or with one at their start. */
  readonly markers: { readonly open: Words; readonly answered: Words }
  /** "For example", with its dots. */
  readonly examples: Words
  /** Marks behind the title of a section that may be left out. */
  readonly optional: Words
  /** Between the ends of a range of ids, and between the ids of a list. */
  readonly joints: { readonly range: Words; readonly list: Words }
  /** Frequent small words that tell the language. */
  readonly common: Words
}

/** The items of a list that is written with commas, over any lines. */
export const list = (words: string): Words => words.split(',').map((word) => word.trim())
