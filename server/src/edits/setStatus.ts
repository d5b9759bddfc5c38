// The status of a specification, and what blocks the next one.

import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { fold } from '../base/words.ts'
import { trimmedValue } from '../document/fields.ts'
import type { Field } from '../document/model.ts'
import type { Feature } from '../feature/feature.ts'
import { blockersOf } from '../feature/gate.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { stageOfWord } from '../templates/status.ts'
import type { TemplateField } from '../templates/template.ts'
import type { Change } from './change.ts'

export interface StatusOffer {
  /** The new status. */
  word: string
  title: string
  /** What blocks it; undefined if it is allowed. */
  refused: string | undefined
  change(): Change
}

/**
 * The other words that a status may have, for a span that touches it. A word past review is refused while something blocks
 * it, and also offered as an override that says what.
 * @param used words of other specifications, for a template with a free status.
 */
export function statusOffers(
  feature: Feature,
  spec: SpecDocument,
  { start, end }: Span,
  used: readonly string[] = [],
): StatusOffer[] {
  if (spec !== feature.spec) return []
  const status = statusOf(spec)
  if (!status || status.field.start > end || status.field.end < start) return []
  const { wanted, field } = status
  const words = wanted.shape.type === 'words' ? wanted.shape.words : freeWords(wanted, used)
  const span = wordIn(field, words) ?? (isFree(wanted) ? trimmedValue(field) : undefined)
  if (!span) return []
  const current = spec.document.text.slice(span.start, span.end).toLowerCase()
  const offers: StatusOffer[] = []
  for (const word of words) {
    if (fold(word) === fold(current)) continue
    const title = t('Set {0} to "{1}"', wanted.key, word)
    const change = (): Change => ({
      label: title,
      documents: [
        {
          path: spec.path,
          before: spec.document.text,
          edits: [{ ...span, text: current === '' ? ` ${word}${field.value === '' ? '' : ' '}` : word }],
        },
      ],
    })
    const stage = stageOfWord(word)
    const open = blockersOf(feature, stage)
    offers.push({ word, title, refused: open, change })
    if (open) {
      const override = t('Set {0} to "{1}" ({2})', wanted.key, word, open)
      offers.push({ word, title: override, refused: undefined, change })
    }
  }
  return offers
}

/** Whether a status is free text. */
export const isFree = ({ shape }: TemplateField): boolean => shape.type !== 'words'

const mostUsed = 8 // words of other specifications that are offered

/** The offers for free text: the word of the template, those in use, and one for each stage that is missing. */
function freeWords({ value }: TemplateField, used: readonly string[]): string[] {
  const words = new Map<string, string>()
  const add = (word: string): void => {
    if (/^\p{L}[\p{L}\p{M}\p{N} _-]{0,39}$/u.test(word) && !words.has(fold(word))) words.set(fold(word), word)
  }
  add(value.trim())
  for (const word of used.slice(0, mostUsed)) add(word.trim())
  const stages = new Set([...words.values()].map(stageOfWord))
  for (const word of ['Draft', 'In Review', 'Approved', 'Done']) if (!stages.has(stageOfWord(word))) add(word)
  return [...words.values()]
}

/**
 * The part of a status that is its word: the word of the vocabulary that it starts with, or all of it if it is a plain word.
 * Undefined if it is unclear: then nothing is replaced.
 */
function wordIn({ value, valueSpan: { start } }: Field, vocabulary: readonly string[]): Span | undefined {
  const plain = value.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length))
  if (plain.trim() === '') return { start, end: start }
  const words = /\p{L}[\p{L}\p{M}\p{N}_-]*(?: +\p{L}[\p{L}\p{M}\p{N}_-]*)*/u.exec(plain)
  if (!words || plain.includes('~~')) return undefined
  const match = vocabulary
    .filter(
      (word) =>
        fold(words[0]).startsWith(fold(word)) && !/^[\p{L}\p{N}]/u.test(fold(words[0]).slice(fold(word).length)),
    )
    .sort((a, b) => b.length - a.length)[0]
  const from = start + words.index
  if (match !== undefined) return { start: from, end: from + match.length }
  const around = plain.replace(words[0], '').replace(/[\s*_`]/g, '')
  return around === '' ? { start: from, end: from + words[0].length } : undefined
}
