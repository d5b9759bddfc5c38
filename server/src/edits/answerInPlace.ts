// Changes in place: a question becomes its answer, an answer becomes a question again, a text becomes a question.
import type { Edit } from '../base/edit.ts'
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import type { Clarification } from '../document/model.ts'
import { blockAt, inlinesIn } from '../document/places.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Change } from './change.ts'
import { fitting, inBrackets, wordsFor } from './questionContext.ts'

/** Placeholder for an answer that is still to be written. It has no words, so that a rule reports it if it stays. */
export const blankAnswer = '…'

/** `[CLARIFIED: …]` for a marker; a question without brackets is replaced by the answer. */
export function answerInPlace(spec: SpecDocument, one: Clarification, answer: string = blankAnswer): Change {
  const { start, end } = one
  const words = fitting(spec, start, answer)
  const written = inBrackets(words)
  const text = one.bracketed ? `[${wordsFor(spec, one).answered}: ${written}]` : words
  const inside = one.bracketed ? text.length - 1 - written.length : 0
  return {
    ...changeOf(spec, { start, end, text }, t('Answer in Place')),
    cursor: {
      path: spec.path,
      start: start + inside,
      end: start + inside + (one.bracketed ? written : words).length,
    },
  }
}

/** Turns an answer into a question with the same words. */
export function reopen(spec: SpecDocument, one: Clarification): Change {
  const { start, end, inner } = one
  const said = spec.document.text
    .slice(inner.start, inner.end)
    .trim()
    .replace(/[.;!。]$/, '')
  const text = `[${wordsFor(spec, one).open}: ${said}${/[?？]$/.test(said) ? '' : '?'}]`
  const inside = start + text.indexOf(':') + 2
  return {
    ...changeOf(spec, { start, end, text }, t('Reopen Question')),
    cursor: { path: spec.path, start: inside, end: start + text.length - 1 },
  }
}

/** Turns the text of a span into a question; undefined if it cannot be put in a marker. */
export function ask(spec: SpecDocument, { start, end }: Span): Change | undefined {
  const { document } = spec
  const selected = document.text.slice(start, end)
  const words = selected.trim().replace(/[.。]$/, '')
  const from = start + selected.length - selected.trimStart().length
  const to = from + words.length
  if (!/[\p{L}\p{N}]/u.test(words) || words.length > 1000 || /\n\s*\n/.test(words)) return undefined
  if (!isWhole(words) || cutsSomething(spec, { start: from, end: to })) return undefined
  const text = `[${wordsFor(spec).open}: ${inBrackets(words)}${/[?？]$/.test(words) ? '' : '?'}]`
  const inside = from + text.indexOf(':') + 2
  return {
    ...changeOf(spec, { start: from, end: to, text }, t('Convert Selection to Question')),
    cursor: { path: spec.path, start: inside, end: from + text.length - 1 },
  }
}

/** Whether words have balanced emphasis and brackets, and no syntax of blocks. */
const isWhole = (words: string): boolean =>
  !/^(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|\[[ xX]?\]\s)|[\r\n][ \t]*(?:[-*+>#|]|\d+[.)]\s)/.test(words) &&
  ['**', '__', '~~', '`'].every((mark) => words.split(mark).length % 2 === 1) &&
  inBrackets(words) === words

/** Whether a span is in code, or cuts or contains an id, a marker, a link or a field. */
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
  if (/[\w/.:-]/.test(text.charAt(start - 1)) && /[\w/]/.test(text.charAt(start))) return true // in a word
  if (/\w/.test(text.charAt(end - 1)) && /^(?:\w|[/.:-]\w)/.test(text.slice(end, end + 2))) return true
  return block.type === 'row' && /(?<!\\)\|/.test(text.slice(start, end))
}

const changeOf = ({ path, document }: SpecDocument, edit: Edit, label: string): Change => ({
  label,
  documents: [{ path, before: document.text, edits: [edit] }],
})
