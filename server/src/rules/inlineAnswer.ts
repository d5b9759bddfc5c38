// The rule inline-answer: answers in the text, in formats with a decision log.
import { t } from '../base/l10n.ts'
import type { FeatureRule } from './engine/rule.ts'

export const inlineAnswer: FeatureRule = {
  code: 'inline-answer',
  scope: 'feature',
  severity: 'warning',
  summary: 'An answer is in the text instead of in the decision log.',
  details: `In formats with a decision log (\`clarifications.md\`), the rule reports answers that are written in place (\`[CLARIFIED: …]\`). In formats without such a log, answers in place are expected and not reported.`,
  why: `Entries of the log (\`CL-3\`) keep the date, the options and the reason of a decision. An answer in the text loses them. (cloud-native-ref, \`validate-spec.sh\`, check 3)`,
  whenOff: 'Turn the rule off if you do not use the decision log of the format.',
  related: ['unreferenced-decision', 'open-clarification'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [CLARIFIED: 4 days]
//- clarifications.md
# Clarifications Log — Queue
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for 4 days (CL-1)
//- clarifications.md
# Clarifications Log — Queue

## CL-1 — 2026-04-18 — How long are messages kept?

**Decision**: 4 days
`,
  check({ clarifications, template }, report, { feature }) {
    if (feature.format.answers.mode !== 'log') return
    const log = feature.format.templates.find(({ documentKind }) => documentKind === 'clarifications')
    if (!log || template === log) return
    for (const clarification of clarifications) {
      if (clarification.state === 'answered' && clarification.question)
        report(
          clarification,
          t('Answer outside the decision log. Record it in clarifications.md and reference the entry here.'),
        )
    }
  },
}
