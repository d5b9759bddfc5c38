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
import { aloneIn, fitting } from './question.ts'

/** What the template says: the headings, and the line of a question. */
function shapes(): { section: Section; session: Section; text: string; line: string } {
  const { sections, text } = readSpec(sessionTemplate)
  const [, section, session] = sections as [Section, Section, Section]
  return { section, session, text, line: text.slice(session.body).trim() }
}

/** The document that sessions stand in: the specification, wherever the question is. */
const homeOf = (feature: Feature): Reading => feature.spec

/** The section of sessions, and the one of a day. */
function find({ sections }: Spec, today: string): { home: Section | undefined; day: Section | undefined } {
  const { section, session } = shapes()
  const word = session.title.replace(/\s*Y{4}.*$/, '').toLowerCase()
  const days = sections.filter(
    ({ title }) => title.toLowerCase().startsWith(`${word} `) && /\d{4}-\d\d-\d\d/.test(title),
  )
  const day = days.findLast(({ title }) => title.includes(today))
  const home =
    day?.parent ?? days.at(-1)?.parent ?? sections.find(({ key, level }) => key === section.key && level <= 3)
  return { home, day }
}

/** Whether a feature keeps sessions already. */
export function hasSessions(feature: Feature): boolean {
  const known = kept.get(feature)
  if (known !== undefined) return known
  const { home } = find(homeOf(feature).spec, '')
  const has = home !== undefined && homeOf(feature).spec.sections.some(({ parent }) => parent === home)
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
): Change {
  const said = answer ?? blankAnswer
  const alone = aloneIn(reading, one)
  const words = fitting(reading, one.start, said)
  const own: Edit = { start: one.start, end: one.end, text: alone ? `${one.question} → ${words}` : words }
  const entry = insertion(homeOf(feature).spec, one.question, said.replace(/\s+/g, ' ').trim(), today)
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
    cursor: { path: reading.path, start: end - words.length, end },
  }
}

function insertion(spec: Spec, question: string, answer: string, today: string): Edit {
  const { section, session, text, line } = shapes()
  const entry = line.replace('[question]', () => question).replace('[answer]', () => answer)
  const heading = (one: Section): string => text.slice(one.start, one.body).trim()
  const dayHeading = heading(session).replace(/Y{4}-M{2}-D{2}/, today)
  const { home, day } = find(spec, today)
  const put = (at: number, words: string): Edit => ({ start: at, end: at, text: inLineEndsOf(spec.text, words) })
  if (day) {
    const at = wordsEnd(spec.text, day)
    const listed = /^[ \t]*[-*+][ \t]/m.test(spec.text.slice(day.body, at))
    return put(at, `${listed ? '\n' : '\n\n'}${entry}`)
  }
  if (home) return put(wordsEnd(spec.text, home), `\n\n${dayHeading}\n\n${entry}`)
  const words = `${heading(section)}\n\n${dayHeading}\n\n${entry}`
  // Before the first section, where spec-kit has it; else at the end.
  const first = spec.sections.find(({ level }) => level === 2)
  if (first) return put(first.start, `${words}\n\n`)
  const at = spec.text.trimEnd().length
  return put(at, `${at > 0 ? '\n\n' : ''}${words}\n`)
}
