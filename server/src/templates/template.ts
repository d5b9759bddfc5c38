// The types of templates and formats: the schema of documents, which learn.ts reads from template files.
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import type { Document, Form, Section } from '../document/model.ts'
import type { Answers } from './answers.ts'

/** The purpose of a document in a feature. A specification in one file has all parts in its `spec`. */
export type DocumentKind = 'spec' | 'plan' | 'tasks' | 'clarifications' | 'checklist'

export type Role = 'story' | 'requirement' | 'criterion' | 'task' | 'decision' | 'check'

/** The form of a metadata value, learned from the value in the template. */
export type FieldShape =
  | { type: 'words'; words: string[] } // draft | in-review
  | { type: 'id'; prefix: string } // SPEC-XXX
  | { type: 'date'; anyForm: boolean } // YYYY-MM-DD; for `[DATE]`, a complete date in any form
  | { type: 'link'; sample: string } // [#XXX](…)
  | { type: 'blank' } // `[###-feature-name]`: any other value
  | { type: 'text' }

export interface TemplateField {
  key: string
  shape: FieldShape
  /** The value in the template. A document that still has it has not filled in the field. */
  value: string
  /** The whole line in the template. */
  line: string
}

/** Whether a document has to have the field. Text and blanks are for people only. */
export const isAsked = ({ shape }: TemplateField): boolean => shape.type !== 'text' && shape.type !== 'blank'

export interface TemplateSection {
  section: Section
  /** The heading without marks such as `*(mandatory)*`. */
  title: string
  /** The title for comparison; see `normalTitle`. */
  name: string
  required: boolean
  /** Whether a layer adds it around the template below without marking it as mandatory. Reported as a hint if missing. */
  added?: boolean
}

/** What a layer does with the template below it. */
export type Strategy = 'replace' | 'prepend' | 'append' | 'wrap'

/** A file that is a spec-kit template or contributes to one. */
export interface TemplateLayer {
  kind: 'override' | 'preset' | 'extension' | 'core' | 'built-in'
  /** The id of a preset or an extension. */
  id: string | undefined
  /** The path in the form that messages show, or the name of a built-in layer. */
  path: string
  strategy: Strategy
  /** The priority of a preset or an extension in a registry. Lower numbers come first. */
  priority: number | undefined
  /** The day from which it applies, as `2026-06-04`. Undefined if unknown. */
  since: string | undefined
  text: string
  /** Why it contributes nothing. Undefined if it is in force. */
  unused: string | undefined
}

/** A piece of a composed template: a span of its text, and `from`, its offset in the layer. */
export interface TemplatePart extends Span {
  layer: TemplateLayer
  from: number
}

/** A kind of id: its prefix, where it is defined and how it is written. */
export interface IdKind {
  prefix: string
  role: Role
  form: Form
  boxed: boolean
  /** The kind of document that defines these ids. */
  documentKind: DocumentKind
  /** Normal title of the section of level 2 that contains the definitions. Undefined if it is the whole document. */
  home: string | undefined
  /** Where in its home: in the section itself, in any subsection, or in the subsection with this normal title. */
  within: { type: 'itself' } | { type: 'below' } | { type: 'named'; name: string }
  /** How an id is written: lead (`FR-`), number of digits, and the marks before and after it. */
  lead: string
  digits: number
  before: string
  after: string
  /** Whether it is from the built-in family, because the repository's template has no ids of this role. Not required then. */
  lent?: boolean
}

export interface Placeholders {
  /** Texts in brackets such as `[role]`, in prose and in code. */
  prose: ReadonlySet<string>
  code: ReadonlySet<string>
  /** Finds all of these, with any white space. Global. */
  pattern: RegExp
  /** Sample lines of the template (list items, table rows), without checkbox and marker. */
  lines: ReadonlySet<string>
}

/** The schema that one template defines for documents of its kind. */
export interface Template {
  /** The name of its format. */
  format: string
  documentKind: DocumentKind
  /** The path in the repository. Undefined for a built-in template. */
  path: string | undefined
  document: Document
  /** The words of the title before the placeholder, in lower case: `spec:`. */
  titleForm: string
  fields: TemplateField[]
  sections: TemplateSection[]
  kinds: IdKind[]
  placeholders: Placeholders
  /** The section with checklists by persona. */
  review: { name: string; personas: string[] } | undefined
  /** The form of a story. Undefined in a template without stories. */
  story: StoryShape | undefined
  /** The layers that it is composed of, from top to bottom. Undefined for a template that is one file. */
  layers?: readonly TemplateLayer[]
  /** The pieces of its text with their layers, in order. */
  parts?: readonly TemplatePart[]
}

export interface StoryShape {
  /** The words around the placeholders: `as a`, `i want`, `so that`. Empty if stories are free text. */
  words: readonly string[]
  /** Whether stories have a list of scenarios. */
  scenarios: boolean
}

/** Templates that belong together: those of one folder, or of a built-in format. */
export interface Format {
  name: string
  /** The folder of the repository's templates. Undefined for a built-in format. */
  folder: string | undefined
  /** At least one. Several of one kind are versions of it, the newest first. */
  templates: readonly Template[]
  /** The kinds of ids of all templates, each prefix once. */
  kinds: readonly IdKind[]
  answers: Answers
  /** The words before the numbers of stories that no language has, in lower case. */
  storyNames: readonly string[]
}

/** The name in messages of a template, or of its layer at an offset of its text. */
export function templateName(template: Template, at?: number): string {
  const part = at === undefined ? undefined : partAt(template, at)
  return part ? layerName(part.layer) : fileName(template)
}

/** The name of the file of a template, or of the layer that the others are put around. */
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

/** The name of a layer in messages: the id of a preset or an extension, or the path of a file. */
export const layerName = ({ kind, id, path }: TemplateLayer): string =>
  kind === 'preset' || kind === 'extension' ? `${kind} "${id}"` : path

/** The piece of a composed template at an offset of its text. Undefined for a template that is one file. */
export const partAt = ({ parts }: Template, at: number): TemplatePart | undefined =>
  parts?.find(({ start, end }) => start <= at && at < end)

/** The file that an offset in a template's text is from, and the offset in that file. */
export function sourceAt(template: Template, at: number): { name: string; text: string; at: number } {
  const part = partAt(template, at)
  if (!part) return { name: fileName(template), text: template.document.text, at }
  return { name: layerName(part.layer), text: part.layer.text, at: Math.max(0, part.from + at - part.start) }
}

/** The name in messages of the template or layer with a metadata line. */
export const fieldSource = (template: Template, { line }: TemplateField): string =>
  templateName(template, template.document.text.indexOf(line))

/** Whether a template in a repository's format is a built-in one, so that nothing in the repository requires it. */
export const isFallback = ({ folder }: Format, { path }: Template): boolean =>
  folder !== undefined && path === undefined
