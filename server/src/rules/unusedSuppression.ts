import { t } from '../base/l10n.ts'
import type { FeatureRule } from './engine/rule.ts'

/** A suppression comment that silences nothing. */
export const unusedSuppression: FeatureRule = {
  code: 'unused-suppression',
  scope: 'feature',
  severity: 'warning',
  summary: 'A comment disables a rule that has no finding there.',
  details:
    'The rule reports disable comments that hide nothing. A comment for a rule that is off is not reported. The quick fix removes the comment if it names no other rule.',
  why: 'The finding was fixed or the comment is in the wrong place. Either way, the next finding that it hides is a real one.',
  whenOff: 'Turn the rule off if comments are shared between configurations.',
  related: ['unknown-suppression'],
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
      const message =
        one.code === undefined
          ? t('Unused disable comment: there is no finding here.')
          : t('Unused disable comment: there is no {0} finding here.', one.code)
      report(one.name, message, {
        ...(alone && {
          fixes: () => [
            {
              title: t('Remove Comment'),
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
