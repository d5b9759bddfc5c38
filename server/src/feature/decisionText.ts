// The labels of entries in a decision log, and the decision in an entry.

import { wordsOf } from '../languages/index.ts'
import type { LabelName } from '../languages/language.ts'
import { anyOf } from '../languages/pattern.ts'

const label = (name: LabelName): RegExp => new RegExp(`^${anyOf(wordsOf((language) => language.labels[name]))}$`, 'iu')

/** Patterns of the labels of an entry's lines, in all languages. */
export const labels = {
  context: label('context'),
  answer: label('answer'),
  reason: label('reason'),
  references: label('references'),
  askedBy: label('askedBy'),
  decidedBy: label('decidedBy'),
}

/** A line with a label. The groups are: everything before the text, the label, the text. */
export const labeledLine =
  /^([ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?([\p{L} ]{2,30}?)[ \t]*(?:(?:\*\*|__)[ \t]*[:：]|[:：][ \t]*(?:\*\*|__)?)[ \t]*)(.*)$/u

/** The decision of an entry, on one line. Undefined if there is no text after the label. */
export function decisionIn(text: string): string | undefined {
  for (const line of text.split(/\r\n?|\n/)) {
    const [, , label = '', words = ''] = line.length < 4000 ? (labeledLine.exec(line) ?? []) : []
    if (labels.answer.test(label.trim()) && words.trim() !== '') return words.trim()
  }
  return undefined
}
