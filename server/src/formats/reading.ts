// A document read by a format: which of its sections, fields and ids are those that the template asks for. The facts
// that rules and features share; they only read them.
import { listEntries } from '../spec/entries.ts'
import { basePrefix, parentKey } from '../spec/ids.ts'
import type { Clarification, Definition, Field, ListEntry, Mention, Section, Spec } from '../spec/model.ts'
import { normalTitle } from '../spec/sections.ts'
import type { Format, IdKind, Role, TemplateField, TemplateSection } from './format.ts'
import { topSection } from './learn.ts'
import { type Malformed, readMalformed } from './malformed.ts'

export interface Reading {
  spec: Spec
  format: Format
  /** The document's section for each section of level 2 of the template. */
  sections: ReadonlyMap<TemplateSection, Section>
  fields: ReadonlyMap<TemplateField, Field>
  /** Where the ids of each kind have their home; no entry where the document has no such section. */
  homes: ReadonlyMap<IdKind, Section>
  /** Ids that are defined here, in document order. */
  definitions: readonly Definition[]
  /** Every key that something in the document defines or was meant to define. */
  known: ReadonlySet<string>
  /** Prefixes of which the document defines at least one id, in the home of a kind that the format knows. */
  prefixes: ReadonlySet<string>
  mentions: readonly Mention[]
  malformed: readonly Malformed[]
  review: Section | undefined
}

/** Reads a document by a format. Linear in the document. */
export function readBy(format: Format, spec: Spec): Reading {
  const byName = new Map<string, Section>()
  const wantedNames = format.sections.filter((wanted) => wanted.section.level === 2).map((wanted) => wanted.name)
  for (const section of spec.sections) {
    const lower = section.title.toLowerCase()
    if (section === spec.title || !wantedNames.some((name) => lower.includes(name))) continue
    const name = normalTitle(section.title)
    if (!byName.has(name)) byName.set(name, section)
  }
  const sections = new Map<TemplateSection, Section>()
  for (const wanted of format.sections) {
    if (wanted.section.level !== 2) continue
    const section = byName.get(wanted.name) ?? nearlyNamed(byName, wanted.name)
    if (section) sections.set(wanted, section)
  }
  const named = (name: string): Section | undefined => {
    for (const [wanted, section] of sections) if (wanted.name === name) return section
    return undefined
  }
  const homes = new Map<IdKind, Section>()
  for (const kind of format.kinds) {
    const home = named(kind.home)
    if (home) homes.set(kind, home)
  }
  const { definitions, others } = sortDefinitions(format, spec, homes)
  const malformed = readMalformed(spec, homes, definitions)
  const known = new Set(malformed.map((one) => one.meant.key))
  for (const definition of spec.definitions) if (definition.strong) known.add(definition.id.key)
  for (const definition of definitions) known.add(definition.id.key)
  return {
    spec,
    format,
    sections,
    fields: readFields(format, spec),
    homes,
    definitions,
    known,
    prefixes: new Set(definitions.filter((one) => roleOf(format, homes, one)).map((one) => one.id.prefix)),
    mentions: others.length === 0 ? spec.mentions : [...spec.mentions, ...others].sort((a, b) => a.start - b.start),
    malformed,
    review: format.review && named(format.review.name),
  }
}

/** `Problem Statement` stands for `Problem`, `Functional Requirements` for `Requirements`. */
function nearlyNamed(byName: ReadonlyMap<string, Section>, name: string): Section | undefined {
  for (const [own, section] of byName) {
    if (own.startsWith(`${name} `) || own.endsWith(` ${name}`)) return section
  }
  return undefined
}

function readFields(format: Format, spec: Spec): Map<TemplateField, Field> {
  const byKey = new Map<string, Field>()
  for (const field of spec.fields) {
    const key = field.key.toLowerCase()
    if (!byKey.has(key)) byKey.set(key, field)
  }
  const fields = new Map<TemplateField, Field>()
  for (const wanted of format.fields) {
    const field = byKey.get(wanted.key.toLowerCase())
    if (field) fields.set(wanted, field)
  }
  return fields
}

export const within = (outer: Section, section: Section | undefined): boolean =>
  section !== undefined && section.start >= outer.start && section.start < outer.end

/** The kind that an id belongs to by its prefix. */
export function kindOf(format: Format, { id }: Pick<Definition, 'id'>): IdKind | undefined {
  const prefix = basePrefix(id)
  return format.kinds.find((kind) => kind.prefix === prefix)
}

/**
 * An id is defined in the home of its kind; at the start of a line elsewhere (a verification list, a table of what is
 * covered) it is mentioned. Ids without a home have it in the first section that defines one of them.
 */
function sortDefinitions(format: Format, spec: Spec, homes: ReadonlyMap<IdKind, Section>) {
  const kinds = new Map<string, IdKind | undefined>()
  const homeOf = new Map<string, Section | undefined>()
  for (const definition of spec.definitions) {
    const { prefix } = definition.id
    if (!kinds.has(prefix)) kinds.set(prefix, kindOf(format, definition))
    const kind = kinds.get(prefix)
    const home = kind && homes.get(kind)
    if (home && within(home, definition.section)) homeOf.set(prefix, home)
  }
  for (const definition of spec.definitions) {
    const { prefix } = definition.id
    if (definition.strong && !homeOf.has(prefix)) homeOf.set(prefix, topSection(definition.section))
  }
  const definitions: Definition[] = []
  const others: Mention[] = []
  for (const definition of spec.definitions) {
    const { prefix } = definition.id
    const kind = kinds.get(prefix)
    const home = homeOf.get(prefix)
    const inside = homeOf.has(prefix) && (home ? within(home, definition.section) : !topSection(definition.section))
    // What has headings is not defined by a bullet: "- **US1 (Phase 3)**: depends on …".
    const fits = (kind ? kind.form !== 'heading' || definition.form !== 'item' : definition.strong) && inside
    if (fits) definitions.push(definition)
    else others.push({ ...definition, last: undefined, code: false })
  }
  return { definitions, others }
}

/** What a definition is for, by the section it stands in: an NFR among the requirements is a requirement. */
export function roleOf(format: Format, homes: Reading['homes'], definition: Definition): Role | undefined {
  const own = kindOf(format, definition)
  if (own) return own.role
  for (const [kind, home] of homes) if (within(home, definition.section)) return kind.role
  return undefined
}

/** Whether the document defines an id, or the item that it is a sub-clause of. */
export function isKnown(reading: Reading, id: Mention['id']): boolean {
  const parent = parentKey(id)
  return reading.known.has(id.key) || (parent !== undefined && reading.known.has(parent))
}

export const isDone = (spec: Spec, entry: { box: { start: number; end: number } | undefined }): boolean =>
  entry.box !== undefined && /[xX\u2713\u2714\u2705]/.test(spec.text.slice(entry.box.start, entry.box.end))

/** Boxes of the review section: `done` of `total`. */
export function reviewBoxes(reading: Reading): ListEntry[] {
  const { review, spec } = reading
  if (!review) return []
  return listEntries(spec, (item) => item.box !== undefined && item.start >= review.start && item.start < review.end)
}

export const countClarifications = (spec: Spec, state: Clarification['state']): number =>
  spec.clarifications.filter((one) => one.state === state).length
