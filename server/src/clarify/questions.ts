// All open questions of a feature, with where they stand and how they are answered.
import type { Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import type { Clarification } from '../spec/model.ts'
import { answersTo } from './offers.ts'
import { itemAround } from './question.ts'

export interface OpenQuestion {
  reading: Reading
  one: Clarification
  /** The id that it stands in, as written; null outside of items. */
  item: string | null
  /** The ways to answer it, the best first. */
  answers: { action: string; title: string }[]
}

/** In the order of the documents, and of the text of each. */
export function openQuestionsOf(feature: Feature): OpenQuestion[] {
  return feature.documents.flatMap((reading) =>
    reading.clarifications
      .filter(({ state }) => state === 'open')
      .map((one) => ({
        reading,
        one,
        item: itemAround(reading, one)?.id.text ?? null,
        answers: answersTo(feature, reading, one).map(({ action, title }) => ({ action, title })),
      })),
  )
}
