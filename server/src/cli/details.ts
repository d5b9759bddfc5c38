// What some formats tell of a finding beside what people read: bytes, fixes, and what it is about.
import { columnIn } from '../base/columns.ts'
import { type Location, lineIndex } from '../base/lineIndex.ts'
import { excerpt } from '../base/words.ts'
import type { Finding } from '../rules/engine/rule.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Details } from './renderedFinding.ts'

const longest = 200 // characters of the marked words that count

/** Makes the details of findings of a text. @param spec undefined for a configuration, which has no items. */
export function createDetails(text: string, spec: SpecDocument | undefined): (finding: Finding) => Details {
  const place = lineIndex(text)
  const bytes = (offset: number): Location => {
    const { line, column } = place(offset)
    const start = offset - column + 1
    return { line, column: columnIn('utf-8', text.slice(start, offset), column - 1) + 1 }
  }
  return (finding) => {
    const { start, end } = finding
    const own = finding.fixable ? finding.fixes() : []
    const fix = own.find(({ preferred }) => preferred) ?? own[0]
    return {
      bytes: { start: bytes(start), end: bytes(end) },
      identity: `${around(spec, start)}: ${missing(finding)}${excerpt(text.slice(start, Math.min(end, start + longest)), longest)}`,
      ...(fix && {
        fix: {
          title: fix.title,
          edits: fix.edits.map((edit) => ({
            start: place(edit.start),
            end: place(edit.end),
            bytes: { start: bytes(edit.start), end: bytes(edit.end) },
            text: edit.text,
          })),
        },
      }),
    }
  }
}

/** What is missing: it stands nowhere, so that all such findings mark the same words. */
const missing = ({ code, message }: Finding): string =>
  code.startsWith('missing-') ? `${/"([^"]*)"/.exec(message)?.[1] ?? ''} ` : ''

/** The id of the item that a place is in or behind, within its section; else the section's title. */
function around(spec: SpecDocument | undefined, at: number): string {
  if (!spec) return ''
  const section = spec.document.sections.findLast(({ start }) => start <= at)
  const item = spec.definitions.findLast(({ start }) => start <= at)
  return item && (!section || item.start >= section.start) ? item.id.key : (section?.title ?? '')
}
