// The rule unused-suppression: suppression comments that suppress nothing.
import { t } from '../base/l10n.ts'
import type { FeatureRule } from './engine/rule.ts'

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
    for (const suppression of suppressions.all) {
      if (
        suppression.used ||
        (suppression.code === undefined ? suppressions.ran.size < 2 : !suppressions.ran.has(suppression.code))
      )
        continue
      const alone = codes.get(suppression.comment) === 1
      const message =
        suppression.code === undefined
          ? t('Unused disable comment: it hides no findings.')
          : t('Unused disable comment: it hides no {0} findings.', suppression.code)
      report(suppression.name, message, {
        ...(alone && {
          fixes: () => [
            {
              title: t('Remove Comment'),
              edits: [{ ...suppression.comment.removal, text: '' }],
              preferred: true,
              safe: true,
            },
          ],
        }),
      })
    }
  },
}
