// The log of decisions: entries are appended, and nothing of an old one is changed but the pointer to the one after it.
import { builtinFormats } from '../formats/builtin.ts'
import { type Feature, type Located, nextNumber } from '../formats/feature.ts'
import type { IdKind, Template } from '../formats/format.ts'
import { definitionsOf, type Reading } from '../formats/reading.ts'
import { specId, summarise } from '../formats/summary.ts'
import type { Edit } from '../rules/rule.ts'
import { inLineEndsOf } from '../rules/text.ts'
import { writeId } from '../spec/ids.ts'
import type { Clarification, Definition, Spec } from '../spec/model.ts'
import { readSpec } from '../spec/read.ts'
import { type Change, placeAfter, wordsEnd } from './change.ts'
import { aloneIn, contextOf, fitting, itemAround } from './question.ts'

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
  const reading = feature.documents.find((one) => one.template.document === 'clarifications')
  const slash = feature.spec.path.lastIndexOf('/') < 0 ? '\\' : '/'
  const path = reading?.path ?? `${feature.path}${slash}clarifications.md`
  return { path, template, kind, reading, next: writeId(kind, nextNumber(feature, kind.prefix)) }
}

/** What an entry says. */
interface Entry {
  id: string
  question: string
  context: string
  answer: string | undefined
  references: string
  /** The id that it takes the place of. */
  supersedes: string | undefined
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
  const item = itemAround(reading, one)
  const file = reading.path.slice(Math.max(reading.path.lastIndexOf('/'), reading.path.lastIndexOf('\\')) + 1)
  const appended = append(feature, log, today, {
    id: log.next,
    question: one.question,
    context: contextOf(reading, one),
    answer,
    references: item ? `${item.id.text} in ${file}` : file,
    supersedes: undefined,
  })
  if (!appended) return undefined
  const own = reference(reading, one, log.next, answer)
  if (reading === log.reading) return undefined // a question in the log itself
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
  const appended = append(feature, log, today, {
    id: log.next,
    question: questionOf(reading, definition),
    context: '',
    answer,
    references: definition.id.text,
    supersedes: definition.id.text,
  })
  const at = definition.section?.body
  if (!appended || at === undefined || isSuperseded(reading, definition)) return undefined
  const words = `\n**Superseded by**: ${log.next}\n`
  const pointer: Edit = { start: at, end: at, text: inLineEndsOf(text, at === text.length ? `\n${words}` : words) }
  const edits = [pointer, ...appended.change.edits].sort((a, b) => a.start - b.start)
  const [entry] = appended.change.edits as [Edit]
  const shift = placeAfter(edits, entry, 0) - placeAfter(appended.change.edits, entry, 0)
  return {
    label: `Supersede ${definition.id.text}`,
    documents: [{ ...appended.change, edits }],
    cursor: { ...appended.cursor, start: appended.cursor.start + shift, end: appended.cursor.end + shift },
  }
}

/** An entry that another one took the place of. */
export function isSuperseded({ spec: { text } }: Reading, { section }: Definition): boolean {
  return section !== undefined && /^\**Superseded by\b/im.test(text.slice(section.body, section.end))
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
    const words = `${id} — ${fitting(reading, one.start, one.question)}`
    return alone.box
      ? { start: alone.box.start, end: one.end, text: `${ticked}] ${words}` }
      : { start: one.start, end: one.end, text: words }
  }
  const words = answer === undefined ? '' : fitting(reading, one.start, answer)
  return { start: one.start, end: one.end, text: words !== '' && words.length <= mostInline ? `${words} (${id})` : id }
}

/** The entry at the end of the log, in a new log where there is none; undefined where it could not be read again. */
function append(feature: Feature, log: Log, today: string, entry: Entry) {
  const { text, blank } = entryText(feature, today, entry)
  const spec = log.reading?.spec ?? readSpec(newLog(feature, log))
  const last = spec.scan.blocks.at(-1)
  if ((last?.type === 'code' || last?.type === 'html') && !last.closed) return undefined
  const at = log.reading ? placeIn(log.reading, log) : placeWithout(spec)
  const lead = at === 0 ? '' : '\n\n'
  const edit: Edit = { start: at, end: at, text: inLineEndsOf(spec.text, lead + text) }
  const start = at + lead.length + blank.start
  const end = at + lead.length + blank.end
  const crlf = edit.text.length === lead.length + text.length ? 0 : 1
  const shift = (offset: number): number => crlf * ((lead + text).slice(0, offset - at).match(/\n/g) ?? []).length
  const cursor = { path: log.path, start: start + shift(start), end: end + shift(end) }
  const change = log.reading
    ? { path: log.path, before: spec.text, edits: [edit] }
    : {
        path: log.path,
        before: undefined,
        edits: [{ start: 0, end: 0, text: spec.text.slice(0, at) + edit.text + spec.text.slice(at) }],
      }
  return { change, cursor }
}

/** Behind the last entry; where there is none, behind the comment that shows how one is written. */
function placeIn(reading: Reading, { kind }: Log): number {
  const entries = definitionsOf(reading, kind.role).filter(({ form }) => form === 'heading')
  const last = entries.at(-1)?.section
  return last ? wordsEnd(reading.spec.text, last) : placeWithout(reading.spec)
}

function placeWithout({ text, scan, sections }: Spec): number {
  const comment = scan.blocks.findLast(
    (block) => block.type === 'html' && /^#{2,4}[ \t]/m.test(text.slice(block.start, block.end)),
  )
  if (comment) return wordsEnd(text, comment)
  const first = sections.find(({ level }) => level === 2)
  return wordsEnd(text, { start: 0, end: first?.start ?? text.length })
}

/** The template of the log with what is known filled in. */
function newLog(feature: Feature, { template }: Log): string {
  const { title } = summarise(feature)
  const id = specId(feature.spec)
  let text = template.spec.text
  if (title) text = text.replace(/^(#[^\n]*?)\[[^\]\n]*\]/, (_, head: string) => head + title)
  return id ? text.replace(/\b[A-Z]+-X{2,}\b/g, () => id) : text
}

/** The text of an entry, in the form of the template, and the first blank of it: where the writer goes on. */
function entryText(
  feature: Feature,
  today: string,
  entry: Entry,
): { text: string; blank: { start: number; end: number } } {
  const form = feature.format.answers.entry ?? defaultEntry()
  const lines = form.split(/\r\n?|\n/)
  const dated = (lines[0] ?? '')
    .replace(/\b[A-Z]+-(?:\d+|N+|X+)\b/, entry.id)
    .replace(/Y{4}-M{2}-D{2}|\d{4}-\d\d-\d\d/, today)
  const blanked = /\[[^\]]*\]|<[^>]*>/.exec(dated) ?? /(?<= [—–-] )(?!.* [—–-] ).*$/.exec(dated)
  const heading = blanked ? dated.slice(0, blanked.index) + entry.question : `${dated} — ${entry.question}`
  const values: Record<string, string | undefined> = {
    Context: entry.context || undefined,
    Decision: entry.answer?.replace(/\s+/g, ' ').trim(),
    References: entry.references,
  }
  const body = lines.slice(1).map((line) => {
    const [, head = '', label = ''] = /^(\*\*([^*:：]+)(?:\*\*[:：]|[:：]\*\*)[ \t]*)/.exec(line) ?? []
    const value = values[label.trim()]
    return value === undefined ? line.replace(/Y{4}-M{2}-D{2}/, today) : head + value
  })
  if (entry.supersedes) body.splice(body[0] === '' ? 1 : 0, 0, `**Supersedes**: ${entry.supersedes}`)
  const text = [heading, ...withRow(body, values.Decision)].join('\n')
  const decided = entry.answer === undefined ? 'Decision' : 'Rationale'
  const blank = new RegExp(`^\\*\\*${decided}(?:\\*\\*[:：]|[:：]\\*\\*)[ \\t]*`, 'm').exec(text)
  const start = blank ? blank.index + blank[0].length : heading.length
  const length = blank ? text.slice(start).search(/\n|$/) : 0
  return { text, blank: { start, end: start + length } }
}

/** A table of options without rows gets one, with what was decided. */
function withRow(lines: string[], answer: string | undefined): string[] {
  const rule = lines.findIndex((line) => /^\|[ :|-]+\|$/.test(line.trim()))
  if (rule < 0 || answer === undefined || lines[rule + 1]?.startsWith('|')) return lines
  const cells = (lines[rule] ?? '').split('|').length - 2
  const row = ['A', answer.replace(/(?<!\\)\|/g, '\\|'), ...Array<string>(Math.max(0, cells - 2)).fill(' ')]
  return lines.toSpliced(rule + 1, 0, `| ${row.slice(0, cells).join(' | ')} |`)
}

const defaultEntry = (): string => builtinFormats().find(({ answers }) => answers.entry)?.answers.entry ?? ''
