// Changes of one place: a question becomes its answer, an answer a question again, a text a question.
import type { Edit } from '../base/edit.ts'
import type { Span } from '../base/span.ts'
import type { Clarification } from '../document/model.ts'
import { blockAt, inlinesIn } from '../document/places.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Change } from './change.ts'
import { fitting, inBrackets, wordsFor } from './questionContext.ts'

/** What stands for an answer that is still to be written: no words, so that a rule tells of one that never was. */
export const blankAnswer = '…'

/** `[CLARIFIED: …]` for a marker; words without brackets become the answer alone. */
export function answerInPlace(spec: SpecDocument, one: Clarification, answer: string = blankAnswer): Change {
  const { start, end } = one
  const words = fitting(spec, start, answer)
  const written = inBrackets(words)
  const text = one.bracketed ? `[${wordsFor(spec, one).answered}: ${written}]` : words
  const inside = one.bracketed ? text.length - 1 - written.length : 0
  return {
    ...changeOf(spec, { start, end, text }, 'Answer a question in place'),
    cursor: {
      path: spec.path,
      start: start + inside,
      end: start + inside + (one.bracketed ? written : words).length,
    },
  }
}

/** The answer becomes the question whether it is right. */
export function reopen(spec: SpecDocument, one: Clarification): Change {
  const { start, end, inner } = one
  const said = spec.document.text
    .slice(inner.start, inner.end)
    .trim()
    .replace(/[.;!。]$/, '')
  const text = `[${wordsFor(spec, one).open}: ${said}${/[?？]$/.test(said) ? '' : '?'}]`
  const inside = start + text.indexOf(':') + 2
  return {
    ...changeOf(spec, { start, end, text }, 'Reopen a question'),
    cursor: { path: spec.path, start: inside, end: start + text.length - 1 },
  }
}

/** The text of a span becomes a question; undefined where it is none that a marker may be put around. */
export function ask(spec: SpecDocument, { start, end }: Span): Change | undefined {
  const { document } = spec
  const own = document.text.slice(start, end)
  const words = own.trim().replace(/[.。]$/, '')
  const from = start + own.length - own.trimStart().length
  const to = from + words.length
  if (!/[\p{L}\p{N}]/u.test(words) || words.length > 1000 || /\n\s*\n/.test(words)) return undefined
  if (!isWhole(words) || cutsSomething(spec, { start: from, end: to })) return undefined
  const text = `[${wordsFor(spec).open}: ${inBrackets(words)}${/[?？]$/.test(words) ? '' : '?'}]`
  const inside = from + text.indexOf(':') + 2
  return {
    ...changeOf(spec, { start: from, end: to, text }, 'Turn a text into a question'),
    cursor: { path: spec.path, start: inside, end: from + text.length - 1 },
  }
}

/** Words with all of their emphasis and brackets, and without what makes a block of them. */
const isWhole = (words: string): boolean =>
  !/^(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|\[[ xX]?\]\s)|[\r\n][ \t]*(?:[-*+>#|]|\d+[.)]\s)/.test(words) &&
  ['**', '__', '~~', '`'].every((mark) => words.split(mark).length % 2 === 1) &&
  inBrackets(words) === words

/** Whether a span stands in code, or cuts or swallows what has a meaning of its own: an id, a marker, a link, a field. */
function cutsSomething({ document, clarifications, malformed }: SpecDocument, { start, end }: Span): boolean {
  const block = blockAt(document, start)
  if (!block || end > block.end || block.type === 'code' || block.type === 'html' || block.type === 'break') return true
  const touches = (one: Span): boolean => one.start < end && one.end > start
  const cuts = (one: Span): boolean => touches(one) && (one.start < start || one.end > end)
  if (
    [...clarifications, ...document.definitions, ...malformed, ...document.fields, ...document.linkTargets].some(
      touches,
    )
  )
    return true
  if (inlinesIn(document, { start, end }).some((one) => one.type !== 'code' || cuts(one))) return true
  const { text } = document
  if (/[\w/.:-]$/.test(text.slice(0, start).slice(-1)) && /^[\w/]/.test(text.slice(start, end))) return true // in a word
  return block.type === 'row' && /(?<!\\)\|/.test(text.slice(start, end))
}

const changeOf = ({ path, document }: SpecDocument, edit: Edit, label: string): Change => ({
  label,
  documents: [{ path, before: document.text, edits: [edit] }],
})
