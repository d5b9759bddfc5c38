// source.fixAll and `specwise check --fix`: applies all safe fixes of a document until none is left.

import { applyEdits, difference, type Edit } from '../base/edit.ts'
import { countWhile } from '../base/span.ts'
import type { Finding, Fix } from '../rules/engine/rule.ts'

const mostRounds = 10 // a fix may reveal another one; two that undo each other must not loop forever

/**
 * Applies the safe fixes of a text.
 * @param findingsOf checks a text as the content of the document.
 * @returns the edits against the given text; empty if there is nothing to fix.
 */
export async function fixAll(text: string, findingsOf: (text: string) => Promise<readonly Finding[]>): Promise<Edit[]> {
  let now = text
  let first: Edit[] = []
  let rounds = 0
  for (; rounds < mostRounds; rounds++) {
    const edits = safeEdits(await findingsOf(now))
    if (edits.length === 0) break
    if (rounds === 0) first = edits
    now = applyEdits(now, edits)
  }
  return rounds < 2 ? first : [difference(text, now)]
}

/** The edits that fix all findings of a rule: for each its safe fix, or the preferred one. */
export const fixesOfRule = (findings: readonly Finding[], code: string): Edit[] =>
  editsOf(
    findings.filter((finding) => finding.code === code),
    (fix) => fix.safe === true || fix.preferred,
  )

/** Whether `fixAll` fixes a finding. */
export const isSafelyFixed = (finding: Finding): boolean =>
  finding.fixable && finding.fixes().some((fix) => fix.safe === true)

const safeEdits = (findings: readonly Finding[]): Edit[] => editsOf(findings, (fix) => fix.safe === true)

/** The edits of the wanted fixes, in the order of the text; of overlapping ones only the first. */
function editsOf(findings: readonly Finding[], wanted: (fix: Fix) => boolean): Edit[] {
  const taken: Edit[] = [] // in order, and none overlap
  const behind = (edit: Edit): number => countWhile(taken, ({ end }) => end < edit.start)
  const isFree = (edit: Edit): boolean => {
    const next = taken[behind(edit)]
    return next === undefined || next.start > edit.end
  }
  for (const finding of findings) {
    const fix = finding.fixable ? finding.fixes().find(wanted) : undefined
    if (!fix?.edits.every(isFree)) continue
    for (const edit of fix.edits) taken.splice(behind(edit), 0, edit)
  }
  return taken
}
