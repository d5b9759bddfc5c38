// All open questions of a feature, with their locations and the ways to answer them.

import type { Clarification } from '../document/model.ts'
import type { Feature } from '../feature/feature.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { answersTo } from './answers.ts'
import { itemAround } from './questionContext.ts'

export interface OpenQuestion {
  spec: SpecDocument
  one: Clarification
  /** The id of the item around it, as written; null outside of items. */
  item: string | null
  /** The ways to answer it, the best first. */
  answers: { action: string; title: string }[]
}

/** In the order of the documents, and of the text of each. */
export function openQuestionsOf(feature: Feature): OpenQuestion[] {
  return feature.documents.flatMap((spec) =>
    spec.clarifications
      .filter(({ state }) => state === 'open')
      .map((one) => ({
        spec,
        one,
        item: itemAround(spec, one)?.id.text ?? null,
        answers: answersTo(feature, spec, one).map(({ action, title }) => ({ action, title })),
      })),
  )
}
