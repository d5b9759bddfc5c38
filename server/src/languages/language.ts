// The type of a language: the words by which specifications in it are read. Each language is a file of data.

/** `review`: being read by others. `approved`: agreed on, being built. `done`: built, or archived. */
export type Stage = 'draft' | 'review' | 'approved' | 'done'

/** The metadata fields of templates. */
export type FieldName = 'status' | 'created' | 'updated' | 'branch' | 'input' | 'owner' | 'type' | 'issue'

/** The sections of the templates of spec-kit and seed, by purpose. */
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

/** Labels before a colon: in a story, in a phase, and in an entry of the decision log. */
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

/** Words are in lower case, where the script has it. A `*` at the end of a word stands for any letters. */
export interface Language {
  /** A BCP 47 language tag. */
  readonly code: string
  readonly story: {
    /** The name of a user story before its number, in all forms that texts use. */
    readonly full: Words
    /** The plural, before several numbers, if the language has one. */
    readonly several: Words
    /** Shorter names. They mean a story only at the start of a heading. */
    readonly short: Words
  }
  readonly fields: Readonly<Record<FieldName, Words>>
  /** Values of the status field. */
  readonly stages: Readonly<Record<Stage, Words>>
  /** The keywords of scenarios. Words for `expected` of one or two ASCII letters count only in bold. */
  readonly scenario: { readonly given: Words; readonly when: Words; readonly expected: Words; readonly and: Words }
  /** Section titles. */
  readonly sections: Readonly<Partial<Record<SectionName, Words>>>
  readonly labels: Readonly<Record<LabelName, Words>>
  /** What an item or a change does to others, before their ids: "this supersedes FR-001". */
  readonly replaces: Words
  /** Words for what happened to an item that is no longer valid: removed, replaced, moved. */
  readonly fates: Words
  readonly obligations: {
    /** The keywords of RFC 2119 in this language, which are written in capitals where they are binding. */
    readonly keywords: Words
    /** Other words for duty, permission and ability. */
    readonly others: Words
  }
  /** Words for how many or how often: what can be counted or observed. */
  readonly quantities: Words
  /** Verbs of tasks that check or describe the work of other tasks: at the start and, where the verb comes last, at the end. */
  readonly checks: { readonly first: Words; readonly last: Words }
  /** Words in titles of sections that report on items defined elsewhere: logs, progress, checks at the end. */
  readonly reports: Words
  /** Words that send the reader to another place of the document: "(see above)". */
  readonly pointers: Words
  /** "And so on", at the end of a list. */
  readonly openEnded: Words
  /** Markers of questions in brackets. Texts write them in capitals or with an initial capital. */
  readonly markers: { readonly open: Words; readonly answered: Words }
  /**
   * A review point that says that no question is left: "No [NEEDS CLARIFICATION] markers remain", "All [NEEDS CLARIFICATION]
   * resolved": `none` and `all` before the marker, and `gone` behind it.
   */
  readonly settled: { readonly none: Words; readonly all: Words; readonly gone: Words }
  /** "For example", with the dots of abbreviations. */
  readonly examples: Words
  /** Words for adding an item, before or behind its id: "Proposal: add SC-008". */
  readonly additions: Words
  /** Titles of sections that list what is still open, which are empty in the end. */
  readonly openQuestions: Words
  /** Marks after a section title: the section is required, unless a condition follows. */
  readonly mandatory: Words
  /** Marks of what can be left out, after the title of a section or before a task: "(optional)". */
  readonly optional: Words
  /** Marks after a section title: the section is required only in some cases, such as "if the feature involves data". */
  readonly conditional: Words
  /** Words between the ends of a range of ids, and between the ids of a list. */
  readonly joints: { readonly range: Words; readonly list: Words }
  /** Frequent short words by which the language is detected. */
  readonly common: Words
}

/** Splits a list at commas. It may be written over several lines. */
export const list = (words: string): Words => words.split(',').map((word) => word.trim())
