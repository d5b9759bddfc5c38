// The status of a specification, and what stands in the way of the next one.
import { allOf, type Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import { type Stage, stageOfWord, statusOf } from '../formats/stage.ts'
import { isDone, reviewBoxes } from '../formats/summary.ts'
import type { Span } from '../markdown/blocks.ts'
import { excerpt, fold } from '../rules/text.ts'
import type { Field } from '../spec/model.ts'
import type { Change } from './change.ts'

export interface StatusOffer {
  /** The word that the status gets. */
  word: string
  title: string
  /** Why it is refused, in words; undefined when nothing stands in the way. */
  refused: string | undefined
  change(): Change
}

/** What stands in the way of a stage, in words: `2 open questions: "how many days?", "which region?"; Security 2/5`. */
export function inTheWay(feature: Feature, stage: Stage | undefined): string | undefined {
  if (stage !== 'approved' && stage !== 'done') return undefined
  const { documents } = feature
  const parts: string[] = []
  const open = documents.flatMap(({ clarifications }) => clarifications.filter(({ state }) => state === 'open'))
  if (open.length > 0) {
    const shown = open
      .slice(0, 3)
      .map(({ question }) => (question === '' ? 'one without words' : `"${excerpt(question, 40)}"`))
    const rest = open.length > 3 ? ` and ${open.length - 3} more` : ''
    parts.push(
      `${open.length === 1 ? 'one open question' : `${open.length} open questions`}: ${shown.join(', ')}${rest}`,
    )
  }
  const personas = new Map<string, { done: number; all: number }>()
  for (const reading of documents)
    for (const { section, item } of reviewBoxes(reading)) {
      const own = personas.get(section?.title ?? 'Review') ?? { done: 0, all: 0 }
      personas.set(section?.title ?? 'Review', {
        done: own.done + (isDone(reading.spec, item) ? 1 : 0),
        all: own.all + 1,
      })
    }
  for (const [persona, { done, all }] of personas) if (done < all) parts.push(`${persona} ${done}/${all}`)
  if (stage === 'done') {
    const tasks = allOf(feature, 'task').filter(({ definition }) => definition.box)
    const left = tasks.filter(({ reading, definition }) => !isDone(reading.spec, definition)).length
    if (left > 0) parts.push(left === 1 ? 'one open task' : `${left} open tasks`)
  }
  return parts.length > 0 ? parts.join('; ') : undefined
}

/**
 * The other words that a status may have, for a span that touches it. One past review is refused while something stands
 * in the way, and offered as an override that says so.
 */
export function statusOffers(feature: Feature, reading: Reading, { start, end }: Span): StatusOffer[] {
  if (reading !== feature.spec) return []
  const status = statusOf(reading)
  if (!status || status.field.start > end || status.field.end < start) return []
  const { wanted, field } = status
  if (wanted.shape.type !== 'words') return []
  const span = wordIn(field, wanted.shape.words)
  if (!span) return []
  const own = reading.spec.text.slice(span.start, span.end).toLowerCase()
  const offers: StatusOffer[] = []
  for (const word of wanted.shape.words) {
    if (word.toLowerCase() === own) continue
    const change = (): Change => ({
      label: `Set ${wanted.key} to ${word}`,
      documents: [
        {
          path: reading.path,
          before: reading.spec.text,
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
