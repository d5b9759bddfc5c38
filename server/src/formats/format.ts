// What a kind of document looks like. Learnt from its template (learn.ts), never written down twice.
import type { Form, Section, Spec } from '../spec/model.ts'

export type Role = 'story' | 'requirement' | 'criterion' | 'task'

/** What a metadata value has to be, told by the value in the template. */
export type FieldShape =
  | { type: 'words'; words: string[] } // draft | in-review
  | { type: 'id'; prefix: string } // SPEC-XXX
  | { type: 'date' } // YYYY-MM-DD
  | { type: 'link'; sample: string } // [#XXX](…)
  | { type: 'text' }

export interface TemplateField {
  key: string
  shape: FieldShape
  /** The template's own value: left over when a document still has it. */
  value: string
  /** The whole line. */
  line: string
}

export interface TemplateSection {
  section: Section
  /** For comparison: see `normalTitle`. */
  name: string
  required: boolean
}

/** A kind of id: which prefix, where it is defined and how it is written. */
export interface IdKind {
  prefix: string
  role: Role
  form: Form
  boxed: boolean
  /** Normal title of the section of level 2 that holds the definitions. */
  home: string
  /** Where in its home: in the section itself, in sub-sections, or in the one of this normal title. */
  within: { type: 'itself' } | { type: 'below' } | { type: 'named'; name: string }
  /** What an id is written with: `FR-`, 3 digits, and the marks around it. */
  lead: string
  digits: number
  before: string
  after: string
}

export interface Placeholders {
  /** Texts in brackets, as `[role]`, in prose and in code. */
  prose: ReadonlySet<string>
  code: ReadonlySet<string>
  /** Finds all of them, white space folded; global. */
  pattern: RegExp
  /** Lines (list items, table rows) that stand in the template as samples, without box and marker. */
  lines: ReadonlySet<string>
}

export interface Format {
  name: string
  template: Spec
  /** The words of the title before what has to be filled in: `spec:`. */
  titleForm: string
  fields: TemplateField[]
  sections: TemplateSection[]
  kinds: IdKind[]
  placeholders: Placeholders
  /** The section with check lists by persona. */
  review: { name: string; personas: string[] } | undefined
}
