// What documents look like. Learnt from their templates (learn.ts), never written down twice.
import type { Document, Form, Section } from '../document/model.ts'
import type { Answers } from './answers.ts'

/** What a document of a feature is for. A specification of one file is all of it. */
export type DocumentKind = 'spec' | 'plan' | 'tasks' | 'clarifications' | 'checklist'

export type Role = 'story' | 'requirement' | 'criterion' | 'task' | 'decision' | 'check'

/** What a metadata value has to be, told by the value in the template. */
export type FieldShape =
  | { type: 'words'; words: string[] } // draft | in-review
  | { type: 'id'; prefix: string } // SPEC-XXX
  | { type: 'date' } // YYYY-MM-DD
  | { type: 'link'; sample: string } // [#XXX](…)
  | { type: 'blank' } // `[###-feature-name]`: something has to be written there
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
  /** The heading without marks such as `*(mandatory)*`. */
  title: string
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
  /** The kind of document that defines them. */
  documentKind: DocumentKind
  /** Normal title of the section of level 2 that holds the definitions; undefined: the whole document. */
  home: string | undefined
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

/** What one template says of documents of its kind. */
export interface Template {
  /** Name of the format that it is part of. */
  format: string
  documentKind: DocumentKind
  /** Where it comes from: a path in the repository, or undefined for a built-in one. */
  path: string | undefined
  document: Document
  /** The words of the title before what has to be filled in: `spec:`. */
  titleForm: string
  fields: TemplateField[]
  sections: TemplateSection[]
  kinds: IdKind[]
  placeholders: Placeholders
  /** The section with check lists by persona. */
  review: { name: string; personas: string[] } | undefined
  /** What a story looks like; undefined in a template without stories. */
  story: StoryShape | undefined
}

export interface StoryShape {
  /** The words around what has to be filled in: `as a`, `i want`, `so that`. Empty when the template has free text. */
  words: readonly string[]
  /** Stories have a list of scenarios. */
  scenarios: boolean
}

/** The templates that belong together: those of one folder, or built in under one name. */
export interface Format {
  name: string
  /** The folder of the repository's own templates; undefined for a built-in format. */
  folder: string | undefined
  /** At least one; several of one kind are generations of it, the newest first. */
  templates: readonly Template[]
  /** The kinds of ids of all templates, each prefix once. */
  kinds: readonly IdKind[]
  answers: Answers
  /** What stands before the numbers of stories, where no language has it; in small letters. */
  storyNames: readonly string[]
}

/** How a message names the template that asks for something. */
export const templateName = ({ format, documentKind, path }: Template): string =>
  path ?? `the ${format} template${documentKind === 'spec' ? '' : ` of ${documentKind}.md`}`
