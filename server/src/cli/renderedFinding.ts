// A finding as it is printed: with locations instead of offsets, and the part of its line that is shown. The texts of ten
// thousand documents cannot be kept.

import { type Location, lineIndex } from '../base/lineIndex.ts'
import { detachedData } from '../base/words.ts'
import { isSafelyFixed } from '../edits/fixAll.ts'
import type { Finding, Severity } from '../rules/engine/rule.ts'
import { isAtLeast } from '../rules/engine/severity.ts'

export interface RenderedFinding {
  code: string
  severity: Severity
  message: string
  fixable: boolean
  /** `--fix` can fix it. Set only for errors and warnings. */
  safe: boolean
  start: Location
  end: Location
  /** Present only if requested. */
  details?: Details
  excerpt: Excerpt
  related: { path: string; place: Location; message: string }[]
}

interface Range {
  start: Location
  end: Location
}

/** What output formats for programs have beyond the text. */
export interface Details {
  /** The location in bytes of UTF-8. */
  bytes: Range
  /** What it is about, apart from its location: the item or section, and the marked words. */
  identity: string
  /** The fix that the editor offers first. */
  fix?: RenderedFix
}

export interface RenderedFix {
  title: string
  edits: (Range & { bytes: Range; text: string })[]
}

/** The part of the source line around a finding. */
export interface Excerpt {
  text: string
  /** Where the finding starts in the text, and its length. */
  from: number
  length: number
  /** The line goes on before the text, or after it. */
  cutBefore: boolean
  cutBehind: boolean
}

export const widest = 110 // shown columns of a source line

/**
 * @param path the path of the document.
 * @param shown how paths are shown.
 * @param detailsOf computes details; without it, findings have none.
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
  const rendered = findings.map((finding): RenderedFinding => {
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
  return detachedData(rendered)
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
