// specwise/trace: the table of stories, requirements, tasks and criteria of a specification, with links to each place.
import { TextDocument } from 'vscode-languageserver-textdocument'
import { type Traced, traceOf } from '../features/trace.ts'
import { traceTable } from '../features/traceText.ts'
import type { Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import { summarise } from '../formats/summary.ts'
import type { TraceDocument } from './messages.ts'

/** As Markdown, and where its ids lead to: addresses with a line and a character from 1. */
export function traceDocument(feature: Feature, uriOf: (path: string) => string): TraceDocument {
  const places = new Map<Reading, TextDocument>()
  const target = ({ at: { reading, definition } }: Traced): string => {
    const document = places.get(reading) ?? TextDocument.create('', 'markdown', 0, reading.spec.text)
    places.set(reading, document)
    const { line, character } = document.positionAt(definition.start)
    return `${uriOf(reading.path)}#L${line + 1},${character + 1}`
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
