// Learns a format from its template: the template is read like any document, and what it says is the schema.
import { listEntries } from '../spec/entries.ts'
import { basePrefix } from '../spec/ids.ts'
import type { Definition, Section, Spec } from '../spec/model.ts'
import { readSpec } from '../spec/read.ts'
import { normalTitle } from '../spec/sections.ts'
import type { FieldShape, Format, IdKind, Role, TemplateField, TemplateSection } from './format.ts'
import { placeholdersOf } from './placeholders.ts'

/**
 * Learns what documents of a template look like.
 * @param optional titles of sections that a document may leave out: the one thing that a template does not tell.
 */
export function learnFormat(name: string, text: string, optional: readonly string[]): Format {
  const template = readSpec(text)
  const title = template.title?.title ?? ''
  const left = new Set(optional.map(normalTitle))
  const sections: TemplateSection[] = template.sections
    .filter((section) => section !== template.title)
    .map((section) => {
      const own = normalTitle(section.title)
      return { section, name: own, required: section.level === 2 && !left.has(own) }
    })
  return {
    name,
    template,
    titleForm: title
      .slice(0, Math.max(0, title.indexOf('[')))
      .trim()
      .toLowerCase(),
    fields: template.fields.map(
      (field): TemplateField => ({
        key: field.key,
        shape: shapeOf(field.value),
        value: field.value.trim(),
        line: text.slice(field.start, field.end).trim(),
      }),
    ),
    sections,
    kinds: kindsOf(template),
    placeholders: placeholdersOf(template),
    review: reviewOf(template),
  }
}

function shapeOf(value: string): FieldShape {
  const id = /^([A-Z]+)-X+$/.exec(value)
  if (id) return { type: 'id', prefix: id[1] as string }
  if (/^\[?#X+\b/.test(value)) return { type: 'link', sample: value.replace(/X{3,}/g, '123').replace(/\(.*\)/, '(…)') }
  if (/^Y{4}-M{2}-D{2}$/.test(value)) return { type: 'date' }
  const words = value.split(/\s*\|\s*/)
  return words.length > 1 ? { type: 'words', words } : { type: 'text' }
}

/** The section of level 2 around a place. */
export function topSection(section: Section | undefined): Section | undefined {
  let top = section
  while (top?.parent && top.level > 2) top = top.parent
  return top && top.level >= 2 ? top : undefined
}

function kindsOf(template: Spec): IdKind[] {
  const byPrefix = new Map<string, Definition[]>()
  for (const definition of template.definitions) {
    const prefix = basePrefix(definition.id)
    const same = byPrefix.get(prefix)
    if (same) same.push(definition)
    else byPrefix.set(prefix, [definition])
  }
  const kinds: IdKind[] = []
  for (const [prefix, definitions] of byPrefix) {
    const first = definitions[0] as Definition
    const home = topSection(first.section)
    if (!home) continue
    kinds.push({
      prefix,
      role: roleOf(first, kinds),
      form: first.form,
      boxed: first.box !== undefined,
      home: normalTitle(home.title),
      within: withinOf(home, definitions),
      lead: first.id.lead,
      digits: first.id.digits,
      ...marksAround(template.text, first),
    })
  }
  return kinds
}

function withinOf(home: Section, definitions: readonly Definition[]): IdKind['within'] {
  const sections = [...new Set(definitions.map((definition) => definition.section))]
  const [first] = sections
  if (sections.length > 1 || !first || definitions[0]?.form !== 'item') return { type: 'below' }
  return first === home ? { type: 'itself' } : { type: 'named', name: normalTitle(first.title) }
}

/** Stories have headings and tasks boxes; of the lists, requirements come before criteria. */
function roleOf(first: Definition, before: readonly IdKind[]): Role {
  if (first.form === 'heading') return 'story'
  if (first.box) return 'task'
  return before.some((kind) => kind.role === 'requirement') ? 'criterion' : 'requirement'
}

/** The marks before and behind a defined id: `**` and `**: `. */
export function marksAround(text: string, definition: Definition): { before: string; after: string } {
  let start = definition.start
  while (start > 0 && '*_~['.includes(text[start - 1] as string)) start--
  const after =
    /^(?:\*\*|__|~~|\])*[ \t]*(?:[:：][ \t]*)?/.exec(text.slice(definition.end, definition.end + 20))?.[0] ?? ''
  return { before: text.slice(start, definition.start), after: /[ \t]$/.test(after) ? after : `${after} ` }
}

/** The first section of level 2 whose sub-sections hold boxes without ids only: one sub-section a persona. */
function reviewOf(template: Spec): Format['review'] {
  const defined = new Set(template.definitions.map((definition) => definition.section))
  const boxed = new Set(listEntries(template, (item) => item.box !== undefined).map((entry) => entry.section))
  const home = template.sections.find((section) => {
    const parts = template.sections.filter((part) => part.parent === section)
    return section.level === 2 && parts.length > 1 && parts.every((part) => boxed.has(part) && !defined.has(part))
  })
  if (!home) return undefined
  const personas = template.sections.filter((part) => part.parent === home).map((part) => part.title)
  return { name: normalTitle(home.title), personas }
}
