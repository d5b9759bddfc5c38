// Questions and answers by date, in the form of spec-kit: `### Session 2026-11-23`, `- Q: … → A: …`.

import { type Edit, offsetAfterEdits } from '../base/edit.ts'
import { t } from '../base/l10n.ts'
import { inLineEndsOf } from '../base/lines.ts'
import { createObjectTable } from '../base/perObject.ts'
import { openEnd } from '../document/insertion.ts'
import type { Clarification, Document, Section } from '../document/model.ts'
import { readDocument } from '../document/read.ts'
import type { Feature } from '../feature/feature.ts'
import sessionTemplate from '../templates/builtin/session.md'
import type { SpecDocument } from '../templates/specDocument.ts'
import { blankAnswer } from './answerInPlace.ts'
import { type Change, wordsEnd } from './change.ts'
import { aloneIn, fitting, inSentence, quoted } from './questionContext.ts'

/** The headings of the template, and its line for a question. */
function shapes(): { section: Section; session: Section; text: string; line: string } {
  const { sections, text } = readDocument(sessionTemplate)
  const [, section, session] = sections as [Section, Section, Section]
  return { section, session, text, line: text.slice(session.body).trim() }
}

/** The document with the sessions: the specification, wherever the question is. */
const homeOf = (feature: Feature): SpecDocument => feature.spec

/** The section of sessions, its sections by day, and that of today; recognised in any language by dates and arrows. */
function find({ sections, text }: Document, today: string) {
  const { section, session } = shapes()
  const word = `${session.title.replace(/\s*Y{4}.*$/, '').toLowerCase()} `
  const isDay = ({ title, body, end, level }: Section): boolean =>
    level > 2 &&
    /\d{4}-\d\d-\d\d/.test(title) &&
    (title.toLowerCase().startsWith(word) || /^[ \t]*[-*+][ \t].*→/m.test(text.slice(body, end)))
  const days = sections.filter(isDay)
  const day = days.findLast(({ title }) => title.includes(today))
  const home =
    day?.parent ?? days.at(-1)?.parent ?? sections.find(({ key, level }) => key === section.key && level <= 3)
  return { home, days, day }
}

/** Whether a feature keeps sessions already. */
export function hasSessions(feature: Feature): boolean {
  const cached = kept.get(feature)
  if (cached !== undefined) return cached
  const has = find(homeOf(feature).document, '').days.length > 0
  kept.set(feature, has)
  return has
}

const kept = createObjectTable<Feature, boolean>()

/** Records question and answer under today, and replaces the question with the answer. One change of one or two documents. */
export function recordInSession(
  feature: Feature,
  spec: SpecDocument,
  one: Clarification,
  answer: string | undefined,
  today: string,
): Change | undefined {
  const said = answer ?? blankAnswer
  const alone = aloneIn(spec, one)
  const words = fitting(spec, one.start, said)
  const question = quoted(one.question, spec)
  const text = alone ? `${question} → ${words}` : inSentence(spec, one, words)
  const own: Edit = { start: one.start, end: one.end, text }
  const entry = insertion(homeOf(feature).document, question, said.replace(/\s+/g, ' ').trim(), today)
  if (!entry) return undefined
  const home = homeOf(feature)
  const together = home === spec
  const edits = [own, entry].sort((a, b) => a.start - b.start || a.end - b.end)
  const documents = together
    ? [{ path: spec.path, before: spec.document.text, edits }]
    : [
        { path: spec.path, before: spec.document.text, edits: [own] },
        { path: home.path, before: home.document.text, edits: [entry] },
      ]
  const end = offsetAfterEdits(together ? edits : [own], own, own.text.length)
  return {
    label: t("Record in Today's Session"),
    documents,
    cursor: { path: spec.path, start: end - (alone ? words : text).length, end },
  }
}

/** Records a question and its answer that stand nowhere yet, under today. Undefined as for `insertion`. */
export function noteInSession(feature: Feature, question: string, answer: string, today: string): Change | undefined {
  const { path, document } = homeOf(feature)
  const entry = insertion(document, question, answer, today)
  return entry && { label: question, documents: [{ path, before: document.text, edits: [entry] }] }
}

/** The edit that adds the entry; undefined if it would be in an unclosed code block or comment. */
function insertion(document: Document, question: string, answer: string, today: string): Edit | undefined {
  const { section, session, text, line } = shapes()
  const { home, days, day } = find(document, today)
  const last = days.at(-1)
  const entry = likeLast(document, last) ?? line
  const filled = entry.replace('[question]', () => question).replace('[answer]', () => answer)
  const heading = (one: Section): string => text.slice(one.start, one.body).trim()
  const dayHeading = last
    ? document.text
        .slice(last.start, last.body)
        .trim()
        .replace(/\d{4}-\d\d-\d\d.*/, today)
    : heading(session).replace(/Y{4}-M{2}-D{2}/, today)
  const swallows = openEnd(document) ?? document.text.length + 1
  const put = (at: number, words: string): Edit | undefined =>
    at > swallows ? undefined : { start: at, end: at, text: inLineEndsOf(document.text, words) }
  if (day) {
    const at = wordsEnd(document.text, day)
    const listed = /^[ \t]*[-*+][ \t]/m.test(document.text.slice(day.body, at))
    return put(at, `${listed ? '\n' : '\n\n'}${filled}`)
  }
  if (home) return put(wordsEnd(document.text, home), `\n\n${dayHeading}\n\n${filled}`)
  const words = `${heading(section)}\n\n${dayHeading}\n\n${filled}`
  // Before the first section, as in spec-kit; else at the end.
  const first = document.sections.find(({ level }) => level === 2)
  if (first) return put(first.start, `${words}\n\n`)
  const at = document.text.trimEnd().length
  return put(at, `${at > 0 ? '\n\n' : ''}${words}\n`)
}

/** The form of the last question: its list marker, and the labels before question and answer. */
function likeLast({ text }: Document, day: Section | undefined): string | undefined {
  const lines = day ? text.slice(day.body, day.end).split(/\r\n?|\n/) : []
  const form = /^([ \t]*[-*+][ \t]+)([^\s:：]{1,12}[:：][ \t]*)?.*?([ \t]*→[ \t]*)([^\s:：]{1,12}[:：][ \t]*)?/.exec(
    lines.findLast((one) => /^[-*+][ \t].*→/.test(one)) ?? '',
  )
  if (!form) return undefined
  const [, mark = '', before = '', arrow = '', behind = ''] = form
  return `${mark}${before}[question]${arrow}${behind}[answer]`
}
