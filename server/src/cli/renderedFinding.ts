// A finding as it is printed: places in place of offsets, and the piece of its line that is shown. Whoever checks ten
// thousand documents cannot keep their texts.

import { type Location, lineIndex } from '../base/lineIndex.ts'
import { ownData } from '../base/words.ts'
import { isSafelyFixed } from '../edits/fixAll.ts'
import type { Finding, Severity } from '../rules/engine/rule.ts'
import { isAtLeast } from '../rules/engine/severity.ts'

export interface RenderedFinding {
  code: string
  severity: Severity
  message: string
  fixable: boolean
  /** `--fix` mends it. Looked at for errors and warnings. */
  safe: boolean
  start: Location
  end: Location
  /** Made where somebody asks for them. */
  details?: Details
  excerpt: Excerpt
  related: { path: string; place: Location; message: string }[]
}

interface Range {
  start: Location
  end: Location
}

/** What some formats have beside what people read. */
export interface Details {
  /** The place in bytes of UTF-8. */
  bytes: Range
  /** What it is about, apart from its place: the item or section, and the marked words. */
  identity: string
  /** What the editor offers first. */
  fix?: RenderedFix
}

export interface RenderedFix {
  title: string
  edits: (Range & { bytes: Range; text: string })[]
}

/** The part of the source line around a finding. */
export interface Excerpt {
  text: string
  /** Where the finding starts in it, and how long it is there. */
  from: number
  length: number
  /** Something of the line stands before it, or behind it. */
  cutBefore: boolean
  cutBehind: boolean
}

export const widest = 110 // columns of a source line that are shown

/**
 * @param path of the document, and `shown` how paths are shown.
 * @param detailsOf gives the details of each; none have them without it.
 */
export function renderFindings(
  text: string,
  findings: readonly Finding[],
  path: string,
  shown: (path: string) => string,
  detailsOf?: (finding: Finding) => Details,
): RenderedFinding[] {
  if (findings.length === 0) return []
  const place = lineIndex(text)
  const own = findings.map((finding): RenderedFinding => {
    const start = place(finding.start)
    return {
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      fixable: finding.fixable,
      safe: isAtLeast(finding.severity, 'warning') && isSafelyFixed(finding),
      start,
      end: place(finding.end),
      ...(detailsOf && { details: detailsOf(finding) }),
      excerpt: excerptOf(text, finding, start.column),
      related: finding.related.map(({ span, message, other }) => ({
        path: other ? shown(other.path) : path,
        place: (other ? lineIndex(other.text) : place)(span.start),
        message,
      })),
    }
  })
  return ownData(own)
}

function excerptOf(text: string, { start, end }: Finding, column: number): Excerpt {
  const lineStart = start - column + 1
  const from = column > widest - 30 ? start - 40 : lineStart
  const rest = text.slice(from, from + widest + 1)
  const newline = rest.search(/[\r\n]/)
  const line = newline < 0 ? rest : rest.slice(0, newline)
  return {
    text: line.slice(0, widest),
    from: start - from,
    length: Math.min(end - start, widest),
    cutBefore: from > lineStart,
    cutBehind: line.length > widest,
  }
}
