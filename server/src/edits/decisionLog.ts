// The decision log: entries are appended, and an old entry only gets a pointer to the one that supersedes it.

import type { Edit } from '../base/edit.ts'
import { t } from '../base/l10n.ts'
import { inLineEndsOf } from '../base/lines.ts'
import { createObjectTable } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { encodeDestination } from '../base/uri.ts'
import { anchorAt } from '../document/anchors.ts'
import { writeId } from '../document/ids.ts'
import { isOpenAtEnd } from '../document/insertion.ts'
import type { Clarification, Definition, Document } from '../document/model.ts'
import { blocksOf } from '../document/places.ts'
import { readDocument } from '../document/read.ts'
import { type Feature, type LocatedDefinition, nextNumber } from '../feature/feature.ts'
import { specId, summarise } from '../feature/summary.ts'
import { isTemplateText } from '../templates/leftOver.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { IdKind, Template } from '../templates/template.ts'
import { type Change, wordsEnd } from './change.ts'
import { type Entry, entryText, type People } from './decisionEntry.ts'
import { aloneIn, contextOf, fitting, inSentence, itemAround, quoted } from './questionContext.ts'

/** The log of a feature: its file, its document if it exists, and the kind of its entries. */
export interface Log {
  path: string
  template: Template
  kind: IdKind
  spec: SpecDocument | undefined
  /** The id of the next entry. */
  next: string
}

/** The existing or future log of a feature; undefined if its format has none, or it is a single file. */
export function logOf(feature: Feature): Log | undefined {
  const cached = logs.get(feature)
  if (cached) return cached.log
  const log = findLog(feature)
  logs.set(feature, { log })
  return log
}

const logs = createObjectTable<Feature, { log: Log | undefined }>()

function findLog(feature: Feature): Log | undefined {
  const template = feature.format.templates.find(({ documentKind }) => documentKind === 'clarifications')
  const kind = feature.format.kinds.find(({ role }) => role === 'decision')
  if (
    feature.format.answers.mode !== 'log' ||
    !template ||
    !kind ||
    feature.spec.path === feature.path ||
    feature.path === ''
  )
    return undefined
  const spec = feature.documents.find((one) => one.template.documentKind === 'clarifications' && !one.part)
  const slash = feature.spec.path.lastIndexOf('/') < 0 ? '\\' : '/'
  const path = spec?.path ?? `${feature.path}${slash}clarifications.md`
  return { path, template, kind, spec, next: writeId(kind, nextDecision(feature, kind)) }
}

/** The first number that is not used in the feature, neither by a definition nor by a reference. */
function nextDecision(feature: Feature, { prefix }: IdKind): number {
  let highest = nextNumber(feature, prefix) - 1
  for (const spec of feature.documents) {
    const { document } = spec
    for (const { id } of document.definitions) if (id.prefix === prefix) highest = Math.max(highest, id.number)
    for (const reference of document.references) {
      const { number } = reference.last ?? reference.id
      if (reference.id.prefix !== prefix || number <= highest || reference.qualifier) continue
      // The introduction of the log, "(`CL-1`, `CL-2`, ...)", references no decision.
      if (!isTemplateText(spec, reference.start)) highest = number
    }
  }
  return highest + 1
}

const mostInline = 80 // characters of an answer that is written next to its id

/** Appends an entry for a question, and replaces the question with its id. */
export function recordDecision(
  feature: Feature,
  log: Log,
  spec: SpecDocument,
  one: Clarification,
  answer: string | undefined,
  today: string,
  people: People = {},
): Change | undefined {
  if (spec === log.spec) return undefined // a question in the log itself
  const item = itemAround(spec, one)
  const link = linkTo(feature, spec, one)
  const appended = append(feature, log, today, {
    id: log.next,
    question: quoted(one.question, spec),
    context: contextOf(spec, one),
    answer,
    references: item ? `${item.id.text} in ${link}` : link,
    people,
    supersedes: undefined,
  })
  if (!appended) return undefined
  const own = reference(spec, one, log.next, answer)
  return {
    label: t('Record Decision "{0}"', log.next),
    documents: [{ path: spec.path, before: spec.document.text, edits: [own] }, appended.change],
    cursor: appended.cursor,
  }
}

/** Appends an entry that replaces an old one, which gets a pointer to it and is not changed otherwise. */
export function supersede(
  feature: Feature,
  log: Log,
  { spec, definition }: LocatedDefinition,
  answer: string | undefined,
  today: string,
  people: People = {},
): Change | undefined {
  if (spec !== log.spec) return undefined
  const { text } = spec.document
  const id = definition.id.text
  const appended = append(feature, log, today, {
    id: log.next,
    question: quoted(questionOf(spec, definition), spec) || `in place of ${id}`,
    context: '',
    answer,
    references: id,
    people,
    supersedes: id,
  })
  if (!appended || !definition.section || isSuperseded(spec, definition)) return undefined
  const [entry] = appended.change.edits as [Edit]
  const at = headingEnd(text, definition.section.body)
  const pointer = inLineEndsOf(text, `\n\n**Superseded by**: ${log.next}`)
  // An entry without a body ends at its pointer: then both are one edit.
  const edits =
    entry.start <= at
      ? [{ start: at, end: at, text: pointer + entry.text }]
      : [{ start: at, end: at, text: pointer }, entry]
  const shift = pointer.length + (entry.start <= at ? at - entry.start : 0)
  return {
    label: t('Supersede "{0}"', id),
    documents: [{ ...appended.change, edits }],
    cursor: {
      ...moved(appended.cursor, shift),
      path: appended.cursor.path,
      rest: appended.cursor.rest.map((one) => moved(one, shift)),
    },
  }
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by })

/** A link from the log to a position: to its document and heading. */
function linkTo(feature: Feature, { path, document }: SpecDocument, { start }: Span): string {
  const file = path.slice(feature.path.length + 1).replaceAll('\\', '/')
  const section = document.sections.findLast((one) => one.level > 1 && one.start <= start && start < one.end)
  const anchor = section && anchorAt(document, section.start)
  return `[${file}](${encodeDestination(file)}${anchor ? `#${anchor}` : ''})`
}

/** The end of the line of a heading, by the start of its body. */
const headingEnd = (text: string, body: number): number => {
  const newline = /(?:\r\n?|\n)$/.exec(text.slice(Math.max(0, body - 2), body))?.[0].length ?? 0
  return body - newline
}

/** Whether an entry was replaced by another one. */
export function isSuperseded({ document: { text } }: SpecDocument, { section }: Definition): boolean {
  return section !== undefined && /^\s*(?:[-*+]\s+)?\**Superseded by\b/im.test(text.slice(section.body, section.end))
}

/** The question of an entry: its title without id and date. */
export function questionOf({ document: { text } }: SpecDocument, { section, end }: Definition): string {
  const title = text.slice(end, section?.name.end ?? end)
  return title
    .replace(/^[\s*_:：—–-]+/, '')
    .replace(/^\d{4}-\d\d-\d\d[\s:：—–-]*/, '')
    .trim()
}

/** Replaces the question with the id: `- [x] CL-3 — question` for an item of a list, `4 days (CL-3)` in a sentence. */
function reference(spec: SpecDocument, one: Clarification, id: string, answer: string | undefined): Edit {
  const alone = aloneIn(spec, one)
  const { text } = spec.document
  if (alone) {
    const ticked = text.includes('[X]') && !text.includes('[x]') ? 'X' : 'x'
    const words = `${id} — ${fitting(spec, one.start, quoted(one.question, spec))}`
    return alone.box
      ? { start: alone.box.start, end: one.end, text: `${ticked}${text.slice(alone.box.end, one.start)}${words}` }
      : { start: one.start, end: one.end, text: words }
  }
  const words = answer === undefined ? '' : inSentence(spec, one, fitting(spec, one.start, answer))
  if (words === '' || words.length > mostInline) return { start: one.start, end: one.end, text: id }
  const inParens = /[(（]$/.test(text.slice(0, one.start).slice(-1)) && /^[)）]/.test(text.slice(one.end, one.end + 1))
  return { start: one.start, end: one.end, text: inParens ? `${words}, ${id}` : `${words} (${id})` }
}

/** Appends a decision about an item that no question asked for. Undefined as for `append`. */
export function noteDecision(
  feature: Feature,
  log: Log,
  question: string,
  answer: string,
  item: string,
  today: string,
): Change | undefined {
  const entry = { id: log.next, question, context: '', answer, references: item, people: {}, supersedes: undefined }
  const appended = append(feature, log, today, entry)
  return appended && { label: question, documents: [appended.change], cursor: appended.cursor }
}

/** Adds the entry after the others, in a new log if there is none; undefined if it would be in an unclosed block. */
function append(feature: Feature, log: Log, today: string, entry: Entry) {
  const document = log.spec?.document ?? readDocument(newLog(feature, log))
  if (isOpenAtEnd(document)) return undefined
  const { at, level, rule } = log.spec ? placeIn(log.spec, log) : placeWithout(document)
  const { text, blanks } = entryText(feature, today, entry, level)
  const lead = at === 0 ? '' : rule ? '\n\n---\n\n' : '\n\n'
  const edit: Edit = { start: at, end: at, text: inLineEndsOf(document.text, lead + text) }
  const before = (offset: number): number =>
    inLineEndsOf(document.text, (lead + text).slice(0, lead.length + offset)).length
  const [blank, ...rest] = blanks.map(({ start, end }) => ({ start: at + before(start), end: at + before(end) }))
  const cursor = { path: log.path, ...(blank as Span), rest }
  const change = log.spec
    ? { path: log.path, before: document.text, edits: [edit] }
    : {
        path: log.path,
        before: undefined,
        edits: [{ start: 0, end: 0, text: document.text.slice(0, at) + edit.text + document.text.slice(at) }],
      }
  return { change, cursor }
}

interface LogPlace {
  at: number
  /** Level of the headings of entries; undefined for that of the template. */
  level: number | undefined
  /** Entries are separated by thematic breaks. */
  rule: boolean
}

/** After the last entry, in the style of the others; without entries, after the comment with the example. */
function placeIn(spec: SpecDocument, { kind }: Log): LogPlace {
  const { text, definitions } = spec.document
  const entries = definitions.filter(({ id }) => id.prefix === kind.prefix)
  const last = entries.at(-1)
  if (!last) return placeWithout(spec.document)
  const headings = entries.filter(({ form, section }) => form === 'heading' && section)
  const own = headings.at(-1)
  const { form, section, whole } = last
  const next = spec.document.sections.find(({ start }) => start >= whole.end)
  const untilHeading = section ? { start: whole.start, end: next?.start ?? text.length } : whole
  const at = wordsEnd(text, (form === 'heading' && section) || untilHeading)
  const rule = headings.length > 1 && /[\r\n][ \t]{0,3}-{3,}\s*$/.test(text.slice(0, own?.section?.start).slice(-50))
  return { at, level: own?.section?.level, rule }
}

function placeWithout(document: Document): LogPlace {
  const { text, sections } = document
  const comment = blocksOf(document).findLast(
    (block) => block.type === 'html' && /^#{2,4}[ \t]/m.test(text.slice(block.start, block.end)),
  )
  const first = sections.find(({ level, key }) => level === 2 && /^(?:related|references)$/.test(key))
  const at = wordsEnd(text, comment ?? { start: 0, end: first?.start ?? text.length })
  return { at, level: undefined, rule: false }
}

/** The template of the log with known values filled in, and without the example entry. */
function newLog(feature: Feature, { template }: Log): string {
  const { title } = summarise(feature)
  const id = specId(feature.spec)
  let { text } = template.document
  const shown = template.document.definitions.find(({ form }) => form === 'heading')?.section
  if (shown) text = `${text.slice(0, shown.start)}${text.slice(shown.end)}`.replace(/\n{3,}/g, '\n\n')
  if (title) text = text.replace(/^(#[^\n]*?)\[[^\]\n]*\]/, (_, head: string) => head + title)
  return id ? text.replace(/\b[A-Z]+-X{2,}\b/g, () => id) : text
}
