// Learns the form of documents from their template. A template is read like any document, and its content is the schema.

import { basePrefix, type Id } from '../document/ids.ts'
import { leavesOf } from '../document/leaves.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { Definition, Document, Section } from '../document/model.ts'
import { blocksOf } from '../document/places.ts'
import { readDocument } from '../document/read.ts'
import { isInGates, normalTitle } from '../document/sections.ts'
import { wordsOf } from '../languages/index.ts'
import { isTranslatedTitle, meansSection, namesRequirements } from '../languages/names.ts'
import { wholeWord } from '../languages/pattern.ts'
import { type Answers, learnAnswers } from './answers.ts'
import { placeholdersOf } from './placeholders.ts'
import { definitionsIn, storyNamesOf } from './storyNames.ts'
import type {
  DocumentKind,
  FieldShape,
  Format,
  IdKind,
  Role,
  StoryShape,
  Template,
  TemplateField,
  TemplateSection,
} from './template.ts'

/** The text of a template, its kind and its path. */
export interface TemplateSource {
  documentKind: DocumentKind
  text: string
  /** Undefined for a built-in template. */
  path: string | undefined
}

/**
 * Learns a format from its templates.
 * @param optional titles of sections that a document may leave out, for templates that do not mark sections
 */
export function learnFormat(
  name: string,
  sources: readonly TemplateSource[],
  optional: readonly string[],
  folder?: string,
): Format {
  const documents = sources.map((source) => readDocument(source.text))
  const optionalKeys = new Set(optional.map(normalTitle))
  // In formats with a template for tasks, plans and tasks are written as needed: only marked sections are required.
  const asksByMarks = sources.some(({ documentKind }) => documentKind === 'tasks')
  const requirement = ({ documentKind }: TemplateSource, document: Document): ((section: Section) => boolean) => {
    const marked = document.sections.some((section) => markOf(section) !== undefined)
    return (section) => {
      if (section.level !== 2 || isExampleTitle(section.title)) return false
      if (marked || (asksByMarks && documentKind !== 'spec')) return markOf(section) === 'required'
      const isOptional =
        optionalKeys.has(section.key) ||
        openQuestions.test(section.key) ||
        [...optionalKeys].some((key) => isTranslatedTitle(section.key, key))
      return !isOptional && !isConditional(document, section)
    }
  }
  const answers = learnAnswers(
    sources.map(({ documentKind }, k) => ({ documentKind, document: documents[k] as Document })),
  )
  const storyNames = [
    ...new Set(
      sources.flatMap(({ documentKind }, k) => (documentKind === 'spec' ? storyNamesOf(documents[k] as Document) : [])),
    ),
  ]
  const templates = sources.map((source, k) =>
    learnTemplate(
      name,
      source,
      documents[k] as Document,
      requirement(source, documents[k] as Document),
      answers,
      storyNames,
    ),
  )
  const kinds = new Map<string, IdKind>()
  for (const template of templates) {
    for (const kind of template.kinds) if (!kinds.has(kind.prefix)) kinds.set(kind.prefix, kind)
  }
  return { name, folder, templates, kinds: [...kinds.values()], answers, storyNames }
}

function learnTemplate(
  format: string,
  { documentKind, path, text }: TemplateSource,
  document: Document,
  isRequired: (section: Section) => boolean,
  { markers }: Answers,
  storyNames: readonly string[],
): Template {
  const definitions = definitionsIn(document, { storyNames })
  const title = document.title?.title ?? ''
  return {
    format,
    documentKind,
    path,
    document,
    titleForm: title
      .slice(0, Math.max(0, title.indexOf('[')))
      .trim()
      .toLowerCase(),
    fields: document.fields.map(
      (field): TemplateField => ({
        key: field.key,
        shape: shapeOf(field.value),
        value: field.value.trim(),
        line: text.slice(field.start, field.end).trim(),
      }),
    ),
    sections: document.sections
      .filter((section) => section !== document.title)
      .map((section): TemplateSection => {
        return { section, title: unmarkedTitle(section), name: section.key, required: isRequired(section) }
      }),
    kinds: kindsOf(documentKind, document, definitions),
    placeholders: placeholdersOf(document, [...markers.open, ...markers.answered]),
    review: reviewOf(document),
    story: storyOf(document, definitions),
  }
}

const annotation = /\s*[*_]{1,2}[(（]([^()（）]*)[)）][*_]{1,2}\s*$/

/** The title of a section without its mark. */
export const unmarkedTitle = ({ title }: Pick<Section, 'title'>): string => title.replace(annotation, '').trim()

const openQuestions = new RegExp(`^(?:${wholeWord(wordsOf((language) => language.openQuestions))})`, 'iu')
const mandatoryMark = new RegExp(wholeWord(wordsOf((language) => language.mandatory)), 'iu')
const optionalMark = new RegExp(wholeWord(wordsOf(({ optional, conditional }) => [...optional, ...conditional])), 'iu')

/**
 * What the mark of a section says: `*(mandatory)*`, `*(include if …)*`, in any language. A mark that does not say that the
 * section is required, as in `*(for libraries)*`, names a condition. Undefined for a section without a mark.
 */
export function markOf({ level, title }: Section): 'required' | 'optional' | undefined {
  const mark = level === 2 ? annotation.exec(title)?.[1] : undefined
  if (mark === undefined) return undefined
  // "mandatory for multi-feature projects" does not apply to all documents.
  const hasCondition = optionalMark.test(mark) || /\b(?:mandatory|required) for (?!all\b|every\b)/i.test(mark)
  return mandatoryMark.test(mark) && !hasCondition ? 'required' : 'optional'
}

/** Whether a heading is a sample, with a placeholder or a running number: `Phase N: Polish`, `Step 2`. */
const isExampleTitle = (title: string): boolean => /\[[^\]]+\](?!\()/.test(title) || /\p{L} +(?:\d+|N|X)\b/u.test(title)

/** Whether the template's text below a heading makes the section conditional: "*Fill ONLY if …*", `<!-- include when … -->`. */
function isConditional(document: Document, section: Section): boolean {
  const first = leavesOf(document).find(({ start, end }) => start >= section.body && end <= section.end)
  return (
    (first?.type === 'paragraph' || first?.type === 'html') &&
    /\b(?:only|include|fill|remove|delete|omit|skip|keep)\b[^.]{0,60}\b(?:if|when|unless)\b|\bif (?:applicable|needed|relevant|any)\b|\boptional\b/i.test(
      first.content().slice(0, 300),
    )
  )
}

function shapeOf(value: string): FieldShape {
  const id = /^(?:\[(?=[^\]]*\]\())?([A-Z]+)-X+(?:\]\(.*\))?$/.exec(value)
  if (id) return { type: 'id', prefix: id[1] as string }
  if (/^\[?#X+\b/.test(value)) return { type: 'link', sample: value.replace(/X{3,}/g, '123').replace(/\(.*\)/, '(…)') }
  if (/^(?:Y{4}-M{2}-D{2}|\[DATE\])$/.test(value)) return { type: 'date', anyForm: value.startsWith('[') }
  const words = value.split(/\s*\|\s*/)
  if (words.length > 1 && !/[[<]/.test(value)) return { type: 'words', words }
  // "Mark an item `[x]`" is an instruction that stays.
  return /\[(?![ xX]\])[^\]]+\](?!\()|\$[A-Z]{3,}/.test(value) ? { type: 'blank' } : { type: 'text' }
}

/** The section of level 2 around a place. */
export function topSection(section: Section | undefined): Section | undefined {
  let top = section
  while (top?.parent && top.level > 2) top = top.parent
  return top && top.level >= 2 ? top : undefined
}

function kindsOf(
  documentKind: DocumentKind,
  template: Document,
  defined: readonly Definition[] = template.definitions,
): IdKind[] {
  const byPrefix = new Map<string, Definition[]>()
  for (const definition of defined) {
    if (!isKindOf(documentKind, definition)) continue
    const prefix = basePrefix(definition.id)
    const same = byPrefix.get(prefix)
    if (same) same.push(definition)
    else byPrefix.set(prefix, [definition])
  }
  const kinds: IdKind[] = []
  const hasKnown =
    documentKind === 'spec' && [...byPrefix.keys()].some((prefix) => roleOfPrefix(prefix) === 'requirement')
  for (const [prefix, definitions] of byPrefix) {
    const first = definitions[0] as Definition
    // In a template with FR-001, `EC-001` of the edge cases is neither a requirement nor a criterion.
    const isOther = hasKnown && !first.box && first.form !== 'heading' && roleOfPrefix(prefix) === undefined
    if (isOther && !/requirement|criteri/.test(topSection(first.section)?.key ?? '')) continue
    const homes = new Set(definitions.map((definition) => topSection(definition.section)))
    const home = homes.size === 1 ? [...homes][0] : undefined
    kinds.push({
      prefix,
      role: roleOf(documentKind, first, home?.key, kinds),
      form: first.form,
      boxed: first.box !== undefined,
      documentKind,
      home: home?.key,
      within: home ? withinOf(home, definitions) : { type: 'below' },
      lead: first.id.lead,
      digits: first.id.digits,
      ...marksAround(template.text, first),
    })
  }
  return kinds.length > 0 ? kinds : commentedKinds(documentKind, template)
}

/**
 * Whether a document of a kind defines such ids: not `- [ ] M3 component selection verified`, where M3 is a name. Plans and task lists define only tasks, with checkboxes or as headings;
 * `- **[US1]**: …` in them explains a label.
 */
const isKindOf = (documentKind: DocumentKind, { box, form, id, section }: Definition): boolean =>
  (documentKind !== 'plan' && documentKind !== 'tasks' && (box === undefined || isNumbered(id))) ||
  (box !== undefined && isNumbered(id) && !(documentKind === 'plan' && isInGates(section))) ||
  (form === 'heading' && /^T(?:ASK)?$/.test(basePrefix(id)))

/** Whether an id has several digits or a hyphen, so that it is no name such as `M3`. */
const isNumbered = ({ digits, lead }: Id): boolean => digits > 1 || lead.includes('-')

/** The kinds of a template that shows its entries in a comment only: `<!-- ## CL-1 — 2026-04-18 — question? -->`. */
function commentedKinds(documentKind: DocumentKind, document: Document): IdKind[] {
  for (const leaf of leavesOf(document)) {
    const content = leaf.type === 'html' ? leaf.content().trimStart() : ''
    if (!content.startsWith('<!--')) continue
    const inner = content.slice('<!--'.length).replace(/-->\s*$/, '')
    if (inner.includes('<!--')) continue
    const numbered = inner.replace(/^(#{1,6}[ \t]+[A-Z]+-)(?:N+|X+)\b/gm, (_, head: string) => `${head}1`)
    const kinds = kindsOf(documentKind, readDocument(numbered))
    if (kinds.length > 0) return kinds.map((kind) => ({ ...kind, home: undefined, within: { type: 'below' } }))
  }
  return []
}

function withinOf(home: Section, definitions: readonly Definition[]): IdKind['within'] {
  const sections = [...new Set(definitions.map((definition) => definition.section))]
  const [first] = sections
  if (sections.length > 1 || !first || definitions[0]?.form !== 'item') return { type: 'below' }
  return first === home ? { type: 'itself' } : { type: 'named', name: first.key }
}

/** The role of a kind. Stories are headings, and tasks have checkboxes. Requirements come before criteria. */
function roleOf(
  documentKind: DocumentKind,
  first: Definition,
  home: string | undefined,
  before: readonly IdKind[],
): Role {
  if (documentKind === 'clarifications') return 'decision'
  if (documentKind === 'checklist') return 'check'
  if (documentKind === 'plan' || documentKind === 'tasks') return 'task'
  if (first.box) return roleOfBoxed(first)
  if (first.form === 'heading') return 'story'
  const role = roleOfPrefix(basePrefix(first.id))
  if (role) return role
  const requirement = before.find((kind) => kind.role === 'requirement')
  return requirement && requirement.home !== home ? 'criterion' : 'requirement'
}

/** The role of a kind with checkboxes: by its prefix, otherwise by the headings around it, otherwise a task. */
function roleOfBoxed({ id, section }: Definition): Role {
  const prefix = basePrefix(id)
  const role = roleOfPrefix(prefix)
  if (role || /^T(?:ASK|SK)?$/.test(prefix)) return role ?? 'task'
  if (/^(?:US|STORY)$/.test(prefix)) return 'story'
  if (prefix === 'AC') return 'criterion'
  for (let around = section; around && around.level > 1; around = around.parent) {
    if (meansSection(around.key, 'tasks') || /\btasks?\b/.test(around.key)) return 'task'
    if (meansSection(around.key, 'criteria') || /criteri/.test(around.key)) return 'criterion'
    if (meansSection(around.key, 'stories') || /\bstor(?:y|ies)\b/.test(around.key)) return 'story'
    if (namesRequirements(around.key) || /requirement/.test(around.key)) return 'requirement'
  }
  return 'task'
}

/** The role of ids with a common prefix, regardless of their place. Undefined for others. */
const roleOfPrefix = (prefix: string): Role | undefined =>
  /^(?:N?FR|RF|RNF|REQ|RQ)$/.test(prefix) ? 'requirement' : /^(?:SC|CE|CS|KPI)$/.test(prefix) ? 'criterion' : undefined

/** The marks before and after a defined id: `**` and `**: `. */
export function marksAround(text: string, definition: Definition): { before: string; after: string } {
  let start = definition.start
  while (start > 0 && '*_~['.includes(text[start - 1] as string)) start--
  const after =
    /^(?:[:：](?=\*\*|__))?(?:\*\*|__|~~|\])*[ \t]*(?:[:：][ \t]*)?/.exec(
      text.slice(definition.end, definition.end + 20),
    )?.[0] ?? ''
  return { before: text.slice(start, definition.start), after: /[ \t]$/.test(after) ? after : `${after} ` }
}

/** The first section of level 2 with several subsections that all have checkboxes without ids. Each is for one persona. */
function reviewOf(template: Document): Template['review'] {
  const defined = new Set(template.definitions.map((definition) => definition.section))
  const boxed = new Set(entriesOf(template).flatMap(({ box, section }) => (box ? [section] : [])))
  const childrenOf = new Map<Section | undefined, Section[]>()
  for (const part of template.sections) {
    const same = childrenOf.get(part.parent)
    if (same) same.push(part)
    else childrenOf.set(part.parent, [part])
  }
  const home = template.sections.find((section) => {
    const parts = childrenOf.get(section) ?? []
    return section.level === 2 && parts.length > 1 && parts.every((part) => boxed.has(part) && !defined.has(part))
  })
  if (!home) return undefined
  const personas = (childrenOf.get(home) ?? []).map((part) => part.title)
  return { name: home.key, personas }
}

/** The form of the first story in a template: its sentence without placeholders, and whether it has a list of scenarios. */
function storyOf(document: Document, definitions: readonly Definition[]): StoryShape | undefined {
  const { text } = document
  const section = definitions.find(({ form, box }) => form === 'heading' && !box)?.section
  if (!section) return undefined
  const inside = blocksOf(document).filter(({ start }) => start >= section.body && start < section.end)
  const sentence = inside.find(({ type, listed }) => type === 'paragraph' && !listed)
  const words = (sentence ? text.slice(sentence.start, sentence.end) : '')
    .split(/\[[^\]]*\]/)
    .map(storyWords)
    .filter((words) => words !== '')
    .map((words) => words.replace(/ (?:a|an|the)$/, '')) // "As the maintainer"
  return { words: words.length > 1 ? words : [], scenarios: inside.some(({ type }) => type === 'item') }
}

/** The words of a story for comparison: in lower case, without punctuation. */
export const storyWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The text of a section with its subsections, without a horizontal rule at its end. */
export function templateSectionText(template: Template, { section }: TemplateSection): string {
  const text = template.document.text.slice(section.start, section.end)
  return text.replace(/\n---\s*$/, '').trimEnd()
}
