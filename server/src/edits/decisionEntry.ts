// The text of an entry of the decision log, in the form of the template.

import type { Span } from '../base/span.ts'
import { labeledLine, labels } from '../feature/decisionText.ts'
import type { Feature } from '../feature/feature.ts'
import { builtinFormats } from '../templates/builtin.ts'

/** Names from git. */
export interface People {
  askedBy?: string | undefined
  decidedBy?: string | undefined
}

/** The content of an entry. */
export interface Entry {
  id: string
  question: string
  context: string
  answer: string | undefined
  references: string
  /** Who asked and who decides, if known. */
  people: People
  /** The id of the decision that it replaces. */
  supersedes: string | undefined
}

/** The text of an entry in the form of the template, and its blanks by offset; the first is where the writer continues. */
export function entryText(
  feature: Feature,
  today: string,
  entry: Entry,
  level: number | undefined,
): { text: string; blanks: Span[] } {
  const form = feature.format.answers.entry ?? defaultEntry()
  const lines = form.split(/\r\n?|\n/).map((line) => line.replace(datePlace, today))
  const heading = headingText(lines[0] ?? '', entry, level, today)
  const answer = entry.answer?.replace(/\s+/g, ' ').trim()
  const values = {
    context: entry.context || undefined,
    answer,
    references: entry.references,
    reason: undefined,
    ...{ askedBy: entry.people.askedBy, decidedBy: entry.people.decidedBy },
  }
  const seen = new Set<string>()
  let body = lines.slice(1).map((line) => {
    const [, head = '', label = ''] = labeledLine.exec(line) ?? []
    const what = (Object.keys(labels) as (keyof typeof labels)[]).find((one) => labels[one].test(label.trim()))
    if (what === undefined || seen.has(what)) return line
    seen.add(what)
    return values[what] === undefined ? line : head.trimEnd() + (head === '' ? '' : ' ') + values[what]
  })
  body = withRow(body, answer)
  if (entry.supersedes) body.splice(body[0] === '' ? 1 : 0, 0, `**Supersedes**: ${entry.supersedes}`)
  // The log has the answer, even if its template has no place for it.
  if (!seen.has('answer')) body.push('', `**Decision**: ${answer ?? ''}`.trimEnd())
  const text = [heading, ...body].join('\n')
  return { text, blanks: blanksIn(text, entry.answer === undefined ? labels.answer : labels.reason, heading.length) }
}

const datePlace = /\b(?:Y{4}-M{2}-D{2}|A{4}-M{2}-J{2}|J{4}-M{2}-T{2}|A{4}-M{2}-D{2})\b/g

function headingText(form: string, entry: Entry, level: number | undefined, today: string): string {
  const dated = form.replace(/\b[A-Z]+-(?:\d+|N+|X+)\b/, entry.id).replace(/\b\d{4}-\d\d-\d\d\b/, today)
  const levelled = level === undefined ? dated : dated.replace(/^#+/, '#'.repeat(level))
  const blanked = /\[[^\]]*\]|<[^>]*>/.exec(levelled) ?? /(?<= [—–-] |: )(?!.* [—–-] ).*$/.exec(levelled)
  return blanked ? levelled.slice(0, blanked.index) + entry.question : `${levelled} — ${entry.question}`
}

/** The value of the labeledLine line, or the end of the heading if there is none; then the blank values, starting from there. */
function blanksIn(text: string, label: RegExp, otherwise: number): Span[] {
  let first: Span | undefined
  const rest: Span[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const [, head = '', name = '', value = ''] = labeledLine.exec(line) ?? []
    const span = { start: at + head.length, end: at + head.length + value.length }
    if (!first && label.test(name.trim())) first = span
    else if (name !== '' && /^(?:\[[^\]]*\]|<[^>]*>)$/.test(value.trim())) rest.push(span)
    at += line.length + 1
  }
  const { start, end } = first ?? { start: otherwise, end: otherwise }
  return [{ start, end }, ...rest.filter((one) => one.start > start), ...rest.filter((one) => one.start < start)]
}

/** Adds a row with the decision to a table of options without rows. */
function withRow(lines: string[], answer: string | undefined): string[] {
  const rule = lines.findIndex((line) => /^\|[ :|-]+\|$/.test(line.trim()))
  if (rule < 0 || answer === undefined || lines[rule + 1]?.startsWith('|')) return lines
  const cells = (lines[rule] ?? '').split('|').length - 2
  const row = ['A', answer.replace(/(?<!\\)\|/g, '\\|'), ...Array<string>(Math.max(0, cells - 2)).fill(' ')]
  return lines.toSpliced(rule + 1, 0, `| ${row.slice(0, cells).join(' | ')} |`)
}

const defaultEntry = (): string => builtinFormats().find(({ answers }) => answers.entry)?.answers.entry ?? ''
