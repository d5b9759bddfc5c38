// The log of decisions: entries are appended, and nothing of an old one is changed but the pointer to the one after it.
import { type Feature, type Located, nextNumber } from '../formats/feature.ts'
import type { IdKind, Template } from '../formats/format.ts'
import type { Reading } from '../formats/reading.ts'
import { specId, summarise } from '../formats/summary.ts'
import type { Edit } from '../rules/rule.ts'
import { inLineEndsOf } from '../rules/text.ts'
import { writeId } from '../spec/ids.ts'
import type { Clarification, Definition, Spec } from '../spec/model.ts'
import { readSpec } from '../spec/read.ts'
import { namesOtherSpec } from '../spec/scope.ts'
import { type Change, wordsEnd } from './change.ts'
import { type Entry, entryText } from './logEntry.ts'
import { aloneIn, contextOf, fitting, inSentence, itemAround, quoted } from './question.ts'

/** The log of a feature: its file, the document when there is one, and what is known of its entries. */
export interface Log {
  path: string
  template: Template
  kind: IdKind
  reading: Reading | undefined
  /** The id that the next entry gets. */
  next: string
}

/** The log that a feature has, or may have; undefined where its format or its one file has no place for one. */
export function logOf(feature: Feature): Log | undefined {
  const known = logs.get(feature)
  if (known) return known.log
  const log = findLog(feature)
  logs.set(feature, { log })
  return log
}

const logs = new WeakMap<Feature, { log: Log | undefined }>()

function findLog(feature: Feature): Log | undefined {
  const template = feature.format.templates.find(({ document }) => document === 'clarifications')
  const kind = feature.format.kinds.find(({ role }) => role === 'decision')
  if (!template || !kind || feature.spec.path === feature.path || feature.path === '') return undefined
  const reading = feature.documents.find((one) => one.template.document === 'clarifications' && !one.part)
  const slash = feature.spec.path.lastIndexOf('/') < 0 ? '\\' : '/'
  const path = reading?.path ?? `${feature.path}${slash}clarifications.md`
  return { path, template, kind, reading, next: writeId(kind, nextDecision(feature, kind)) }
}

/** The first number that nothing in the feature has, not even a mention of what is in no log. */
function nextDecision(feature: Feature, { prefix }: IdKind): number {
  let highest = nextNumber(feature, prefix) - 1
  for (const { spec } of feature.documents) {
    for (const { id } of spec.definitions) if (id.prefix === prefix) highest = Math.max(highest, id.number)
    for (const mention of spec.mentions) {
      const { number } = mention.last ?? mention.id
      if (mention.id.prefix === prefix && number > highest && !namesOtherSpec(spec, mention)) highest = number
    }
  }
  return highest + 1
}

const mostInline = 80 // characters of an answer that is written beside its id

/** Appends an entry for a question, and puts its id in place of the question. */
export function recordDecision(
  feature: Feature,
  log: Log,
  reading: Reading,
  one: Clarification,
  answer: string | undefined,
  today: string,
): Change | undefined {
  if (reading === log.reading) return undefined // a question in the log itself
  const item = itemAround(reading, one)
  const file = reading.path.slice(feature.path.length + 1).replaceAll('\\', '/')
  const appended = append(feature, log, today, {
    id: log.next,
    question: quoted(one.question, reading),
    context: contextOf(reading, one),
    answer,
    references: item ? `${item.id.text} in ${file}` : file,
    supersedes: undefined,
  })
  if (!appended) return undefined
  const own = reference(reading, one, log.next, answer)
  return {
    label: `Record decision ${log.next}`,
    documents: [{ path: reading.path, before: reading.spec.text, edits: [own] }, appended.change],
    cursor: appended.cursor,
  }
}

/** Appends an entry in place of an old one, which gets a pointer to it. The old one stays as it is. */
export function supersede(
  feature: Feature,
  log: Log,
  { reading, definition }: Located,
  answer: string | undefined,
  today: string,
): Change | undefined {
  if (reading !== log.reading) return undefined
  const { text } = reading.spec
  const id = definition.id.text
  const appended = append(feature, log, today, {
    id: log.next,
    question: quoted(questionOf(reading, definition), reading) || `in place of ${id}`,
    context: '',
    answer,
    references: id,
    supersedes: id,
  })
  if (!appended || !definition.section || isSuperseded(reading, definition)) return undefined
  const [entry] = appended.change.edits as [Edit]
  const at = headingEnd(text, definition.section.body)
  const pointer = inLineEndsOf(text, `\n\n**Superseded by**: ${log.next}`)
  // An entry without a body ends where its pointer stands: then both are one edit.
  const edits =
    entry.start <= at
      ? [{ start: at, end: at, text: pointer + entry.text }]
      : [{ start: at, end: at, text: pointer }, entry]
  const shift = pointer.length + (entry.start <= at ? at - entry.start : 0)
  return {
    label: `Supersede ${id}`,
    documents: [{ ...appended.change, edits }],
    cursor: { ...appended.cursor, start: appended.cursor.start + shift, end: appended.cursor.end + shift },
  }
}

/** Where the line of a heading ends that a body stands behind. */
const headingEnd = (text: string, body: number): number => {
  const newline = /(?:\r\n?|\n)$/.exec(text.slice(Math.max(0, body - 2), body))?.[0].length ?? 0
  return body - newline
}

/** An entry that another one took the place of. */
export function isSuperseded({ spec: { text } }: Reading, { section }: Definition): boolean {
  return section !== undefined && /^\s*(?:[-*+]\s+)?\**Superseded by\b/im.test(text.slice(section.body, section.end))
}

/** What an entry decided: its title without id and date. */
export function questionOf({ spec: { text } }: Reading, { section, end }: Definition): string {
  const title = text.slice(end, section?.name.end ?? end)
  return title
    .replace(/^[\s*_:：—–-]+/, '')
    .replace(/^\d{4}-\d\d-\d\d[\s:：—–-]*/, '')
    .trim()
}

/** The id in place of the question: `- [x] CL-3 — question` where it stands alone, `4 days (CL-3)` in a sentence. */
function reference(reading: Reading, one: Clarification, id: string, answer: string | undefined): Edit {
  const alone = aloneIn(reading, one)
  const { text } = reading.spec
  if (alone) {
    const ticked = text.includes('[X]') && !text.includes('[x]') ? 'X' : 'x'
    const words = `${id} — ${fitting(reading, one.start, quoted(one.question, reading))}`
    return alone.box
      ? { start: alone.box.start, end: one.end, text: `${ticked}${text.slice(alone.box.end, one.start)}${words}` }
      : { start: one.start, end: one.end, text: words }
  }
  const words = answer === undefined ? '' : inSentence(reading, one, fitting(reading, one.start, answer))
  if (words === '' || words.length > mostInline) return { start: one.start, end: one.end, text: id }
  const inParens = /[(（]$/.test(text.slice(0, one.start).slice(-1)) && /^[)）]/.test(text.slice(one.end, one.end + 1))
  return { start: one.start, end: one.end, text: inParens ? `${words}, ${id}` : `${words} (${id})` }
}

/** The entry behind the others, in a new log where there is none; undefined where it could not be read again. */
function append(feature: Feature, log: Log, today: string, entry: Entry) {
  const spec = log.reading?.spec ?? readSpec(newLog(feature, log))
  const last = spec.scan.blocks.at(-1)
  if ((last?.type === 'code' || last?.type === 'html') && !last.closed) return undefined
  const { at, level, rule } = log.reading ? placeIn(log.reading, log) : placeWithout(spec)
  const { text, blank } = entryText(feature, today, entry, level)
  const lead = at === 0 ? '' : rule ? '\n\n---\n\n' : '\n\n'
  const edit: Edit = { start: at, end: at, text: inLineEndsOf(spec.text, lead + text) }
  const before = (offset: number): number =>
    inLineEndsOf(spec.text, (lead + text).slice(0, lead.length + offset)).length
  const cursor = { path: log.path, start: at + before(blank.start), end: at + before(blank.end) }
  const change = log.reading
    ? { path: log.path, before: spec.text, edits: [edit] }
    : {
        path: log.path,
        before: undefined,
        edits: [{ start: 0, end: 0, text: spec.text.slice(0, at) + edit.text + spec.text.slice(at) }],
      }
  return { change, cursor }
}

interface LogPlace {
  at: number
  /** Level of the headings of entries; undefined: the template's. */
  level: number | undefined
  /** Entries have a rule between them. */
  rule: boolean
}

/** Behind the last entry, like the others; where there is none, behind the comment that shows how one is written. */
function placeIn(reading: Reading, { kind }: Log): LogPlace {
  const { text, definitions } = reading.spec
  const entries = definitions.filter(({ id }) => id.prefix === kind.prefix)
  const last = entries.at(-1)
  if (!last) return placeWithout(reading.spec)
  const headings = entries.filter(({ form, section }) => form === 'heading' && section)
  const own = headings.at(-1)
  const around = last.form === 'heading' ? last.section : (last.section ?? last.whole)
  const at = wordsEnd(text, around ?? last.whole)
  const rule = headings.length > 1 && /[\r\n][ \t]{0,3}-{3,}\s*$/.test(text.slice(0, own?.section?.start).slice(-50))
  return { at, level: own?.section?.level, rule }
}

function placeWithout({ text, scan, sections }: Spec): LogPlace {
  const comment = scan.blocks.findLast(
    (block) => block.type === 'html' && /^#{2,4}[ \t]/m.test(text.slice(block.start, block.end)),
  )
  const first = sections.find(({ level, key }) => level === 2 && /^(?:related|references)$/.test(key))
  const at = wordsEnd(text, comment ?? { start: 0, end: first?.start ?? text.length })
  return { at, level: undefined, rule: false }
}

/** The template of the log with what is known filled in, and without the entry that it shows. */
function newLog(feature: Feature, { template }: Log): string {
  const { title } = summarise(feature)
  const id = specId(feature.spec)
  let { text } = template.spec
  const shown = template.spec.definitions.find(({ form }) => form === 'heading')?.section
  if (shown) text = `${text.slice(0, shown.start)}${text.slice(shown.end)}`.replace(/\n{3,}/g, '\n\n')
  if (title) text = text.replace(/^(#[^\n]*?)\[[^\]\n]*\]/, (_, head: string) => head + title)
  return id ? text.replace(/\b[A-Z]+-X{2,}\b/g, () => id) : text
}
