// Changes of one place: a question becomes its answer, an answer a question again, a text a question.
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import type { Edit } from '../rules/rule.ts'
import type { Clarification } from '../spec/model.ts'
import { leafAt, spanAt } from '../spec/sections.ts'
import type { Change } from './change.ts'
import { fitting, inBrackets, wordsFor } from './question.ts'

/** What stands for an answer that is still to be written. */
export const blankAnswer = 'answer'

/** `[CLARIFIED: …]` for a marker; words without brackets become the answer alone. */
export function answerInPlace(reading: Reading, one: Clarification, answer: string = blankAnswer): Change {
  const { start, end } = one
  const words = fitting(reading, start, answer)
  const written = inBrackets(words)
  const text = one.bracketed ? `[${wordsFor(reading, one).answered}: ${written}]` : words
  const inside = one.bracketed ? text.length - 1 - written.length : 0
  return {
    ...changeOf(reading, { start, end, text }, 'Answer a question in place'),
    cursor: {
      path: reading.path,
      start: start + inside,
      end: start + inside + (one.bracketed ? written : words).length,
    },
  }
}

/** The answer becomes the question whether it is right. */
export function reopen(reading: Reading, one: Clarification): Change {
  const { start, end, inner } = one
  const said = reading.spec.text
    .slice(inner.start, inner.end)
    .trim()
    .replace(/[.;!。]$/, '')
  const text = `[${wordsFor(reading, one).open}: ${said}${/[?？]$/.test(said) ? '' : '?'}]`
  const inside = start + text.indexOf(':') + 2
  return {
    ...changeOf(reading, { start, end, text }, 'Reopen a question'),
    cursor: { path: reading.path, start: inside, end: start + text.length - 1 },
  }
}

/** The text of a span becomes a question; undefined where it is none that a marker may be put around. */
export function ask(reading: Reading, { start, end }: Span): Change | undefined {
  const { spec, clarifications } = reading
  const own = spec.text.slice(start, end)
  const words = own.trim()
  const block = leafAt(spec.scan, start)
  const from = start + own.length - own.trimStart().length
  const to = from + words.length
  if (!/[\p{L}\p{N}]/u.test(words) || words.length > 1000 || !block || to > block.end) return undefined
  if (block.type === 'code' || block.type === 'html' || block.type === 'break' || /\n\s*\n/.test(words))
    return undefined
  if (clarifications.some((one) => one.start < to && one.end > from)) return undefined
  const ids = [...spec.definitions, ...reading.malformed]
  if (ids.some((one) => one.start < to && one.end > from)) return undefined // an id stays an id
  const cuts = spec.scan.inlines.some((one) => one.start < to && one.end > from && (one.start < from || one.end > to))
  if (cuts || spanAt(spec.fields, from)) return undefined
  if (block.type === 'row' && /(?<!\\)\|/.test(words)) return undefined
  const text = `[${wordsFor(reading).open}: ${inBrackets(words)}${/[?？]$/.test(words) ? '' : '?'}]`
  const inside = from + text.indexOf(':') + 2
  return {
    ...changeOf(reading, { start: from, end: to, text }, 'Turn a text into a question'),
    cursor: { path: reading.path, start: inside, end: from + text.length - 1 },
  }
}

const changeOf = ({ path, spec }: Reading, edit: Edit, label: string): Change => ({
  label,
  documents: [{ path, before: spec.text, edits: [edit] }],
})
