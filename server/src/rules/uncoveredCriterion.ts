// The rule uncovered-criterion: success criteria that no task or plan references.
import type { FeatureRule } from './engine/rule.ts'
import { reportUncovered } from './traceCoverage.ts'

export const uncoveredCriterion: FeatureRule = {
  code: 'uncovered-criterion',
  scope: 'feature',
  severity: 'hint',
  summary: 'A success criterion is not referenced by any task or plan.',
  details:
    'If tasks or the plan reference some criteria, the others are reported. If they reference none, your team does not trace criteria, and nothing is reported.',
  why: 'Somebody has to verify that a criterion is met. Some criteria can only be observed in operation, so the finding is a hint.',
  whenOff: 'Turn the rule off if criteria are verified outside of the tasks.',
  related: ['uncovered-requirement', 'uncovered-story', 'unmeasurable-criterion'],
  bad: `## Success Criteria

- **SC-001**: A queue is ready in less than 60 seconds
- **SC-002**: Every example renders

## Tasks

- [ ] T001: Measure the time to ready (SC-001)
`,
  good: `## Success Criteria

- **SC-001**: A queue is ready in less than 60 seconds
- **SC-002**: Every example renders

## Tasks

- [ ] T001: Measure the time to ready (SC-001)

## Validation

- [ ] SC-002 is seen
`,
  check(spec, report, context) {
    reportUncovered(spec, 'criterion', context, report, { none: 'silent', as: 'hint' })
  },
}
