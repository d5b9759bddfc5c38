// specwise/trace: the table of stories, requirements, tasks and criteria of a specification, with links to each place.
import { TextDocument } from 'vscode-languageserver-textdocument'
import { type Traced, traceOf } from '../features/trace.ts'
import { traceMarkdown } from '../features/traceText.ts'
import type { Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import { summarise } from '../formats/summary.ts'

/** As Markdown; links lead to lines. */
export function traceDocument(feature: Feature, uriOf: (path: string) => string): string {
  const places = new Map<Reading, TextDocument>()
  const place = ({ at: { reading, definition } }: Traced): string => {
    const document = places.get(reading) ?? TextDocument.create('', 'markdown', 0, reading.spec.text)
    places.set(reading, document)
    const { line, character } = document.positionAt(definition.start)
    return `${uriOf(reading.path)}#L${line + 1},${character + 1}`
  }
  const { title, id } = summarise(feature)
  return traceMarkdown([id, title].filter(Boolean).join(' '), traceOf(feature), place)
}
