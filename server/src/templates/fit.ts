// What of a template stands in a document: its sections, its fields, and where the ids of each kind have their home.
import { perObject } from '../base/perObject.ts'
import type { Document, Field, Section } from '../document/model.ts'
import { startsWithName } from '../document/sections.ts'
import { isTranslatedKey, isTranslatedTitle } from '../languages/names.ts'
import type { Format, IdKind, Template, TemplateField, TemplateSection } from './template.ts'

/** Enough to tell whether a document is written by a template. */
export interface Fit {
  document: Document
  format: Format
  template: Template
  /** The document's section for each section of level 2 of the template. */
  sections: ReadonlyMap<TemplateSection, Section>
  fields: ReadonlyMap<TemplateField, Field>
  /** Where the ids of each kind have their home; no entry where the document has no such section. */
  homes: ReadonlyMap<IdKind, Section>
}

/** Looks for a template's sections and fields. */
export function fitOf(format: Format, template: Template, document: Document): Fit {
  const sections = readSections(template, document)
  const named = (name: string): Section | undefined => {
    for (const [wanted, section] of sections) if (wanted.name === name) return section
    return undefined
  }
  const homes = new Map<IdKind, Section>()
  for (const kind of template.kinds) {
    const home = kind.home === undefined ? wholeOf(document) : kind.lent ? undefined : named(kind.home)
    if (home && isTranslatedTitle(home.key, kind.home ?? '') && isElsewhere(document, kind, home)) {
      for (const [wanted, section] of sections) if (section === home) sections.delete(wanted)
    } else if (home && !isOtherPart(template, kind, home))
      homes.set(kind, isHollow(document, home) && isElsewhere(document, kind, home) ? wholeOf(document) : home)
  }
  return { document, format, template, sections, fields: readFields(template, document), homes }
}

/** Whether a section has the name of a part of the home in which the template defines no ids: `Key Entities` of `Requirements`. */
const isOtherPart = ({ sections }: Template, { home, within: place }: IdKind, { key }: Section): boolean =>
  place.type === 'named' &&
  key !== place.name &&
  sections.some(({ name, section }) => name === key && section.level > 2 && section.parent?.key === home)

/** Whether a section holds no words: its heading only introduces those of the same level that follow. */
const isHollow = ({ text }: Document, { body, end }: Section): boolean =>
  end - body < 200 && !/[\p{L}\p{N}]/u.test(text.slice(body, end))

/** Whether a document defines ids of a kind, and none of them in a section: its name only resembles the home's. */
function isElsewhere({ definitions }: Document, { prefix }: IdKind, home: Section): boolean {
  const own = definitions.filter(({ strong, id }) => strong && id.prefix === prefix)
  return own.length > 0 && !own.some(({ section }) => within(home, section))
}

/** Whether a section is another one or stands in it. The section of level 0 holds everything. */
export const within = (outer: Section, section: Section | undefined): boolean =>
  outer.level === 0 || (section !== undefined && section.start >= outer.start && section.start < outer.end)

/** The whole document, for kinds of ids whose home it is. */
const wholeOf = (document: Document): Section => ({
  start: 0,
  end: document.text.length + 1, // a section at the very end stands inside
  title: '',
  key: '',
  name: { start: 0, end: 0 },
  level: 0,
  body: 0,
  parent: undefined,
  index: -1,
})

/** The sections of a document by the words of their titles: of several with the same, the first of level 2, else the first. */
const sectionsByKey = perObject(({ sections, title }: Document): ReadonlyMap<string, Section> => {
  const byKey = new Map<string, Section>()
  for (const section of sections) {
    if (section === title) continue
    const first = byKey.get(section.key)
    if (!first || (first.level !== 2 && section.level === 2)) byKey.set(section.key, section)
  }
  return byKey
})

/** Those at the top: a title that only resembles the template's is looked for among them. */
const topSections = perObject((document: Document): readonly Section[] =>
  [...sectionsByKey(document).values()].filter(({ level }) => level <= 2),
)

// What teams call sections of spec-kit's template, where their own template has no section of that name.
const otherNames = new Map<string, readonly string[]>([
  ['success criteria', ['acceptance criteria']],
  ['user scenarios & testing', ['user stories']],
])

/** Whether one of some titles, as words for comparison, may be that of a section of a template. */
export const isNamedIn = (name: string, titles: readonly string[]): boolean =>
  titles.some(
    (title) =>
      likeness(plainWords(title), plainWords(name)) > 0 ||
      isTranslatedTitle(title, name) ||
      otherNames.get(name)?.includes(title),
  )

/** Whether a document has a section of the template by another name: its team has a form of its own. */
export const isRenamed = ({ sections }: Pick<Fit, 'sections'>): boolean =>
  [...sections].some(([{ name }, { key }]) => otherNames.get(name)?.includes(key))

function readSections(template: Template, document: Document): Map<TemplateSection, Section> {
  const byKey = sectionsByKey(document)
  const own = new Set(template.sections.map(({ name }) => name))
  const alike = (name: string): Section | undefined =>
    otherNames
      .get(name)
      ?.reduce<Section | undefined>((found, one) => found ?? (own.has(one) ? undefined : byKey.get(one)), undefined)
  const sections = new Map<TemplateSection, Section>()
  for (const wanted of template.sections) {
    if (wanted.section.level !== 2 || wanted.name === '') continue
    const top = topSections(document)
    const section =
      byKey.get(wanted.name) ?? bestNamed(top, template, wanted) ?? translated(top, wanted.name) ?? alike(wanted.name)
    if (section) sections.set(wanted, section)
  }
  return sections
}

/** The section whose title is most like a name of the template; the first of several that are equally so. */
function bestNamed(top: readonly Section[], template: Template, wanted: TemplateSection): Section | undefined {
  const parts = partsOf(template, wanted)
  let best: { section: Section; score: number } | undefined
  for (const section of top) {
    const score = parts.includes(section.key) ? 3 : likeness(plainWords(section.key), plainWords(wanted.name))
    if (score > (best?.score ?? 0)) best = { section, score }
  }
  return best?.section
}

/** The names of the sections that a template has directly below one. */
const partsOf = ({ sections }: Template, { section: own }: TemplateSection): string[] =>
  sections.filter(({ section }) => section.parent === own).map(({ name }) => name)

/** Whether a section of a document has the name of a part of the template's section that it was read as. */
export const isNamedAsPart = (template: Template, wanted: TemplateSection, { key }: Section): boolean =>
  key !== wanted.name && partsOf(template, wanted).includes(key)

const plainWords = (name: string): string => name.replace(/ & /g, ' and ')

/**
 * How much a title is like a name, by whole words: `User Scenarios and Testing` is `User Scenarios & Testing`, `Problem
 * Statement` stands for `Problem`, `User Scenarios` for its beginning, `System Requirements` for `Requirements`. What tests
 * need is something else.
 */
function likeness(title: string, name: string): number {
  if (title === name) return 4
  if (startsWithName(title, name)) return 3
  if (title.includes(' ') && name.startsWith(`${title} `)) return 2
  return title.endsWith(` ${name}`) && !/^(?:test|testing|qa)\b/.test(title) ? 1 : 0
}

/** `要件` for `Requirements`. */
const translated = (top: readonly Section[], name: string): Section | undefined =>
  top.find(({ key }) => isTranslatedTitle(key, name))

function readFields(template: Template, document: Document): Map<TemplateField, Field> {
  const byKey = new Map<string, Field>()
  for (const field of document.fields) {
    const key = field.key.toLowerCase()
    if (!byKey.has(key)) byKey.set(key, field)
  }
  const fields = new Map<TemplateField, Field>()
  for (const wanted of template.fields) {
    const own = wanted.key.toLowerCase()
    const field = byKey.get(own) ?? [...byKey].find(([key]) => isTranslatedKey(key, own))?.[1]
    if (field) fields.set(wanted, field)
  }
  return fields
}
