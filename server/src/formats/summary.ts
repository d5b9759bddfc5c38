// One specification in numbers, as the command line prints it.
import type { Role } from './format.ts'
import { countClarifications, isDone, type Reading, reviewBoxes, roleOf } from './reading.ts'

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

/** Counts what a specification holds. An id counts once, however often it is defined. */
export function summarise(reading: Reading): Summary {
  const { spec, format } = reading
  const byRole: Record<Role, Map<string, boolean>> = {
    story: new Map(),
    requirement: new Map(),
    criterion: new Map(),
    task: new Map(),
  }
  for (const definition of reading.definitions) {
    const role = roleOf(format, reading.homes, definition)
    if (role) byRole[role].set(definition.id.key, isDone(spec, definition))
  }
  const boxes = reviewBoxes(reading)
  const title = spec.title?.title ?? null
  const hasForm = format.titleForm !== '' && title?.toLowerCase().startsWith(format.titleForm)
  return {
    format: format.name,
    id: fieldValue(reading, 'id'),
    title: hasForm && title ? title.slice(format.titleForm.length).trim() : title,
    status: fieldValue(reading, 'words'),
    requirements: byRole.requirement.size,
    criteria: byRole.criterion.size,
    stories: byRole.story.size,
    tasks: { done: [...byRole.task.values()].filter(Boolean).length, total: byRole.task.size },
    review: { done: boxes.filter((entry) => isDone(spec, entry.item)).length, total: boxes.length },
    clarifications: { open: countClarifications(spec, 'open'), answered: countClarifications(spec, 'answered') },
  }
}

/** The document's id, or its status (the first field with a vocabulary); null when it is missing or left over. */
function fieldValue(reading: Reading, type: 'id' | 'words'): string | null {
  const wanted = reading.format.fields.find((field) => field.shape.type === type)
  const value = wanted && reading.fields.get(wanted)?.value.trim()
  if (!wanted || !value || value === wanted.value) return null
  if (wanted.shape.type === 'id') return new RegExp(`${wanted.shape.prefix}-\\d+`).exec(value)?.[0] ?? value
  return value
}
