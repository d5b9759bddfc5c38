// The rule unknown-suppression: suppression comments with the code of a rule that does not exist.
import { t } from '../base/l10n.ts'
import { nearest } from '../base/words.ts'
import type { FeatureRule } from './engine/rule.ts'

export const unknownSuppression: FeatureRule = {
  code: 'unknown-suppression',
  scope: 'feature',
  severity: 'warning',
  summary: 'A comment disables a rule that does not exist.',
  details: `The rule checks the codes in \`specwise-disable-next-line\`, \`specwise-disable-line\` (at the end of a line, for table rows), \`specwise-disable\` … \`specwise-enable\` and \`specwise-disable-file\`. Several codes are separated by commas; text after a colon is the reason: \`<!-- specwise-disable-next-line duplicate-id: reason -->\`.`,
  why: 'A comment with a misspelled code has no effect, and nobody notices.',
  whenOff: 'Leave the rule on.',
  related: ['unused-suppression'],
  bad: `<!-- specwise-disable-file duplicate-ids: kept for the example -->
`,
  good: `<!-- specwise-disable-file missing-section: a fragment -->

# Spec: Queue
`,
  check(_, report, { suppressions, codes }) {
    for (const { code, name } of suppressions.all) {
      if (code === undefined || codes.includes(code)) continue
      const near = nearest(code, codes)
      const message = near
        ? t('Unknown rule "{0}". Did you mean "{1}"?', code, near)
        : t('Unknown rule "{0}". Run "specwise rules" to list all rules.', code)
      report(name, message, {
        ...(near && {
          fixes: () => [{ title: t('Change to "{0}"', near), edits: [{ ...name, text: near }], preferred: true }],
        }),
      })
    }
  },
}
