// The status of a specification, and what stands in the way of the next one.

import type { Span } from '../base/span.ts'
import { fold } from '../base/words.ts'
import { trimmedValue } from '../document/fields.ts'
import type { Field } from '../document/model.ts'
import type { Feature } from '../feature/feature.ts'
import { inTheWay } from '../feature/gate.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { stageOfWord } from '../templates/status.ts'
import type { TemplateField } from '../templates/template.ts'
import type { Change } from './change.ts'

export interface StatusOffer {
  /** The word that the status gets. */
  word: string
  title: string
  /** Why it is refused, in words; undefined when nothing stands in the way. */
  refused: string | undefined
  change(): Change
}

/**
 * The other words that a status may have, for a span that touches it. One past review is refused while something stands
 * in the way, and offered as an override that says so.
 * @param used where the template leaves the status free: words that other specifications have.
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
  const own = spec.document.text.slice(span.start, span.end).toLowerCase()
  const offers: StatusOffer[] = []
  for (const word of words) {
    if (fold(word) === fold(own)) continue
    const change = (): Change => ({
      label: `Set ${wanted.key} to ${word}`,
      documents: [
        {
          path: spec.path,
          before: spec.document.text,
          edits: [{ ...span, text: own === '' ? ` ${word}${field.value === '' ? '' : ' '}` : word }],
        },
      ],
    })
    const stage = stageOfWord(word)
    const open = inTheWay(feature, stage)
    const title = `Set ${wanted.key} to "${word}"`
    offers.push({ word, title, refused: open, change })
    if (open) offers.push({ word, title: `${title} in spite of ${open}`, refused: undefined, change })
  }
  return offers
}

/** Whether a status is free text: any words may stand there. */
export const isFree = ({ shape }: TemplateField): boolean => shape.type !== 'words'

const mostUsed = 8 // words of other specifications that are offered

/** The words that are offered for free text: the template's own, those in use, and one for each stage that none of these is of. */
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
 * The part of a status that is its word: the word of the vocabulary that it starts with, or all of it when it is a plain
 * word. Undefined for what cannot be told: nothing of it is replaced then.
 */
function wordIn({ value, valueSpan: { start } }: Field, vocabulary: readonly string[]): Span | undefined {
  const plain = value.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length))
  if (plain.trim() === '') return { start, end: start }
  const words = /\p{L}[\p{L}\p{M}\p{N}_-]*(?: +\p{L}[\p{L}\p{M}\p{N}_-]*)*/u.exec(plain)
  if (!words || plain.includes('~~')) return undefined
  const known = vocabulary
    .filter(
      (word) =>
        fold(words[0]).startsWith(fold(word)) && !/^[\p{L}\p{N}]/u.test(fold(words[0]).slice(fold(word).length)),
    )
    .sort((a, b) => b.length - a.length)[0]
  const from = start + words.index
  if (known !== undefined) return { start: from, end: from + known.length }
  const around = plain.replace(words[0], '').replace(/[\s*_`]/g, '')
  return around === '' ? { start: from, end: from + words[0].length } : undefined
}
