// Questions and answers by date, as spec-kit's clarification keeps them: `### Session 2026-11-23`, `- Q: … → A: …`.
import type { Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import sessionTemplate from '../formats/templates/session.md'
import type { Edit } from '../rules/rule.ts'
import { inLineEndsOf } from '../rules/text.ts'
import type { Clarification, Section, Spec } from '../spec/model.ts'
import { readSpec } from '../spec/read.ts'
import { type Change, placeAfter, wordsEnd } from './change.ts'
import { blankAnswer } from './inPlace.ts'
import { aloneIn, fitting, inSentence, quoted } from './question.ts'

/** What the template says: the headings, and the line of a question. */
function shapes(): { section: Section; session: Section; text: string; line: string } {
  const { sections, text } = readSpec(sessionTemplate)
  const [, section, session] = sections as [Section, Section, Section]
  return { section, session, text, line: text.slice(session.body).trim() }
}

/** The document that sessions stand in: the specification, wherever the question is. */
const homeOf = (feature: Feature): Reading => feature.spec

/** The section of sessions, the sections of days in it, and the one of today; in any language, told by dates and arrows. */
function find({ sections, text }: Spec, today: string) {
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
  const known = kept.get(feature)
  if (known !== undefined) return known
  const has = find(homeOf(feature).spec, '').days.length > 0
  kept.set(feature, has)
  return has
}

const kept = new WeakMap<Feature, boolean>()

/** Records question and answer under today, and puts the answer in place of the question. One change, one or two documents. */
export function recordInSession(
  feature: Feature,
  reading: Reading,
  one: Clarification,
  answer: string | undefined,
  today: string,
): Change | undefined {
  const said = answer ?? blankAnswer
  const alone = aloneIn(reading, one)
  const words = fitting(reading, one.start, said)
  const question = quoted(one.question, reading)
  const text = alone ? `${question} → ${words}` : inSentence(reading, one, words)
  const own: Edit = { start: one.start, end: one.end, text }
  const entry = insertion(homeOf(feature).spec, question, said.replace(/\s+/g, ' ').trim(), today)
  if (!entry) return undefined
  const spec = homeOf(feature)
  const together = spec === reading
  const edits = [own, entry].sort((a, b) => a.start - b.start || a.end - b.end)
  const documents = together
    ? [{ path: reading.path, before: reading.spec.text, edits }]
    : [
        { path: reading.path, before: reading.spec.text, edits: [own] },
        { path: spec.path, before: spec.spec.text, edits: [entry] },
      ]
  const end = placeAfter(together ? edits : [own], own, own.text.length)
  return {
    label: "Record an answer in today's session",
    documents,
    cursor: { path: reading.path, start: end - (alone ? words : text).length, end },
  }
}

/** The entry in its place; undefined where it would stand in code or a comment that never ends. */
function insertion(spec: Spec, question: string, answer: string, today: string): Edit | undefined {
  const { section, session, text, line } = shapes()
  const { home, days, day } = find(spec, today)
  const last = days.at(-1)
  const entry = likeLast(spec, last) ?? line
  const filled = entry.replace('[question]', () => question).replace('[answer]', () => answer)
  const heading = (one: Section): string => text.slice(one.start, one.body).trim()
  const dayHeading = last
    ? spec.text
        .slice(last.start, last.body)
        .trim()
        .replace(/\d{4}-\d\d-\d\d.*/, today)
    : heading(session).replace(/Y{4}-M{2}-D{2}/, today)
  const open = spec.scan.blocks.at(-1)
  const swallows = (open?.type === 'code' || open?.type === 'html') && !open.closed ? open.start : spec.text.length + 1
  const put = (at: number, words: string): Edit | undefined =>
    at > swallows ? undefined : { start: at, end: at, text: inLineEndsOf(spec.text, words) }
  if (day) {
    const at = wordsEnd(spec.text, day)
    const listed = /^[ \t]*[-*+][ \t]/m.test(spec.text.slice(day.body, at))
    return put(at, `${listed ? '\n' : '\n\n'}${filled}`)
  }
  if (home) return put(wordsEnd(spec.text, home), `\n\n${dayHeading}\n\n${filled}`)
  const words = `${heading(section)}\n\n${dayHeading}\n\n${filled}`
  // Before the first section, where spec-kit has it; else at the end.
  const first = spec.sections.find(({ level }) => level === 2)
  if (first) return put(first.start, `${words}\n\n`)
  const at = spec.text.trimEnd().length
  return put(at, `${at > 0 ? '\n\n' : ''}${words}\n`)
}

/** The form of the last line of questions: its list mark, and what stands before question and answer. */
function likeLast({ text }: Spec, day: Section | undefined): string | undefined {
  const lines = day ? text.slice(day.body, day.end).split(/\r\n?|\n/) : []
  const form = /^([ \t]*[-*+][ \t]+)([^\s:：]{1,12}[:：][ \t]*)?.*?([ \t]*→[ \t]*)([^\s:：]{1,12}[:：][ \t]*)?/.exec(
    lines.findLast((one) => /^[-*+][ \t].*→/.test(one)) ?? '',
  )
  if (!form) return undefined
  const [, mark = '', before = '', arrow = '', behind = ''] = form
  return `${mark}${before}[question]${arrow}${behind}[answer]`
}
