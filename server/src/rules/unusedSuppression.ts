import type { Rule } from './engine/rule.ts'

/** A suppression comment that silences nothing. */
export const unusedSuppression: Rule = {
  code: 'unused-suppression',
  severity: 'warning',
  summary: 'A comment silences a rule that has nothing to say there.',
  why: `The defect is mended, or the comment stands in the wrong place: the next one that it would hide is real. A rule that is off, and so cannot speak, makes no comment useless. The fix removes the code, or the comment when it names no other.`,
  bad: `<!-- specwise-disable-file duplicate-id: kept for the example -->

## Summary
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
<!-- specwise-disable-next-line duplicate-id: kept for the example -->
- **FR-001**: System MUST delete the queue
`,
  check({ document }, report, { suppressions }) {
    const codes = new Map<unknown, number>()
    for (const { comment } of suppressions.all) codes.set(comment, (codes.get(comment) ?? 0) + 1)
    for (const one of suppressions.all) {
      if (one.used || (one.code === undefined ? suppressions.ran.size < 2 : !suppressions.ran.has(one.code))) continue
      const alone = codes.get(one.comment) === 1
      const what = one.code === undefined ? 'nothing' : `no "${one.code}"`
      report(one.name, `This comment silences ${what}: there is none here.`, {
        ...(alone && {
          fixes: () => [
            {
              title: 'Remove the comment',
              edits: [{ ...lineOf(document.text, one.comment), text: '' }],
              preferred: true,
              safe: true,
            },
          ],
        }),
      })
    }
  },
}

/** The whole line of a comment that stands alone on it, else the comment. */
function lineOf(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  let from = start
  while (from > 0 && /[ \t]/.test(text[from - 1] as string)) from--
  const rest = /^[ \t]*(?:\r\n?|\n)/.exec(text.slice(end, end + 200))
  return rest && (from === 0 || /[\r\n]/.test(text[from - 1] as string))
    ? { start: from, end: end + rest[0].length }
    : { start: from, end }
}
