// source.fixAll and `specwise check --fix`: all safe fixes of a document, until there are none. Both doors use this one.
import type { Edit, Finding } from '../rules/rule.ts'

const mostRounds = 10 // a fix may let another one be seen; two that undo each other must not go on for ever

/**
 * Applies the safe fixes of a text.
 * @param findingsOf checks a text, as the document would be checked.
 * @returns the edits against the given text; none when there is nothing to fix.
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

/** The edits of the safe fixes; of those that overlap, the first. */
function safeEdits(findings: readonly Finding[]): Edit[] {
  const taken: Edit[] = []
  for (const finding of findings) {
    if (!finding.fixable) continue
    const fix = finding.fixes().find((one) => one.safe)
    if (!fix || fix.edits.some((edit) => taken.some((other) => edit.start <= other.end && edit.end >= other.start)))
      continue
    taken.push(...fix.edits)
  }
  return taken.sort((a, b) => a.start - b.start)
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at)
}

/** One edit from a text to another: what lies between their common start and end. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) }
}
