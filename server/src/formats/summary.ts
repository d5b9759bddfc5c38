// One specification in numbers, as the command line prints it.
import { listEntries } from '../spec/entries.ts'
import type { ListEntry, Spec } from '../spec/model.ts'
import { allOf, type Feature } from './feature.ts'
import type { Role } from './format.ts'
import type { Reading } from './reading.ts'
import { statusOf } from './stage.ts'

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

/** Counts what the documents of a feature hold. An id counts once, however often it is defined. */
export function summarise(feature: Feature): Summary {
  const { spec: reading, format, documents } = feature
  const count = (role: Role): number => new Set(allOf(feature, role).map(({ definition }) => definition.id.key)).size
  const tasks = new Map(
    allOf(feature, 'task').map(({ reading: { spec }, definition }) => [definition.id.key, isDone(spec, definition)]),
  )
  const boxes = documents.flatMap((document) =>
    reviewBoxes(document).map((entry) => ({ spec: document.spec, box: entry.item.box })),
  )
  const questions = documents.flatMap(({ clarifications }) => clarifications)
  const answered = questions.filter((one) => one.state === 'answered').length + count('decision')
  const title = reading.spec.title?.title ?? null
  const form = reading.template.titleForm
  const hasForm = form !== '' && title?.toLowerCase().startsWith(form)
  return {
    format: format.name,
    id: specId(reading),
    title: hasForm && title ? title.slice(form.length).trim() : title,
    status: statusValue(reading),
    requirements: count('requirement'),
    criteria: count('criterion'),
    stories: count('story'),
    tasks: { done: [...tasks.values()].filter(Boolean).length, total: tasks.size },
    review: { done: boxes.filter(({ spec, box }) => isDone(spec, { box })).length, total: boxes.length },
    clarifications: { open: questions.filter((one) => one.state === 'open').length, answered },
  }
}

/** The id in a document's metadata; null when it is missing or left over. */
export function specId(reading: Reading): string | null {
  for (const [wanted, { value }] of reading.fields) {
    if (wanted.shape.type !== 'id' || value.trim() === wanted.value) continue
    return new RegExp(`${wanted.shape.prefix}-\\d+`).exec(value)?.[0] ?? (value.trim() || null)
  }
  return null
}

/** The status as written; null when it is missing or left over. */
function statusValue(reading: Reading): string | null {
  const status = statusOf(reading)
  const value = status?.field.value.trim()
  return !value || (status?.wanted.shape.type === 'words' && value === status.wanted.value) ? null : value
}

/** Whether a box is ticked. `[-]`, `[~]` and the like are not. */
export const isDone = (spec: Spec, { box }: { box: { start: number; end: number } | undefined }): boolean =>
  box !== undefined && /[xX\u2713\u2714\u2705]/.test(spec.text.slice(box.start, box.end))

/** The boxes of the review section. */
export function reviewBoxes({ review, spec }: Reading): ListEntry[] {
  if (!review) return []
  return listEntries(spec, (item) => item.box !== undefined && item.start >= review.start && item.start < review.end)
}
