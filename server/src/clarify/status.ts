// The status of a specification, and what stands in the way of the next one: open questions.
import type { Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import { stageOfWord, statusOf } from '../formats/stage.ts'
import type { Span } from '../markdown/blocks.ts'
import { excerpt } from '../rules/text.ts'
import type { Field } from '../spec/model.ts'
import type { Change } from './change.ts'

export interface StatusOffer {
  title: string
  /** Why it is refused, in words; undefined when nothing stands in the way. */
  refused: string | undefined
  change(): Change
}

/** What stands in the way of approval, in words: `2 open questions: "how many days?" and "which region?"`. */
export function inTheWay({ documents }: Feature): string | undefined {
  const open = documents.flatMap(({ clarifications }) => clarifications.filter(({ state }) => state === 'open'))
  if (open.length === 0) return undefined
  const shown = open
    .slice(0, 3)
    .map(({ question }) => (question === '' ? 'one without words' : `"${excerpt(question, 40)}"`))
  const rest = open.length > 3 ? ` and ${open.length - 3} more` : ''
  return `${open.length === 1 ? 'one open question' : `${open.length} open questions`}: ${shown.join(', ')}${rest}`
}

/**
 * The other words that a status may have, for a span that touches it. One past review is refused while questions are
 * open, and offered as an override that says so.
 */
export function statusOffers(feature: Feature, reading: Reading, { start, end }: Span): StatusOffer[] {
  if (reading !== feature.spec) return []
  const status = statusOf(reading)
  if (!status || status.field.start > end || status.field.end < start) return []
  const { wanted, field } = status
  if (wanted.shape.type !== 'words') return []
  const span = wordIn(field)
  const own = reading.spec.text.slice(span.start, span.end).toLowerCase()
  const offers: StatusOffer[] = []
  for (const word of wanted.shape.words) {
    if (word.toLowerCase() === own) continue
    const change = (): Change => ({
      label: `Set ${wanted.key} to ${word}`,
      documents: [
        { path: reading.path, before: reading.spec.text, edits: [{ ...span, text: own === '' ? ` ${word}` : word }] },
      ],
    })
    const stage = stageOfWord(word)
    const open = stage === 'approved' || stage === 'done' ? inTheWay(feature) : undefined
    const title = `Set ${wanted.key} to "${word}"`
    offers.push({ title, refused: open, change })
    if (open) offers.push({ title: `${title} in spite of ${open}`, refused: undefined, change })
  }
  return offers
}

/** Where the words of a status stand: without emphasis, comments and what is behind them. */
function wordIn({ value, valueSpan: { start } }: Field): Span {
  const words = /[\p{L}\p{N}][^<*_`\r\n]*/u.exec(value.split('<!--', 1)[0] ?? '')
  const from = start + (words?.index ?? value.length - value.trimStart().length)
  return { start: from, end: from + (words?.[0].trimEnd().length ?? 0) }
}
