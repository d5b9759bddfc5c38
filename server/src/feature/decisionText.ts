// The labels of an entry of the decision log, and what was decided in one.

import { wordsOf } from '../languages/index.ts'
import type { LabelName } from '../languages/language.ts'
import { anyOf } from '../languages/pattern.ts'

const label = (name: LabelName): RegExp => new RegExp(`^${anyOf(wordsOf((language) => language.labels[name]))}$`, 'iu')

/** What the lines of an entry are called, in all languages. */
export const labels = {
  context: label('context'),
  answer: label('answer'),
  reason: label('reason'),
  references: label('references'),
  askedBy: label('askedBy'),
  decidedBy: label('decidedBy'),
}

export const labelled =
  /^([ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?([\p{L} ]{2,30}?)[ \t]*(?:(?:\*\*|__)[ \t]*[:：]|[:：][ \t]*(?:\*\*|__)?)[ \t]*)(.*)$/u

/** What was decided in an entry, on one line; undefined where nothing stands behind the label. */
export function decisionIn(text: string): string | undefined {
  for (const line of text.split(/\r\n?|\n/)) {
    const [, , label = '', words = ''] = line.length < 4000 ? (labelled.exec(line) ?? []) : []
    if (labels.answer.test(label.trim()) && words.trim() !== '') return words.trim()
  }
  return undefined
}
