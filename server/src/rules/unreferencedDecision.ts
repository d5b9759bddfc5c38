// The rule unreferenced-decision: decisions that no document references.
import { t } from '../base/l10n.ts'
import { definitionsOf } from '../templates/specDocument.ts'
import type { FeatureRule } from './engine/rule.ts'

export const unreferencedDecision: FeatureRule = {
  code: 'unreferenced-decision',
  scope: 'feature',
  severity: 'hint',
  summary: 'A decision of the log is not referenced.',
  details: `The rule reports entries of the decision log (\`CL-3\`) that no document of the specification references, by id or by a link to its heading.`,
  why: `A decision changes something: a requirement, a task or the design. If that place references the entry, readers find the reason. An entry that changes nothing may stay unreferenced, so the finding is a hint. (cloud-native-ref, \`analyze-rules.md\`, Q3)`,
  whenOff: 'Turn the rule off if the log is a record that nobody needs to look up.',
  related: ['inline-answer'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for 4 days
//- clarifications.md
# Clarifications Log — Queue

## CL-1 — 2026-04-18 — How long are messages kept?
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for 4 days (CL-1)
//- clarifications.md
# Clarifications Log — Queue

## CL-1 — 2026-04-18 — How long are messages kept?
`,
  check(spec, report, { feature }) {
    const decisions = definitionsOf(spec, 'decision')
    if (decisions.length === 0) return
    const named = new Set<string>()
    const prefix = decisions[0]?.id.prefix ?? ''
    const anchor = new RegExp(`#${prefix}-?(\\d{1,6})`, 'i') // `clarifications.md#cl-1`
    for (const { references, document } of feature.documents) {
      for (const { destination } of document.linkTargets) {
        const number = anchor.exec(destination)?.[1]
        if (number !== undefined) named.add(`${prefix}-${Number(number)}`)
      }
      for (const { id, last } of references) {
        const most = Math.min(last?.number ?? id.number, id.number + 500)
        for (let number = id.number; number <= most; number++)
          named.add(`${id.prefix}-${number}${number === id.number ? id.suffix : ''}`)
      }
    }
    for (const decision of decisions) {
      if (!named.has(decision.id.key))
        report(decision, t('Decision {0} is not referenced. Reference it where it applies.', decision.id.text))
    }
  },
}
