// specwise/traceText: the traceability of a specification as Markdown.
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Feature } from '../feature/feature.ts'
import { summarise } from '../feature/summary.ts'
import { type Traced, traceOf } from '../feature/trace.ts'
import { traceMarkdown } from '../queries/traceText.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { EvidenceOfDefinition } from './openEvidence.ts'

/** A table with links to each item: addresses with a line from 1. */
export function traceText(
  feature: Feature,
  uriOf: (path: string) => string,
  evidenceFor?: EvidenceOfDefinition,
): string {
  const places = new Map<SpecDocument, TextDocument>()
  const place = ({ at: { spec, definition } }: Traced): string => {
    const document = places.get(spec) ?? TextDocument.create('', 'markdown', 0, spec.document.text)
    places.set(spec, document)
    return `${uriOf(spec.path)}#L${document.positionAt(definition.start).line + 1}`
  }
  const { title, id } = summarise(feature)
  return traceMarkdown(
    [id, title].filter(Boolean).join(' '),
    traceOf(feature),
    place,
    evidenceFor && (({ at }) => evidenceFor(at.definition)),
  )
}
