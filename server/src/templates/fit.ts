// Matches a document with a template: which sections and fields of the template it has, and the home section of each kind
// of id, which is where ids of that kind are defined.
import { createHolder, perObject } from '../base/perObject.ts'
import type { Document, Field, Section } from '../document/model.ts'
import { startsWithName } from '../document/sections.ts'
import { isTranslatedKey, isTranslatedTitle } from '../languages/names.ts'
import type { Format, IdKind, Template, TemplateField, TemplateSection } from './template.ts'

/** The parts of a template that a document has: enough to decide whether it follows the template. */
export interface Fit {
  document: Document
  format: Format
  template: Template
  /** The document's section for each section of level 2 of the template. */
  sections: ReadonlyMap<TemplateSection, Section>
  fields: ReadonlyMap<TemplateField, Field>
  /** The home section of each kind of id. No entry if the document has no such section. */
  homes: ReadonlyMap<IdKind, Section>
}

/** Finds the sections, fields and homes of a template in a document. */
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

/** Whether a section has the name of a subsection of the home in which the template defines no ids: `Key Entities`. */
const isOtherPart = ({ sections }: Template, { home, within: place }: IdKind, { key }: Section): boolean =>
  place.type === 'named' &&
  key !== place.name &&
  sections.some(({ name, section }) => name === key && section.level > 2 && section.parent?.key === home)

/** Whether a section has no words, because its heading only introduces the following sections of the same level. */
const isHollow = ({ text }: Document, { body, end }: Section): boolean =>
  end - body < 200 && !/[\p{L}\p{N}]/u.test(text.slice(body, end))

/** Whether a document defines ids of a kind, but none of them in a section, which then only resembles the home. */
function isElsewhere({ definitions }: Document, { prefix }: IdKind, home: Section): boolean {
  const ofKind = definitions.filter(({ strong, id }) => strong && id.prefix === prefix)
  return ofKind.length > 0 && !ofKind.some(({ section }) => within(home, section))
}

/** Whether a section is `outer` or inside it. The section of level 0 contains everything. */
export const within = (outer: Section, section: Section | undefined): boolean =>
  outer.level === 0 || (section !== undefined && section.start >= outer.start && section.start < outer.end)

/** A section of level 0 for the whole document, as the home of ids. */
const wholeOf = (document: Document): Section => ({
  start: 0,
  end: document.text.length + 1, // so that a section at the very end is inside
  title: '',
  key: '',
  name: { start: 0, end: 0 },
  level: 0,
  body: 0,
  parent: undefined,
  index: -1,
  heading: whole,
})

const whole = createHolder('heading')

/** The sections of a document by key. Of several with the same key, the first of level 2, otherwise the first. */
const sectionsByKey = perObject(({ sections, title }: Document): ReadonlyMap<string, Section> => {
  const byKey = new Map<string, Section>()
  for (const section of sections) {
    if (section === title) continue
    const first = byKey.get(section.key)
    if (!first || (first.level !== 2 && section.level === 2)) byKey.set(section.key, section)
  }
  return byKey
})

/** The sections of level 1 and 2. Only these may have a title that resembles one of the template. */
const topSections = perObject((document: Document): readonly Section[] =>
  [...sectionsByKey(document).values()].filter(({ level }) => level <= 2),
)

// Other names that teams give to sections of spec-kit's template, unless the template has a section with the other name.
const otherNames = new Map<string, readonly string[]>([
  ['success criteria', ['acceptance criteria', 'success metrics']],
  ['user scenarios & testing', ['user stories']],
])

/** Whether one of the titles may be that of the template's section `name`. All are normal titles. */
export const isNamedIn = (name: string, titles: readonly string[]): boolean =>
  titles
    .flatMap(namesIn)
    .some(
      (title) =>
        titleLikeness(plainWords(title), plainWords(name)) > 0 ||
        isTranslatedTitle(title, name) ||
        otherNames.get(name)?.includes(title),
    )

/** Whether a document has a section of the template under one of the other names, so that its team uses another form. */
export const isRenamed = ({ sections }: Pick<Fit, 'sections'>): boolean =>
  [...sections].some(([{ name }, { key }]) => otherNames.get(name)?.includes(key))

function readSections(template: Template, document: Document): Map<TemplateSection, Section> {
  const byKey = sectionsByKey(document)
  const ownNames = new Set(template.sections.map(({ name }) => name))
  const byOtherName = (name: string): Section | undefined =>
    otherNames
      .get(name)
      ?.reduce<Section | undefined>(
        (found, otherName) => found ?? (ownNames.has(otherName) ? undefined : byKey.get(otherName)),
        undefined,
      )
  const sections = new Map<TemplateSection, Section>()
  for (const wanted of template.sections) {
    if (wanted.section.level !== 2 || wanted.name === '') continue
    const top = topSections(document)
    const section =
      byKey.get(wanted.name) ??
      bestNamed(top, template, wanted) ??
      translated(top, wanted.name) ??
      byOtherName(wanted.name)
    if (section) sections.set(wanted, section)
  }
  return sections
}

/** The section whose title resembles a section of the template most; the first of several equal ones. */
function bestNamed(top: readonly Section[], template: Template, wanted: TemplateSection): Section | undefined {
  const parts = partsOf(template, wanted)
  let best: { section: Section; score: number } | undefined
  for (const section of top) {
    const score = parts.includes(section.key)
      ? 3
      : Math.max(...namesIn(section.key).map((name) => titleLikeness(plainWords(name), plainWords(wanted.name))))
    if (score > (best?.score ?? 0)) best = { section, score }
  }
  return best?.section
}

/** A title, and the names in it if it has several: `User Scenarios / User Stories`. */
const namesIn = (title: string): string[] => (title.includes(' / ') ? [title, ...title.split(' / ')] : [title])

/** The names of the direct subsections of a section in a template. */
const partsOf = ({ sections }: Template, { section: parent }: TemplateSection): string[] =>
  sections.filter(({ section }) => section.parent === parent).map(({ name }) => name)

/** Whether a section of a document has the name of a subsection of the template's section that it was matched with. */
export const isNamedAsPart = (template: Template, wanted: TemplateSection, { key }: Section): boolean =>
  key !== wanted.name && partsOf(template, wanted).includes(key)

const plainWords = (name: string): string => name.replace(/ & /g, ' and ')

/**
 * How much a title resembles a name, by whole words. In descending order: it is the same, it starts with the name (`Problem
 * Statement`), it is its beginning (`User Scenarios`), it ends with it (`System Requirements`, but not `Test Requirements`).
 */
function titleLikeness(title: string, name: string): number {
  if (title === name) return 4
  if (startsWithName(title, name)) return 3
  if (title.includes(' ') && name.startsWith(`${title} `)) return 2
  return title.endsWith(` ${name}`) && !/^(?:test|testing|qa)\b/.test(title) ? 1 : 0
}

/** The section with a translation of a name: `要件` for `Requirements`. */
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
    const wantedKey = wanted.key.toLowerCase()
    const field = byKey.get(wantedKey) ?? [...byKey].find(([key]) => isTranslatedKey(key, wantedKey))?.[1]
    if (field) fields.set(wanted, field)
  }
  return fields
}
