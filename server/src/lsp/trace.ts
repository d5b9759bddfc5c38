// specwise/trace: the table of stories, requirements, tasks and criteria of a specification, with links to each place.
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Feature } from '../feature/feature.ts'
import { summarise } from '../feature/summary.ts'
import { type Traced, traceOf } from '../feature/trace.ts'
import { traceTable } from '../queries/traceText.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { TraceDocument } from './messages.ts'

/** As Markdown, and where its ids lead to: addresses with a line and a character from 1. */
export function traceDocument(feature: Feature, uriOf: (path: string) => string): TraceDocument {
  const places = new Map<SpecDocument, TextDocument>()
  const target = ({ at: { spec, definition } }: Traced): string => {
    const document = places.get(spec) ?? TextDocument.create('', 'markdown', 0, spec.document.text)
    places.set(spec, document)
    const { line, character } = document.positionAt(definition.start)
    return `${uriOf(spec.path)}#L${line + 1},${character + 1}`
  }
  const { title, id } = summarise(feature)
  const { text, links } = traceTable([id, title].filter(Boolean).join(' '), traceOf(feature))
  const table = TextDocument.create('', 'markdown', 0, text)
  const rangeOf = ({ start, end }: { start: number; end: number }) => ({
    start: table.positionAt(start),
    end: table.positionAt(end),
  })
  return { text, links: links.map((link) => ({ range: rangeOf(link), target: target(link.one) })) }
}
