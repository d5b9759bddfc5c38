// A new specification from the templates of a format: its folder, and its documents with all known values filled in.

import { escapeSnippet, inRepository, toSnippet } from '../templates/snippets.ts'
import { isStatus } from '../templates/status.ts'
import type { Format, Template, TemplateField } from '../templates/template.ts'

export interface NewSpec {
  title: string
  number: number
  /** The number of digits in the names of folders. */
  digits: number
  /** A word of the template's vocabulary; undefined to keep the placeholder. */
  type: string | undefined
  /** Undefined if there is none. */
  issue: number | undefined
  /** The address of the repository on the web; undefined if unknown. */
  repository: string | undefined
  /** As `2026-11-23`. */
  today: string
}

export interface NewDocument {
  /** `spec.md`, `plan.md`, `clarifications.md`. */
  name: string
  text: string
  /** The same with tab stops, in the syntax of snippets. */
  snippet: string
}

/** The words that the type of a specification may have, and its key; undefined if the template has no such field. */
export function typesOf({ templates }: Format): { key: string; words: readonly string[] } | undefined {
  const field = templates[0] && typeField(templates[0])
  return field?.shape.type === 'words' ? { key: field.key, words: field.shape.words } : undefined
}

const typeField = ({ fields }: Template): TemplateField | undefined =>
  fields.find((one) => one.shape.type === 'words' && one.shape.words.length > 1 && !isStatus(one))

const small = new Set(
  'a an and as at by for from in into of on or the to with your our der die das und für de la le et y el'.split(' '),
)

/** The words of a title for the name of a folder: at most four, without small ones; never empty. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/([A-Za-z])\p{M}+/gu, '$1') // accents of Latin letters; elsewhere marks are letters
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu)
  const significant = (words ?? []).filter(
    (word) => !small.has(word) && (word.length > 2 || /\P{ASCII}/u.test(word) || /\d/.test(word)),
  )
  const slug = (significant.length > 0 ? significant : (words ?? [])).slice(0, 4).join('-')
  return [...slug].slice(0, 60).join('').replace(/-+$/, '') || 'spec'
}

export const folderOf = ({ title, number, digits }: Pick<NewSpec, 'title' | 'number' | 'digits'>): string =>
  `${String(number).padStart(digits, '0')}-${slugOf(title)}`

/**
 * The documents of a new specification: `spec.md`, and if the format keeps a decision log, also its plan and the log. All
 * known values are filled in.
 */
export function documentsOf(format: Format, wanted: NewSpec): NewDocument[] {
  const kinds = format.answers.mode === 'log' ? (['spec', 'plan', 'clarifications'] as const) : (['spec'] as const)
  return kinds.flatMap((kind) => {
    const template = format.templates.find(({ documentKind }) => documentKind === kind)
    if (!template) return []
    const text = filled(template, wanted)
    const snippet = toSnippet(text.trimEnd(), template).replaceAll(titlePlace, () => escapeSnippet(wanted.title))
    return [{ name: `${kind}.md`, text: text.replaceAll(titlePlace, () => wanted.title), snippet }]
  })
}

// Replaces the title while the rest is filled in: its words must not be taken for words of the template.
const titlePlace = '\u0000'

function filled(template: Template, wanted: NewSpec): string {
  const title = titlePlace
  const { number, digits, type, issue, today } = wanted
  const typed = typeField(template)
  const id = String(number).padStart(digits, '0')
  const lines = template.document.text.split(/(?<=\n)/)
  let at = 0
  const heading = template.document.title
  const fields = new Map(template.fields.map((field) => [field.line, field]))
  return lines
    .map((line) => {
      const start = at
      at += line.length
      if (heading && start === heading.start) return line.replace(/\[[^\]\n]*\](?!\()/, () => title)
      const field = fields.get(line.trim())
      if (!field) return line
      const { shape, value } = field
      if (shape.type === 'words')
        return line.replace(value, () =>
          isStatus(field) ? (shape.words[0] ?? value) : field === typed ? (type ?? value) : value,
        )
      if (shape.type !== 'link') return line
      if (issue === undefined) return /X{3,}/.test(value) ? line.replace(value, () => 'N/A') : line
      const linked = template.path === undefined ? inRepository(line, wanted.repository) : line
      return linked.replace(/X{3,}/g, String(issue))
    })
    .join('')
    .replace(/\b([A-Z]+)-X{3,}(?=[\]\s)(,.|*]|$)/gm, (whole, prefix: string) =>
      isOfField(template, prefix) ? `${prefix}-${id}` : whole,
    )
    .replace(/\[###-[\w-]+\]/g, () => folderOf(wanted))
    .replace(/\[DATE\]|\bY{4}-M{2}-D{2}\b/g, (whole, at: number, text: string) =>
      isInComment(text, at) ? whole : today,
    )
    .replace(/\[FEATURE(?: NAME)?\]/g, () => title)
    .replace(/\$ARGUMENTS/g, () => title)
}

const isOfField = ({ fields }: Template, prefix: string): boolean =>
  fields.some(({ shape, value }) => (shape.type === 'id' && shape.prefix === prefix) || value.includes(`${prefix}-X`))

/** Comments show how an entry is written, so they are not filled in. */
const isInComment = (text: string, at: number): boolean => text.lastIndexOf('<!--', at) > text.lastIndexOf('-->', at)
