// textDocument/codeAction: the quick fixes of the findings that a range touches, and a comment that silences each.
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import type { Finding, Fix } from '../rules/rule.ts'
import { suppressionFix } from '../rules/suppression.ts'

export interface FixOffer {
  finding: Finding
  fix: Fix
  /** It mends nothing: a comment that silences. */
  silences: boolean
}

/** Fixes first, the comments that silence last. */
export function fixesAt({ spec }: Reading, findings: readonly Finding[], { start, end }: Span): FixOffer[] {
  const touched = findings.filter((finding) => finding.start <= end && finding.end >= start)
  const fixes = touched.flatMap((finding) =>
    finding.fixable ? finding.fixes().map((fix) => ({ finding, fix, silences: false })) : [],
  )
  return [...fixes, ...touched.map((finding) => ({ finding, fix: suppressionFix(spec, finding), silences: true }))]
}
