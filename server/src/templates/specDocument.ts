// A document read by a template: which of its sections, fields and ids are those of the template. Rules and features share
// these facts and do not change them.

import { groupBy } from '../base/groups.ts'
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
import { readTheirs } from '../document/read.ts'
import { asReferences } from '../document/references.ts'
import { isInGates, perHeading } from '../document/sections.ts'
import { specPrefix } from '../document/specNumber.ts'
import type { MarkerWords } from '../languages/markers.ts'
import { isTranslatedTitle, meansSection, namesRequirements } from '../languages/names.ts'
import { type CodedItem, readCodedItems } from './codedItems.ts'
import { type Fit, fitOf, within } from './fit.ts'
import { topSection } from './learn.ts'
import { isSampleText } from './leftOver.ts'
import { readMalformed } from './malformed.ts'
import type { Malformed } from './malformedItem.ts'
import { definitionsIn, referencesIn } from './storyNames.ts'
import type { Format, IdKind, Role, Template } from './template.ts'

export interface SpecDocument extends Fit {
  /** The path of its file, absolute, with `/`. Empty for a text without a file. */
  path: string
  /** Whether it is one of several documents of its kind (the plan of a phase), which need not be complete. */
  part: boolean
  /** Whether there is no evidence that it follows its format. The structure of the template is not required then. */
  loose: boolean
  /** Ids that are defined here, in document order. */
  definitions: readonly Definition[]
  /** Keys of all ids that the document defines or was meant to define. */
  knownKeys: ReadonlySet<string>
  /** Ids that look defined here but are of a kind that belongs to another document of the feature. */
  foreign: readonly Id[]
  /** The spellings of the document's ids; see `spellingOf`. */
  spellings: ReadonlySet<string>
  references: readonly Reference[]
  malformed: readonly Malformed[]
  /** Items that Markdown treats as code, because they are indented by four spaces. */
  coded: readonly CodedItem[]
  /** Open and answered questions, in the words of the format, in document order. */
  clarifications: readonly Clarification[]
  review: Section | undefined
}

/** What is known about a document apart from its text. */
export interface DocumentContext {
  path: string
  part?: boolean
  loose?: boolean
}

/** Reads a document by a template of a format. Linear in the document. */
export const readBy = (format: Format, template: Template, document: Document, place: DocumentContext): SpecDocument =>
  readFit(fitOf(format, template, document), place)

/** The document with their side of its merge conflicts, or the document itself if it has none. */
export const specOfTheirs = perObject((spec: SpecDocument): SpecDocument => {
  const { document, format, template, path, part, loose } = spec
  const theirs = readTheirs(document)
  return theirs === document ? spec : readBy(format, template, theirs, { path, part, loose })
})

/** Reads a document that was matched with a template. Linear in the document. */
export function readFit(fit: Fit, place: DocumentContext): SpecDocument {
  const { format, template, document, sections, homes } = fit
  const { definitions, others } = sortDefinitions(format, template, document, homes)
  const malformed = readMalformed(document, template, homes, definitions)
  const coded = readCodedItems(document, homes)
  const knownKeys = new Set([...malformed.map((item) => item.meant.key), ...coded.map(({ id }) => id.key)])
  const foreign: Id[] = []
  for (const definition of definitionsIn(document, format)) {
    if (!definition.strong) continue
    // Ids of tests (`T-GL-05`) may look like those of tasks.
    const isOfOther = !kindOf(template, definition) && kindsByPrefix(format).has(definition.id.prefix)
    if (isOfOther) foreign.push(definition.id)
    else knownKeys.add(definition.id.key)
  }
  for (const { id } of definitions) {
    knownKeys.add(id.key)
    const parent = parentKey(id)
    if (parent !== undefined) knownKeys.add(parent)
  }
  return holding('spec', {
    ...fit,
    path: place.path,
    part: place.part ?? false,
    loose: place.loose ?? false,
    definitions,
    knownKeys,
    foreign,
    spellings: spellingsOf(format, homes, definitions),
    references: others.length === 0 ? referencesIn(document, format) : merged(referencesIn(document, format), others),
    malformed,
    coded,
    clarifications: clarificationsOf(format, template, document),
    review: [...sections].find(([wanted]) => wanted.name === template.review?.name)?.[1],
  })
}

/**
 * Questions and answers in the words of the format, without samples of the template. Those without brackets count, too,
 * except in checklists and decision logs.
 */
function clarificationsOf(format: Format, template: Template, document: Document): readonly Clarification[] {
  const { documentKind } = template
  const planned = documentKind !== 'checklist' && documentKind !== 'clarifications'
  // Checklists and their notes speak of the markers in the specification.
  const asks = ({ inner, question }: Clarification): boolean =>
    documentKind !== 'checklist' || inner.end > inner.start || /[?？]$/.test(question)
  const isOwn = (clarification: Clarification): boolean =>
    asks(clarification) && !isSampleText({ document, template }, clarification.start)
  if (format.answers.markers.open.length === 0 && !planned) return document.clarifications.filter(isOwn)
  const all = document.chunks.flatMap((placed) =>
    clarificationsIn(placed.chunk, format.answers.markers, planned).map((clarification) =>
      placeClarification(clarification, placed.start, sectionIn(document, placed, clarification.section)),
    ),
  )
  return all.filter(isOwn)
}

const clarificationsIn = perPair((chunk: Chunk, markers: MarkerWords, planned: boolean): readonly Clarification[] => {
  const marked = markers.open.length > 0 ? readClarifications(chunk, markers) : chunk.clarifications
  const bare = planned && chunk.text.includes('CLARIFICATION') ? readBareClarifications(chunk) : []
  return bare.length === 0 ? marked : merged(marked, bare)
})

/** Whether some sections of a document have their titles in another language than its template. */
export const isTranslated = ({ sections }: Pick<SpecDocument, 'sections'>): boolean =>
  [...sections].some(([{ name }, { key }]) => isTranslatedTitle(name, key))

const kindsByPrefix = perObject(({ kinds }: Pick<Format, 'kinds'>): ReadonlyMap<string, IdKind> => {
  const byPrefix = new Map<string, IdKind>()
  for (const kind of kinds) if (!byPrefix.has(kind.prefix)) byPrefix.set(kind.prefix, kind)
  return byPrefix
})

/** The kind of an id by its prefix: `FR-AGENT-001`, `M1-FR-001` and `TSIV-FR-001` are requirements. Undefined if unknown. */
export function kindOf(format: Pick<Format, 'kinds'>, { id }: Pick<Definition, 'id'>): IdKind | undefined {
  const kinds = kindsByPrefix(format)
  const plain = kinds.get(id.prefix)
  if (plain || !id.prefix.includes('-')) return plain
  const prefix = kindsIn(id).find((part) => kinds.has(part))
  return prefix === undefined ? undefined : kinds.get(prefix)
}

/** Where and how ids of one prefix are defined in a document. */
interface Usage {
  home: Section | undefined
  form: Definition['form']
  strong: boolean
  /** Whether definitions have checkboxes, so that ids without one are references. */
  boxed: boolean
}

/**
 * Separates definitions from what is only a reference.
 *
 * An id is defined in the home section of its kind, in the form of the first one there. At the start of a line elsewhere (a
 * verification list, a coverage table, "FR-002 for other clusters" among the non-goals) it is a reference, and so is an id
 * of a kind that another document of the feature defines. The home of ids without a kind is the first section that defines
 * one of them. A bare id at the start of a list item is a definition only if the document writes all of its kind this way, and
 * without a home section only in a series that starts with 1, 2 and 3.
 */
function sortDefinitions(format: Format, template: Template, document: Document, homes: ReadonlyMap<IdKind, Section>) {
  const usages = new Map<string, Usage>()
  const items = [...homes].filter(([{ form }, home]) => form === 'item' && home.level > 0).map(([, home]) => home)
  const all = definitionsIn(document, format)
  const ownerOf = ownersOf(document.sections)
  const candidates = all.filter(
    (definition) => (kindOf(format, definition) || !isLabel(definition, items)) && !ownerOf(definition.section),
  )
  const series = lazy(() => bareSeries(candidates))
  for (const definition of candidates) {
    const { prefix } = definition.id
    const usage = usages.get(prefix)
    if (usage?.strong && (usage.boxed || !definition.box)) continue
    const kind = kindOf(template, definition)
    if (!kind && kindOf(format, definition)) continue // of another document
    // If the kind has headings, a list item defines nothing: "- **US1 (Phase 3)**: depends on …".
    if (kind?.form === 'heading' && definition.form === 'item' && !isInList(kind, definition)) continue
    const home = (kind && homes.get(kind)) ?? otherTaskHome(homes, definition) ?? topSection(definition.section)
    const isMeant = definition.strong || (kind !== undefined && series().has(prefix))
    if (kind && homes.has(kind) ? !home || !within(home, definition.section) : !isMeant) continue
    const boxed = kind?.boxed === true && definition.box !== undefined
    if (!usage || (definition.strong && !usage.strong) || (boxed && !usage.boxed))
      usages.set(prefix, { home, form: definition.form, strong: definition.strong, boxed })
  }
  const definitions: Definition[] = []
  const rest: Definition[] = []
  const checks = lazy(() => document.sections.some(checksOthers))
  const repeated = lazy(() => tablesThatRepeat(candidates))
  const elsewhere = lazy(
    () => new Set(candidates.filter(({ section }) => !checksOthers(section)).map(({ id }) => id.key)),
  )
  const candidateSet = candidates.length === all.length ? undefined : new Set(candidates)
  const boxed = lazy(() => new Set(candidates.flatMap(({ id, box }) => (box ? [id.key] : []))))
  for (const definition of all) {
    const { form, depth } = definition
    const usage = candidateSet?.has(definition) === false ? undefined : usages.get(definition.id.prefix)
    const inside =
      usage &&
      (usage.home
        ? isHeldBy(document, usage.home, definition) || isBelowQuestions(definition)
        : !topSection(definition.section)) &&
      !(checks() && checksOthers(definition.section) && elsewhere().has(definition.id.key)) &&
      !(form === 'row' && !kindOf(format, definition) && repeated().has(tableOf(definition)))
    // `**FR-003**: …` in a paragraph below the text of another item is an item, too.
    const isItem = form === 'paragraph' && depth > 0 && usage?.form === 'item'
    const alike = (usage?.form === form || isItem) && usage?.strong === definition.strong
    // Some tasks may have a heading, and the others boxes.
    const isHeaded = usage?.boxed === true && form === 'heading' && !boxed().has(definition.id.key)
    if (inside && (isHeaded || (alike && (!usage.boxed || definition.box)))) definitions.push(definition)
    else rest.push(definition)
  }
  return { definitions, others: asReferences(document.text, rest) }
}

/**
 * The prefixes whose bare ids at the start of list items are definitions without a home section: all of them are in one section of
 * the document and count from 1.
 */
function bareSeries(definitions: readonly Definition[]): ReadonlySet<string> {
  const bare = definitions.filter(({ form, depth, box }) => form === 'item' && depth === 0 && !box)
  const series = [...groupBy(bare, ({ id }) => id.prefix)].filter(
    ([, items]) =>
      items.every(({ strong, section }) => !strong && topSection(section) === topSection(items[0]?.section)) &&
      items.slice(0, 3).every(({ id }, k) => id.number === k + 1) &&
      items.length >= 3,
  )
  return new Set(series.map(([prefix]) => prefix))
}

/** `- **US-001**: As an author …` below "User Stories", where other documents have a heading for each. */
const isInList = ({ role }: IdKind, { strong, section }: Definition): boolean =>
  role === 'story' && strong && meansSection(section?.key ?? '', 'stories')

/** Whether a definition is the heading of a story below "Clarifications", which was inserted before it. */
const isBelowQuestions = ({ id, form, section }: Definition): boolean =>
  form === 'heading' && inWords(id) && meansSection(topSection(section)?.key ?? '', 'clarifications')

/** A key for a table and a prefix of ids in it. */
const tableOf = ({ id, table }: Definition): string => `${table} ${id.prefix}`

/** Keys of tables in which several ids have more than one row. Such tables list what belongs to ids and define none. */
function tablesThatRepeat(definitions: readonly Definition[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeatedRows = new Map<string, Set<string>>()
  for (const definition of definitions) {
    if (definition.form !== 'row') continue
    const [table, row] = [tableOf(definition), `${definition.table} ${definition.id.key}`]
    if (seen.has(row)) repeatedRows.set(table, (repeatedRows.get(table) ?? new Set()).add(row))
    seen.add(row)
  }
  return new Set([...repeatedRows].filter(([, rows]) => rows.size > 1).map(([table]) => table))
}

/** Whether a section checks what others define: "Validation Checklist", "Constitution Compliance". A phase has its own tasks. */
const checksOthers = (section: Section | undefined): boolean =>
  section !== undefined &&
  (isInGates(section) || isOfAcceptance(section)) &&
  !/^phase\b/.test(topSection(section)?.key ?? '')

const isOfAcceptance = perHeading(({ key }) => /\bacceptance criteria\b/.test(key))

/** Whether an id is in a home section or its continuation: `Requirements` again, `Functional Requirements (Continued)`. */
function isHeldBy({ sections }: Document, home: Section, { section }: Definition): boolean {
  if (within(home, section)) return true
  const top = topSection(section)
  if (top === undefined || top.key === home.key) return top !== undefined
  const goesOn = /[(–—-][ \t]*(?:continued|cont\.)/i.test(top.title)
  return goesOn && sections.some((section) => within(home, section) && section.key === top.key)
}

/**
 * Whether an id of no known kind is only a label: a priority or a name (`P2: …`, `D1 (SQLite)`), a decision record in a list of
 * constraints, a specification in a table of dependencies, a name with a digit (`**KTX2 Level**: …`), or a label of several words
 * outside of the home sections of list items (`**PS-07 scope**: …` among edge cases).
 */
const isLabel = ({ id, form, titled, section }: Definition, homes: readonly Section[]): boolean =>
  (id.prefix.length === 1 && id.digits < 3) ||
  ((id.prefix === 'ADR' || id.prefix === specPrefix) && form !== 'heading') ||
  (titled && id.digits === 1 && !id.lead.includes('-')) ||
  (titled && form !== 'heading' && form !== 'row' && !homes.some((home) => within(home, section)))

/** The home section of tasks around a task of no known kind: `TASK-001`, or `BE-001` with a checkbox. */
function otherTaskHome(homes: SpecDocument['homes'], { id, box, section }: Definition): Section | undefined {
  if (!box && !/^(?:TASK|TSK)$/.test(basePrefix(id))) return undefined
  if (!id.lead.includes('-') && id.digits < 2) return undefined // `[CTX7]` is the name of a tool
  for (const [{ role }, home] of homes) if (role === 'task' && within(home, section)) return home
  return undefined
}

/**
 * The spellings of the ids that a document defines. For an unknown prefix, one id is no evidence: "P95" and "AES-256" are
 * names. `FR-001` does not imply `FR-1`, nor `SC-001` the `SC-7` of a standard.
 */
function spellingsOf(format: Format, homes: SpecDocument['homes'], definitions: readonly Definition[]): Set<string> {
  const counts = new Map<string, number>()
  for (const { id } of definitions) counts.set(id.prefix, (counts.get(id.prefix) ?? 0) + 1)
  const spellings = new Set<string>()
  for (const definition of definitions) {
    const { id } = definition
    if (spellings.has(spellingOf(id))) continue
    const kind = kindOf(format, definition)
    const isOwnReference = kind !== undefined || (id.lead.endsWith('-') && (counts.get(id.prefix) ?? 0) > 1)
    if (!isOwnReference || !roleOf(format, homes, definition)) continue
    spellings.add(spellingOf(id))
    // `User Story 1` is `US-1` and `US1`.
    if (kind?.role === 'story' && inWords(id))
      spellings.add(`${id.prefix}${id.digits}`).add(`${id.prefix}-${id.digits}`)
  }
  return spellings
}

/** Whether an id has one of the spellings: `CL-12` that of `CL-1`, but `FR-12` not that of `FR-001`. */
export const isSpelled = (spellings: ReadonlySet<string>, id: Pick<Id, 'lead' | 'digits' | 'number'>): boolean =>
  spellings.has(spellingOf(id)) || (String(id.number).length === id.digits && spellings.has(`${id.lead}1`))

/** The spelling of an id, which ids that are written alike share: the lead and the number of digits, as in `FR-3`. */
export const spellingOf = (id: Pick<Reference['id'], 'lead' | 'digits'>): string => `${id.lead}${id.digits}`

/**
 * The role of a definition. For an unknown prefix, the section decides: an id under "Non-Functional" is a requirement, under
 * "Non-Goals" or "Constraints" it is none.
 */
export function roleOf(
  format: Pick<Format, 'kinds'>,
  homes: SpecDocument['homes'],
  definition: Definition,
): Role | undefined {
  const ownKind = kindOf(format, definition)
  if (ownKind) return ownKind.role
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
    const role = roleOf(format, homes, definition)
    const same = roles.get(role)
    if (same) same.push(definition)
    else roles.set(role, [definition])
  }
  return roles
})

/** The definitions of a role, in document order. */
export const definitionsOf = (spec: SpecDocument, role: Role): readonly Definition[] => byRole(spec).get(role) ?? []
