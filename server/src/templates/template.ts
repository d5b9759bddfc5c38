// What documents look like. Learnt from their templates (learn.ts), never written down twice.
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import type { Document, Form, Section } from '../document/model.ts'
import type { Answers } from './answers.ts'

/** What a document of a feature is for. A specification of one file is all of it. */
export type DocumentKind = 'spec' | 'plan' | 'tasks' | 'clarifications' | 'checklist'

export type Role = 'story' | 'requirement' | 'criterion' | 'task' | 'decision' | 'check'

/** What a metadata value has to be, told by the value in the template. */
export type FieldShape =
  | { type: 'words'; words: string[] } // draft | in-review
  | { type: 'id'; prefix: string } // SPEC-XXX
  | { type: 'date'; anyForm: boolean } // YYYY-MM-DD; `[DATE]`: a complete date in any form
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
  /** A layer puts it around the template below, and does not mark it as mandatory: it is missed, but is no duty. */
  added?: boolean
}

/** What a layer does with the template below it. */
export type Strategy = 'replace' | 'prepend' | 'append' | 'wrap'

/** A file that says what a template of spec-kit is, or a part of it. */
export interface TemplateLayer {
  kind: 'override' | 'preset' | 'extension' | 'core' | 'built-in'
  /** Of a preset or an extension. */
  id: string | undefined
  /** As it is shown; of a built-in one, its name. */
  path: string
  strategy: Strategy
  /** Of a preset or an extension in a registry: the lower comes first. */
  priority: number | undefined
  /** The day from which it counts, as `2026-06-04`; undefined when nobody knows. */
  since: string | undefined
  text: string
  /** Why it says nothing; undefined where it is in force. */
  unused: string | undefined
}

/** A piece of a template that is composed of layers: a span of its text, and where in its layer that starts. */
export interface TemplatePart extends Span {
  layer: TemplateLayer
  from: number
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
  /** From the built-in template of the family: the repository's own has no ids of this role, and does not ask for them. */
  lent?: boolean
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
  /** The layers that it follows from, from the top to the bottom; undefined for a template that is one file. */
  layers?: readonly TemplateLayer[]
  /** Which layer each piece of its text is from, in order. */
  parts?: readonly TemplatePart[]
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

/** How a message names the template that asks for something, or the layer of it that a place in its text is from. */
export function templateName(template: Template, at?: number): string {
  const part = at === undefined ? undefined : partAt(template, at)
  return part ? layerName(part.layer) : fileName(template)
}

/** The one file of a template, or the layer that the others are put around. */
function fileName({ format, documentKind, path, layers = [] }: Template): string {
  const base = layers.find(({ unused, strategy }) => unused === undefined && strategy === 'replace')
  if (base) return layerName(base)
  return (
    path ??
    (documentKind === 'spec'
      ? t('the {0} template', format)
      : t('the {0} template for {1}', format, `${documentKind}.md`))
  )
}

/** How a message names a layer: what people install by its id, a file by its path. */
export const layerName = ({ kind, id, path }: TemplateLayer): string =>
  kind === 'preset' || kind === 'extension' ? `${kind} "${id}"` : path

/** The piece of a composed template that a place in its text belongs to; undefined for a template of one file. */
export const partAt = ({ parts }: Template, at: number): TemplatePart | undefined =>
  parts?.find(({ start, end }) => start <= at && at < end)

/** The file that a place in a template's text is from, and where it is there. */
export function sourceAt(template: Template, at: number): { name: string; text: string; at: number } {
  const part = partAt(template, at)
  if (!part) return { name: fileName(template), text: template.document.text, at }
  return { name: layerName(part.layer), text: part.layer.text, at: Math.max(0, part.from + at - part.start) }
}

/** How a message names the template or the layer that has a metadata line. */
export const fieldSource = (template: Template, { line }: TemplateField): string =>
  templateName(template, template.document.text.indexOf(line))

/** Whether a format of a repository has a template from the built-in ones: nothing of the repository asks for what it says. */
export const isFallback = ({ folder }: Format, { path }: Template): boolean =>
  folder !== undefined && path === undefined
