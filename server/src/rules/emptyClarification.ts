// The rule empty-clarification: clarification markers without a question or without an answer.
import { t } from '../base/l10n.ts'
import type { DocumentRule } from './engine/rule.ts'

export const emptyClarification: DocumentRule = {
  code: 'empty-clarification',
  scope: 'document',
  severity: 'warning',
  summary: 'A clarification marker has no question or no answer.',
  details: `The rule reports \`[NEEDS CLARIFICATION: ]\` without a question and \`[CLARIFIED: ]\` without an answer.`,
  why: 'A marker without a question says that something is unclear, but not what, so nobody can resolve it. Write the question as the person who decides will read it. A marker without an answer closes a question that is still open.',
  whenOff: 'Leave the rule on if you use clarification markers.',
  related: ['open-clarification', 'inline-answer'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: ]
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: how many days?]
`,
  check({ clarifications }, report) {
    for (const clarification of clarifications) {
      if (!clarification.bracketed || /[\p{L}\p{N}]/u.test(clarification.question)) continue
      report(
        clarification,
        clarification.state === 'open'
          ? t('Clarification marker without a question. Say what is unclear.')
          : t('Clarification marker without an answer.'),
      )
    }
  },
}
