// A document read by a format: which of its sections, fields and ids are those that the template asks for. The facts
// that rules and features share; they only read them.
import { listEntries } from '../spec/entries.ts'
import { basePrefix, parentKey } from '../spec/ids.ts'
import type { Clarification, Definition, Field, ListEntry, Mention, Section, Spec } from '../spec/model.ts'
import { normalTitle, startsWithName } from '../spec/sections.ts'
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
  /** How the document writes the ids that are its own, in the homes of the kinds that the format knows. */
  spellings: ReadonlySet<string>
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
    const first = byName.get(name)
    if (!first || (first.level !== 2 && section.level === 2)) byName.set(name, section)
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
  for (const { id } of definitions) known.add(id.key).add(parentKey(id) ?? id.key)
  return {
    spec,
    format,
    sections,
    fields: readFields(format, spec),
    homes,
    definitions,
    known,
    spellings: spellingsOf(format, homes, definitions),
    mentions: others.length === 0 ? spec.mentions : [...spec.mentions, ...others].sort((a, b) => a.start - b.start),
    malformed,
    review: format.review && named(format.review.name),
  }
}

/** `Problem Statement` stands for `Problem`, `Functional Requirements` for `Requirements`; at the top only. */
function nearlyNamed(byName: ReadonlyMap<string, Section>, name: string): Section | undefined {
  for (const [own, section] of byName) {
    if (section.level > 2) continue
    if (own.endsWith(` ${name}`) || startsWithName(own, name)) return section
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

/** Where and how the ids of one prefix are defined in a document. */
interface Usage {
  kind: IdKind | undefined
  home: Section | undefined
  form: Definition['form']
  strong: boolean
}

/**
 * An id is defined in the home of its kind, in the form of the first one there; at the start of a line elsewhere (a
 * verification list, a table of what is covered, "FR-002 for other clusters" among the non-goals) it is mentioned. Ids
 * without a home have it in the first section that defines one of them. A bare id at the start of a bullet defines only
 * in a document that writes all of that kind so.
 */
function sortDefinitions(format: Format, spec: Spec, homes: ReadonlyMap<IdKind, Section>) {
  const usages = new Map<string, Usage>()
  for (const definition of spec.definitions) {
    const { prefix } = definition.id
    const known = usages.get(prefix)
    if (known?.strong) continue
    const kind = known?.kind ?? kindOf(format, definition)
    const home = kind ? homes.get(kind) : topSection(definition.section)
    // What has headings is not defined by a bullet: "- **US1 (Phase 3)**: depends on …".
    if (kind?.form === 'heading' && definition.form === 'item') continue
    if (kind ? !home || !within(home, definition.section) : !definition.strong) continue
    if (!known || definition.strong)
      usages.set(prefix, { kind, home, form: definition.form, strong: definition.strong })
  }
  const definitions: Definition[] = []
  const others: Mention[] = []
  for (const definition of spec.definitions) {
    const usage = usages.get(definition.id.prefix)
    const inside = usage && (usage.home ? within(usage.home, definition.section) : !topSection(definition.section))
    if (inside && definition.form === usage.form && definition.strong === usage.strong) definitions.push(definition)
    else others.push({ ...definition, last: undefined, code: false })
  }
  return { definitions, others }
}

/**
 * The spellings of a document's own ids. Of a prefix that the format does not know, one id is no evidence: "P95" and
 * "AES-256" are names. `FR-001` says nothing of `FR-1`, nor `SC-001` of the standard's `SC-7`.
 */
function spellingsOf(format: Format, homes: Reading['homes'], definitions: readonly Definition[]): Set<string> {
  const counts = new Map<string, number>()
  for (const { id } of definitions) counts.set(id.prefix, (counts.get(id.prefix) ?? 0) + 1)
  const spellings = new Set<string>()
  for (const definition of definitions) {
    const { id } = definition
    const kind = kindOf(format, definition)
    const own = kind !== undefined || (id.lead.endsWith('-') && (counts.get(id.prefix) ?? 0) > 1)
    if (own && roleOf(format, homes, definition)) spellings.add(spellingOf(id))
  }
  return spellings
}

/** What two ids share that are written alike: `FR-` and 3 digits. */
export const spellingOf = (id: Pick<Mention['id'], 'lead' | 'digits'>): string => `${id.lead}${id.digits}`

/** The first number that no id of a prefix has: not defined, not meant, and not spoken of as what was withdrawn. */
export function nextNumber({ definitions, malformed, mentions }: Reading, prefix: string): number {
  let highest = 0
  let like: string | undefined
  for (const { id } of definitions) {
    if (id.prefix !== prefix) continue
    highest = Math.max(highest, id.number)
    like ??= spellingOf(id)
  }
  for (const { meant } of malformed) if (meant.prefix === prefix) highest = Math.max(highest, meant.number)
  for (const { id, last } of mentions) {
    if (id.prefix === prefix && spellingOf(id) === like) highest = Math.max(highest, (last ?? id).number)
  }
  return highest + 1
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
