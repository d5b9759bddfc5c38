// How severe findings are. What is a hint while a specification is written is an error once it is agreed on: the table of
// that stands here, and nowhere else.
import type { Stage } from '../../templates/status.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

/** One severity, or one for each stage of the specification's life. */
export type Severities = Severity | 'off' | Readonly<Record<Stage, Severity | 'off'>>

/** What has to be settled before a specification is agreed on: questions, placeholders, reviews, coverage. */
export const settledByApproval: Severities = { draft: 'hint', review: 'warning', approved: 'error', done: 'error' }

/** What may grow while the work goes on, and has to be there at its end. */
export const settledByTheEnd: Severities = { draft: 'hint', review: 'hint', approved: 'warning', done: 'warning' }

/** The severity at a stage; a specification whose status says nothing counts as a draft. */
export const severityAt = (severities: Severities, stage: Stage | undefined): Severity | 'off' =>
  typeof severities === 'string' ? severities : severities[stage ?? 'draft']

/** `error`, or `hint in a draft, warning in review, …`: for documentation. */
export function severityWords(severities: Severities): string {
  if (typeof severities === 'string') return severities
  const { draft, review, approved, done } = severities
  return `${draft} in a draft, ${review} in review, ${approved} once approved, ${done} when done`
}

/** The mildest first. */
export const allSeverities: readonly Severity[] = ['hint', 'info', 'warning', 'error']

/** `error`, or `hint … error`, the mildest and the most severe one: for lists. */
export function severityShort(severities: Severities): string {
  if (typeof severities === 'string') return severities
  const { draft, review, approved, done } = severities
  const all = ['off', ...allSeverities].filter((one) => [draft, review, approved, done].includes(one as Severity))
  return all.length === 1 ? `${all[0]}` : `${all[0]} … ${all.at(-1)}`
}

/** Whether one is as severe as another, or more. */
export const isAtLeast = (severity: Severity, level: Severity): boolean =>
  allSeverities.indexOf(severity) >= allSeverities.indexOf(level)

/** The milder one of two. */
export const milder = (severity: Severity, limit: Severity = 'error'): Severity =>
  allSeverities[Math.min(allSeverities.indexOf(severity), allSeverities.indexOf(limit))] as Severity
