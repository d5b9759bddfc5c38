// textDocument/codeAction: the quick fixes of the findings that a range touches.
import type { Span } from '../markdown/blocks.ts'
import type { Finding, Fix } from '../rules/rule.ts'

export interface FixOffer {
  finding: Finding
  fix: Fix
}

export function fixesAt(findings: readonly Finding[], { start, end }: Span): FixOffer[] {
  return findings
    .filter((finding) => finding.fixable && finding.start <= end && finding.end >= start)
    .flatMap((finding) => finding.fixes().map((fix) => ({ finding, fix })))
}
