// textDocument/codeAction: the quick fixes of the findings that a range touches, and a comment that disables each rule.

import type { Span } from '../base/span.ts'
import type { Finding, Fix } from '../rules/engine/rule.ts'
import { suppressionFix } from '../rules/engine/suppression.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

export interface FixOffer {
  finding: Finding
  fix: Fix
  /** Whether it is a comment that disables the rule. */
  silences: boolean
}

/** Fixes first, comments that disable rules last. */
export function fixesAt(
  { document }: Pick<SpecDocument, 'document'>,
  findings: readonly Finding[],
  { start, end }: Span,
): FixOffer[] {
  const touched = findings.filter((finding) => finding.start <= end && finding.end >= start)
  const fixes = touched.flatMap((finding) =>
    finding.fixable ? finding.fixes().map((fix) => ({ finding, fix, silences: false })) : [],
  )
  return [...fixes, ...touched.map((finding) => ({ finding, fix: suppressionFix(document, finding), silences: true }))]
}
