import type { FeatureRule } from './engine/rule.ts'

/** A suppression comment that silences nothing. */
export const unusedSuppression: FeatureRule = {
  code: 'unused-suppression',
  scope: 'feature',
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
  check(_, report, { suppressions }) {
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
              edits: [{ ...one.comment.removal, text: '' }],
              preferred: true,
              safe: true,
            },
          ],
        }),
      })
    }
  },
}
