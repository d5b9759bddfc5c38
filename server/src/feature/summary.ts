// A specification in numbers, as the command line prints it.

import { perObject } from '../base/perObject.ts'
import { answeredIn } from '../document/answeredQuestions.ts'
import { type BoxState, boxState, endsNotApplicable } from '../document/checkboxes.ts'
import { isWithdrawn } from '../document/fate.ts'
import { entriesWithin } from '../document/listEntries.ts'
import type { Document, ListEntry } from '../document/model.ts'
import type { Box } from '../markdown/blocks.ts'
import { isLeftOver } from '../templates/leftOver.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import { definitionsOfRole, type Feature } from './feature.ts'
import { statusOf } from './lifeCycle.ts'
import { allTasks, countDone } from './progress.ts'

export interface Summary {
  format: string
  id: string | null
  title: string | null
  status: string | null
  requirements: number
  criteria: number
  stories: number
  tasks: { done: number; total: number }
  review: { done: number; total: number }
  clarifications: { open: number; answered: number }
}

/**
 * Counts the items of a feature. An id counts once however often it is defined, and not if it is withdrawn. Every entry of a
 * task counts.
 */
export function summarise(feature: Feature): Summary {
  const { spec, format, documents } = feature
  const count = (role: Role): number =>
    new Set(
      definitionsOfRole(feature, role).flatMap(({ spec: { document }, definition }) =>
        isWithdrawn(document, definition) ? [] : [definition.id.key],
      ),
    ).size
  const questions = documents.flatMap(({ clarifications }) => clarifications)
  const inSessions = documents.reduce((sum, { document }) => sum + answeredIn(document), 0)
  const answered = questions.filter((question) => question.state === 'answered').length + count('decision') + inSessions
  const title = spec.document.title?.title ?? null
  const form = spec.template.titleForm
  const hasForm = form !== '' && title?.toLowerCase().startsWith(form)
  return {
    format: format.name,
    id: specId(spec),
    title: hasForm && title ? title.slice(form.length).trim() : title,
    status: statusValue(spec),
    requirements: count('requirement'),
    criteria: count('criterion'),
    stories: count('story'),
    tasks: countDone(allTasks(feature)),
    review: countDone(documents.flatMap(reviewPoints)),
    clarifications: { open: questions.filter((question) => question.state === 'open').length, answered },
  }
}

/** The id in a document's metadata. Null if it is missing or still the template's. */
export function specId(spec: SpecDocument): string | null {
  for (const [wanted, field] of spec.fields) {
    if (wanted.shape.type !== 'id' || isLeftOver(wanted, field)) continue
    const { value } = field
    return new RegExp(`${wanted.shape.prefix}-\\d+`).exec(value)?.[0] ?? (value.trim() || null)
  }
  return null
}

/** The status as written. Null if it is missing or still the template's. */
function statusValue(spec: SpecDocument): string | null {
  const status = statusOf(spec)
  if (!status) return null
  const { wanted, field } = status
  return wanted.shape.type === 'words' && isLeftOver(wanted, field) ? null : field.value.trim() || null
}

function stateOfPoint(document: Document, { words }: ListEntry, box: Box): BoxState {
  const state = boxState(document, box)
  return state === 'open' && endsNotApplicable(words) ? 'dropped' : state
}

/** A point of a review, and the state of its checkbox. */
export interface ReviewPoint {
  entry: ListEntry
  state: BoxState
}

/** The points of the review section: its list items with a checkbox. */
export const reviewPoints = perObject(({ review, document }: SpecDocument): readonly ReviewPoint[] =>
  review
    ? entriesWithin(document, review).flatMap((entry) =>
        entry.box ? [{ entry, state: stateOfPoint(document, entry, entry.box) }] : [],
      )
    : [],
)
