// specwise/traceText: the traceability of a specification as Markdown.
import type { Feature } from '../feature/feature.ts'
import { summarise } from '../feature/summary.ts'
import { type Traced, traceOf } from '../feature/trace.ts'
import { traceMarkdown } from '../queries/traceText.ts'
import { linesOf } from './convert.ts'
import type { EvidenceOfDefinition } from './openEvidence.ts'

/** A table with links to each item: addresses with a line from 1. */
export function traceText(
  feature: Feature,
  uriOf: (path: string) => string,
  evidenceFor?: EvidenceOfDefinition,
): string {
  const place = ({ at: { spec, definition } }: Traced): string =>
    `${uriOf(spec.path)}#L${linesOf(spec.document).positionAt(definition.start).line + 1}`
  const { title, id } = summarise(feature)
  return traceMarkdown(
    [id, title].filter(Boolean).join(' '),
    traceOf(feature),
    place,
    evidenceFor && (({ at }) => evidenceFor(at.definition)),
  )
}
