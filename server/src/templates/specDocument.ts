// A document read by a template: which of its sections, fields and ids are those that the template asks for. The facts
// that rules and features share; they only read them.

import { lazy } from '../base/lazy.ts'
import { holding, perObject, perPair } from '../base/perObject.ts'
import { merged } from '../base/span.ts'
import { placeClarification, sectionIn } from '../document/assemble.ts'
import { readBareClarifications } from '../document/bareQuestions.ts'
import type { Chunk } from '../document/chunk.ts'
import { basePrefix, type Id, inWords, kindsIn, parentKey } from '../document/ids.ts'
import type { Clarification, Definition, Document, Reference, Section } from '../document/model.ts'
import { ownersOf } from '../document/qualifier.ts'
import { readClarifications } from '../document/questions.ts'
import { theirsOf } from '../document/read.ts'
import { asReferences } from '../document/references.ts'
import { isInGates } from '../document/sections.ts'
import type { MarkerWords } from '../languages/markers.ts'
import { isTranslatedTitle, meansSection, namesRequirements } from '../languages/names.ts'
import { type CodedItem, readCodedItems } from './codedItems.ts'
import { type Fit, fitOf, within } from './fit.ts'
import { topSection } from './learn.ts'
import { isSampleText } from './leftOver.ts'
import { type Malformed, readMalformed } from './malformed.ts'
import { definedBy, namedBy } from './storyNames.ts'
import type { Format, IdKind, Role, Template } from './template.ts'

export interface SpecDocument extends Fit {
  /** Of the file, as its reader names it: absolute, with `/`; empty for a text without a file. */
  path: string
  /** One of several documents of this kind (a phase's plan): it need not have everything. */
  part: boolean
  /** Nothing shows that it follows its format: what the template says of its structure is not asked for. */
  loose: boolean
  /** Ids that are defined here, in document order. */
  definitions: readonly Definition[]
  /** Every key that something in the document defines or was meant to define. */
  known: ReadonlySet<string>
  /** Ids that look defined here but are of a kind that another document of the feature has. */
  foreign: readonly Id[]
  /** How the document writes the ids that are its own, in the homes of the kinds that the format knows. */
  spellings: ReadonlySet<string>
  references: readonly Reference[]
  malformed: readonly Malformed[]
  /** Items that are code to Markdown, since they are indented by four spaces. */
  coded: readonly CodedItem[]
  /** Open and answered questions, in the words of the format, in document order. */
  clarifications: readonly Clarification[]
  review: Section | undefined
}

/** What is known of a document beside its text. */
export interface Place {
  path: string
  part?: boolean
  loose?: boolean
}

/** Reads a document by a template of a format. Linear in the document. */
export const readBy = (format: Format, template: Template, document: Document, place: Place): SpecDocument =>
  readFit(fitOf(format, template, document), place)

/** The same document with their side of its merge conflicts; itself where it has none. */
export const specOfTheirs = perObject((spec: SpecDocument): SpecDocument => {
  const { document, format, template, path, part, loose } = spec
  const theirs = theirsOf(document)
  return theirs === document ? spec : readBy(format, template, theirs, { path, part, loose })
})

/** Reads the rest of a document that a template fits. Linear in the document. */
export function readFit(fit: Fit, place: Place): SpecDocument {
  const { format, template, document, sections, homes } = fit
  const { definitions, others } = sortDefinitions(format, template, document, homes)
  const malformed = readMalformed(document, template, homes, definitions)
  const coded = readCodedItems(document, homes)
  const known = new Set([...malformed.map((one) => one.meant.key), ...coded.map(({ id }) => id.key)])
  const foreign: Id[] = []
  for (const definition of definedBy(document, format)) {
    if (!definition.strong) continue
    if (!kindOf(template, definition) && kindOf(format, definition)) foreign.push(definition.id)
    else known.add(definition.id.key)
  }
  for (const { id } of definitions) known.add(id.key).add(parentKey(id) ?? id.key)
  return holding({
    ...fit,
    path: place.path,
    part: place.part ?? false,
    loose: place.loose ?? false,
    definitions,
    known,
    foreign,
    spellings: spellingsOf(format, homes, definitions),
    references: others.length === 0 ? namedBy(document, format) : merged(namedBy(document, format), others),
    malformed,
    coded,
    clarifications: clarificationsOf(format, template, document),
    review: [...sections].find(([wanted]) => wanted.name === template.review?.name)?.[1],
  })
}

/** Questions and answers in the words of the format, without those that are samples of the template; but in check lists and logs those without brackets, too. */
function clarificationsOf(format: Format, template: Template, document: Document): readonly Clarification[] {
  const { documentKind } = template
  const planned = documentKind !== 'checklist' && documentKind !== 'clarifications'
  const isOwn = ({ start }: Clarification): boolean => !isSampleText({ document, template }, start)
  if (format.answers.markers.open.length === 0 && !planned) return document.clarifications.filter(isOwn)
  const all = document.chunks.flatMap((placed) =>
    clarificationsIn(placed.chunk, format.answers.markers, planned).map((one) =>
      placeClarification(one, placed.start, sectionIn(document, placed, one.section)),
    ),
  )
  return all.filter(isOwn)
}

const clarificationsIn = perPair((chunk: Chunk, markers: MarkerWords, planned: boolean): readonly Clarification[] => {
  const marked = markers.open.length > 0 ? readClarifications(chunk, markers) : chunk.clarifications
  const bare = planned && chunk.text.includes('CLARIFICATION') ? readBareClarifications(chunk) : []
  return bare.length === 0 ? marked : merged(marked, bare)
})

/** Whether some sections of a document have their names in another language than its template. */
export const isTranslated = ({ sections }: Pick<SpecDocument, 'sections'>): boolean =>
  [...sections].some(([{ name }, { key }]) => isTranslatedTitle(name, key))

const kindsByPrefix = perObject(({ kinds }: Pick<Format, 'kinds'>): ReadonlyMap<string, IdKind> => {
  const byPrefix = new Map<string, IdKind>()
  for (const kind of kinds) if (!byPrefix.has(kind.prefix)) byPrefix.set(kind.prefix, kind)
  return byPrefix
})

/** The kind that an id belongs to by its prefix: `FR-AGENT-001`, `M1-FR-001` and `TSIV-FR-001` are requirements. */
export function kindOf(format: Pick<Format, 'kinds'>, { id }: Pick<Definition, 'id'>): IdKind | undefined {
  const kinds = kindsByPrefix(format)
  const plain = kinds.get(id.prefix)
  if (plain || !id.prefix.includes('-')) return plain
  const known = kindsIn(id).find((part) => kinds.has(part))
  return known === undefined ? undefined : kinds.get(known)
}

/** Where and how the ids of one prefix are defined in a document. */
interface Usage {
  home: Section | undefined
  form: Definition['form']
  strong: boolean
  /** Ids of this kind have boxes: those without are mentions. */
  boxed: boolean
}

/**
 * An id is defined in the home of its kind, in the form of the first one there; at the start of a line elsewhere (a
 * verification list, a table of what is covered, "FR-002 for other clusters" among the non-goals) it is mentioned, and so
 * is one of a kind that another document of the feature defines. Ids without a home have it in the first section that
 * defines one of them. A bare id at the start of a bullet defines only in a document that writes all of that kind so.
 */
function sortDefinitions(format: Format, template: Template, document: Document, homes: ReadonlyMap<IdKind, Section>) {
  const usages = new Map<string, Usage>()
  const items = [...homes].filter(([{ form }, home]) => form === 'item' && home.level > 0).map(([, home]) => home)
  const all = definedBy(document, format)
  const ownerOf = ownersOf(document.sections)
  const own = all.filter((one) => (kindOf(format, one) || !isLabel(one, items)) && !ownerOf(one.section))
  for (const definition of own) {
    const { prefix } = definition.id
    const known = usages.get(prefix)
    if (known?.strong && (known.boxed || !definition.box)) continue
    const kind = kindOf(template, definition)
    if (!kind && kindOf(format, definition)) continue // of another document
    // What has headings is not defined by a bullet: "- **US1 (Phase 3)**: depends on …".
    if (kind?.form === 'heading' && definition.form === 'item' && !isInList(kind, definition)) continue
    const home = (kind && homes.get(kind)) ?? otherTaskHome(homes, definition) ?? topSection(definition.section)
    if (kind && homes.has(kind) ? !home || !within(home, definition.section) : !definition.strong) continue
    const boxed = kind?.boxed === true && definition.box !== undefined
    if (!known || (definition.strong && !known.strong) || (boxed && !known.boxed))
      usages.set(prefix, { home, form: definition.form, strong: definition.strong, boxed })
  }
  const definitions: Definition[] = []
  const rest: Definition[] = []
  const checks = lazy(() => document.sections.some(checksOthers))
  const repeated = lazy(() => tablesThatRepeat(own))
  const elsewhere = lazy(() => new Set(own.filter(({ section }) => !checksOthers(section)).map(({ id }) => id.key)))
  const isOwn = new Set(own)
  const boxed = new Set(own.flatMap(({ id, box }) => (box ? [id.key] : [])))
  for (const definition of all) {
    const { form, depth } = definition
    const usage = isOwn.has(definition) ? usages.get(definition.id.prefix) : undefined
    const inside =
      usage &&
      (usage.home
        ? isHeldBy(document, usage.home, definition) || isBelowQuestions(definition)
        : !topSection(definition.section)) &&
      !(checks() && checksOthers(definition.section) && elsewhere().has(definition.id.key)) &&
      !(form === 'row' && !kindOf(format, definition) && repeated().has(tableOf(definition)))
    // `**FR-003**: …` on a line of its own below the words of another item is one, too.
    const isItem = form === 'paragraph' && depth > 0 && usage?.form === 'item'
    const alike = (usage?.form === form || isItem) && usage?.strong === definition.strong
    // Some tasks may have a heading, and the others boxes.
    const isHeaded = usage?.boxed === true && form === 'heading' && !boxed.has(definition.id.key)
    if (inside && (isHeaded || (alike && (!usage.boxed || definition.box)))) definitions.push(definition)
    else rest.push(definition)
  }
  return { definitions, others: asReferences(document.text, rest) }
}

/** `- **US-001**: As an author …` below "User Stories", where other documents have a heading for each. */
const isInList = ({ role }: IdKind, { strong, section }: Definition): boolean =>
  role === 'story' && strong && meansSection(section?.key ?? '', 'stories')

/** A story whose heading stands below "Clarifications", which were put in before it. */
const isBelowQuestions = ({ id, form, section }: Definition): boolean =>
  form === 'heading' && inWords(id) && meansSection(topSection(section)?.key ?? '', 'clarifications')

/** A table and a prefix of ids in it. */
const tableOf = ({ id, table }: Definition): string => `${table} ${id.prefix}`

/** The tables in which several ids stand in more than one row: they list what belongs to these, and define none. */
function tablesThatRepeat(definitions: readonly Definition[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const again = new Map<string, Set<string>>()
  for (const one of definitions) {
    if (one.form !== 'row') continue
    const [table, row] = [tableOf(one), `${one.table} ${one.id.key}`]
    if (seen.has(row)) again.set(table, (again.get(table) ?? new Set()).add(row))
    seen.add(row)
  }
  return new Set([...again].filter(([, rows]) => rows.size > 1).map(([table]) => table))
}

/** Whether a section checks what others define: "Validation Checklist", "Constitution Compliance"; a phase has its own tasks. */
const checksOthers = (section: Section | undefined): boolean =>
  isInGates(section) && !/^phase\b/.test(topSection(section)?.key ?? '')

/** Whether an id stands in a home, or where that goes on: `Requirements` again, `Functional Requirements (Continued)`. */
function isHeldBy({ sections }: Document, home: Section, { section }: Definition): boolean {
  if (within(home, section)) return true
  const top = topSection(section)
  if (top === undefined || top.key === home.key) return top !== undefined
  const goesOn = /[(–—-][ \t]*(?:continued|cont\.)/i.test(top.title)
  return goesOn && sections.some((one) => within(home, one) && one.key === top.key)
}

/**
 * Whether what starts with an id of no known kind only speaks of it: a priority or a name (`P2: …`, `D1 (SQLite)`), and a
 * label of several words outside of lists of items (`**PS-07 scope**: …` among edge cases).
 */
const isLabel = ({ id, form, titled, section }: Definition, homes: readonly Section[]): boolean =>
  (id.prefix.length === 1 && id.digits < 3) ||
  (titled && form !== 'heading' && form !== 'row' && !homes.some((home) => within(home, section)))

/** The home of tasks around an item of no known kind that is one of them: `TASK-001`, or `BE-001` with a box. */
function otherTaskHome(homes: SpecDocument['homes'], { id, box, section }: Definition): Section | undefined {
  if (!box && !/^(?:TASK|TSK)$/.test(basePrefix(id))) return undefined
  if (!id.lead.includes('-') && id.digits < 2) return undefined // `[CTX7]` is the name of a tool
  for (const [{ role }, home] of homes) if (role === 'task' && within(home, section)) return home
  return undefined
}

/**
 * The spellings of a document's own ids. Of a prefix that the format does not know, one id is no evidence: "P95" and
 * "AES-256" are names. `FR-001` says nothing of `FR-1`, nor `SC-001` of the standard's `SC-7`.
 */
function spellingsOf(format: Format, homes: SpecDocument['homes'], definitions: readonly Definition[]): Set<string> {
  const counts = new Map<string, number>()
  for (const { id } of definitions) counts.set(id.prefix, (counts.get(id.prefix) ?? 0) + 1)
  const spellings = new Set<string>()
  for (const definition of definitions) {
    const { id } = definition
    const kind = kindOf(format, definition)
    const own = kind !== undefined || (id.lead.endsWith('-') && (counts.get(id.prefix) ?? 0) > 1)
    if (!own || !roleOf(format, homes, definition)) continue
    spellings.add(spellingOf(id))
    // `User Story 1` is `US-1` and `US1`.
    if (kind?.role === 'story' && inWords(id))
      spellings.add(`${id.prefix}${id.digits}`).add(`${id.prefix}-${id.digits}`)
  }
  return spellings
}

/** Whether an id is written like some others: `CL-12` like `CL-1`, but not `FR-12` like `FR-001`. */
export const isSpelled = (spellings: ReadonlySet<string>, id: Pick<Id, 'lead' | 'digits' | 'number'>): boolean =>
  spellings.has(spellingOf(id)) || (String(id.number).length === id.digits && spellings.has(`${id.lead}1`))

/** What two ids share that are written alike: `FR-` and 3 digits. */
export const spellingOf = (id: Pick<Reference['id'], 'lead' | 'digits'>): string => `${id.lead}${id.digits}`

/**
 * What a definition is for. An id of another prefix is what the section says: `NFR-001` under "Non-Functional" is a
 * requirement; under "Non-Goals" or "Constraints" it is none.
 */
export function roleOf(
  format: Pick<Format, 'kinds'>,
  homes: SpecDocument['homes'],
  definition: Definition,
): Role | undefined {
  const own = kindOf(format, definition)
  if (own) return own.role
  if (otherTaskHome(homes, definition)) return 'task'
  if (definition.id.prefix === 'NFR' && /requirement/.test(topSection(definition.section)?.key ?? ''))
    return 'requirement'
  for (const [kind, home] of homes) {
    if (home.level === 0 || kind.form !== 'item' || !within(home, definition.section)) continue
    const title = definition.section?.key ?? ''
    const place = kind.within.type === 'named' ? kind.within.name : (kind.home ?? '')
    if (definition.section === home || title.includes(place) || title.includes(kind.home ?? place)) return kind.role
    if (isTranslatedTitle(title, place) || (kind.role === 'requirement' && namesRequirements(title))) return kind.role
  }
  return undefined
}

const byRole = perObject(({ definitions, format, homes }: SpecDocument) => {
  const roles = new Map<Role | undefined, Definition[]>()
  for (const definition of definitions) {
    const own = roleOf(format, homes, definition)
    const same = roles.get(own)
    if (same) same.push(definition)
    else roles.set(own, [definition])
  }
  return roles
})

/** The definitions of a role, in document order. */
export const definitionsOf = (spec: SpecDocument, role: Role): readonly Definition[] => byRole(spec).get(role) ?? []
