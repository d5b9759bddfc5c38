// What output formats for programs have of a finding beyond its text: bytes, fixes, and what it is about.
import { columnIn } from '../base/columns.ts'
import { type Location, lineIndex } from '../base/lineIndex.ts'
import { excerpt } from '../base/words.ts'
import type { Finding } from '../rules/engine/rule.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Details } from './renderedFinding.ts'

const longest = 200 // characters of the marked words that are part of the identity

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
    const fixes = finding.fixable ? finding.fixes() : []
    const fix = fixes.find(({ preferred }) => preferred) ?? fixes[0]
    return {
      bytes: { start: bytes(start), end: bytes(end) },
      identity: `${around(spec, start)}: ${finding.about === undefined ? '' : `${finding.about} `}${excerpt(text.slice(start, Math.min(end, start + longest)), longest)}`,
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

/** The id of the last item before an offset in the same section; otherwise the title of the section. */
function around(spec: SpecDocument | undefined, at: number): string {
  if (!spec) return ''
  const section = spec.document.sections.findLast(({ start }) => start <= at)
  const item = spec.definitions.findLast(({ start }) => start <= at)
  return item && (!section || item.start >= section.start) ? item.id.key : (section?.title ?? '')
}
