import type { FeatureRule } from './engine/rule.ts'

/** An answer inside the text, where the format keeps a log of decisions. */
export const inlineAnswer: FeatureRule = {
  code: 'inline-answer',
  scope: 'feature',
  severity: 'warning',
  summary: 'An answer stands in the text, though the format keeps a log of decisions.',
  why: `Where a specification has a \`clarifications.md\`, decisions are entries there (\`CL-3\`), with their date, the options and the reason, and the text names the entry. An answer in place (\`[CLARIFIED: …]\`) loses all that. In formats without such a log it is the right thing, and nothing is said. (cloud-native-ref, \`validate-spec.sh\`, check 3)`,
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
    for (const one of clarifications) {
      if (one.state === 'answered' && one.question)
        report(one, 'This answer belongs into clarifications.md as an entry of its own: name the entry here.')
    }
  },
}
