// The severities of findings. A hint in a draft may become an error once the specification is approved; this file is the
// only place that says how severities depend on the stage.
import type { Stage } from '../../templates/status.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

/** One severity, or one for each stage of the specification. */
export type Severities = Severity | 'off' | Readonly<Record<Stage, Severity | 'off'>>

/** For what must be settled before approval: questions, placeholders and reviews. */
export const settledByApproval: Severities = { draft: 'hint', review: 'warning', approved: 'error', done: 'error' }

/** For what may be added during the work and must be there at its end. */
export const settledByTheEnd: Severities = { draft: 'hint', review: 'hint', approved: 'warning', done: 'warning' }

/** For what people do in other ways as well, so that it is never a warning. */
export const advisedByTheEnd: Severities = { draft: 'hint', review: 'hint', approved: 'info', done: 'info' }

/** The severity at a stage. A specification without a known stage counts as a draft. */
export const severityAt = (severities: Severities, stage: Stage | undefined): Severity | 'off' =>
  typeof severities === 'string' ? severities : severities[stage ?? 'draft']

/** Whether severities are those of a draft. */
export const isDraft = ({ stage }: { stage: Stage | undefined }): boolean => (stage ?? 'draft') === 'draft'

/** `error`, or `hint in a draft, warning in review, …`, for documentation. */
export function severityWords(severities: Severities): string {
  if (typeof severities === 'string') return severities
  const { draft, review, approved, done } = severities
  return `${draft} in a draft, ${review} in review, ${approved} once approved, ${done} when done`
}

/** All severities, the mildest first. */
export const allSeverities: readonly Severity[] = ['hint', 'info', 'warning', 'error']

/** `error`, or the mildest and the most severe one as `hint … error`, for lists. */
export function severityShort(severities: Severities): string {
  if (typeof severities === 'string') return severities
  const { draft, review, approved, done } = severities
  const all = ['off', ...allSeverities].filter((severity) =>
    [draft, review, approved, done].includes(severity as Severity),
  )
  return all.length === 1 ? `${all[0]}` : `${all[0]} … ${all.at(-1)}`
}

/** Whether a severity is at least as severe as a level. */
export const isAtLeast = (severity: Severity, level: Severity): boolean =>
  allSeverities.indexOf(severity) >= allSeverities.indexOf(level)

/** The milder of two severities. */
export const milder = (severity: Severity, limit: Severity = 'error'): Severity =>
  allSeverities[Math.min(allSeverities.indexOf(severity), allSeverities.indexOf(limit))] as Severity
