import type { DocumentRule } from './engine/rule.ts'

/** A marker without a question, or an answer without words. */
export const emptyClarification: DocumentRule = {
  code: 'empty-clarification',
  scope: 'document',
  severity: 'warning',
  summary: 'A clarification marker has no question, or no answer.',
  why: `\`[NEEDS CLARIFICATION: ]\` tells that something is unclear and not what: nobody can answer it. Write the question in full, with a question mark; it is what the person who decides will read. \`[CLARIFIED: ]\` closes a question without an answer.`,
  bad: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: ]
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: how many days?]
`,
  check({ clarifications }, report) {
    for (const one of clarifications) {
      if (!one.bracketed || /[\p{L}\p{N}]/u.test(one.question)) continue
      report(
        one,
        one.state === 'open'
          ? 'This marker has no question: write what is unclear.'
          : 'This question is closed without an answer.',
      )
    }
  },
}
