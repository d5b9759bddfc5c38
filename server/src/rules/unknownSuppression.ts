import { nearest } from '../base/words.ts'
import type { FeatureRule } from './engine/rule.ts'

/** A suppression comment that names a rule which does not exist. */
export const unknownSuppression: FeatureRule = {
  code: 'unknown-suppression',
  scope: 'feature',
  severity: 'warning',
  summary: 'A comment silences a rule that does not exist.',
  why: `A comment such as \`<!-- specwise-disable-next-line duplicate-id: reason -->\` silences a rule by its code. One with a typing error silences nothing, and nobody notices. There are \`specwise-disable-next-line\`, \`specwise-disable-line\` (at the end of a line, for table rows), \`specwise-disable\` … \`specwise-enable\`, and \`specwise-disable-file\`; several codes are parted by commas, and what follows a colon is the reason.`,
  bad: `<!-- specwise-disable-file duplicate-ids: kept for the example -->
`,
  good: `<!-- specwise-disable-file missing-section: a fragment -->

# Spec: Queue
`,
  check(_, report, { suppressions, codes }) {
    for (const { code, name } of suppressions.all) {
      if (code === undefined || codes.includes(code)) continue
      const near = nearest(code, codes)
      const meant = near ? `: did you mean "${near}"?` : '; "specwise explain" lists all.'
      report(name, `There is no rule "${code}"${meant}`, {
        ...(near && {
          fixes: () => [{ title: `Change to "${near}"`, edits: [{ ...name, text: near }], preferred: true }],
        }),
      })
    }
  },
}
