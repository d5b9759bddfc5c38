// Completion of the repeated parts of a template (`spec-story`, `spec-fr` …), in the format of the document, with the next free
// ids.

import { inLineEndsOf } from '../base/lines.ts'
import type { Feature } from '../feature/feature.ts'
import { nextIds } from '../feature/nextIds.ts'
import { asText, type NextNumber, snippetsOf } from '../templates/snippets.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Completion, Line } from './completion.ts'

/** Offered on a line that contains only the start of such a name. */
export function snippetCompletions(feature: Feature, spec: SpecDocument, offset: number, line: Line): Completion[] {
  const typed = /^[ \t]*(spec(?:-[a-z]*)?)$/.exec(line.before)?.[1]
  if (typed === undefined || line.after.trim() !== '') return []
  const byPrefix = new Map(feature.format.kinds.map((kind) => [kind.prefix, nextIds(feature, spec, kind, line)]))
  const next: NextNumber = (prefix, k) => /\d+$/.exec(byPrefix.get(prefix)?.id(k) ?? '')?.[0]
  return snippetsOf(feature.format, next)
    .filter(({ prefix }) => prefix !== 'spec-new') // the command New Specification creates the whole document
    .map(({ prefix, description, body }, rank): Completion => {
      const snippet = inLineEndsOf(spec.document.text, body)
      return {
        label: prefix,
        short: description,
        detail: asText(body).split('\n', 1)[0] ?? '',
        span: { start: offset - typed.length, end: offset },
        text: asText(snippet),
        snippet,
        rank: 10 + rank,
        kind: 'section',
      }
    })
}
