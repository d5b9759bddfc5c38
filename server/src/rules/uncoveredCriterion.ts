import type { FeatureRule } from './engine/rule.ts'
import { reportUncovered } from './traceCoverage.ts'

/** A success criterion that no task and no plan names. */
export const uncoveredCriterion: FeatureRule = {
  code: 'uncovered-criterion',
  scope: 'feature',
  severity: 'hint',
  summary: 'A success criterion is not named by any task or plan.',
  why: `Somebody has to see that a criterion is met. Where the tasks or the plan name some criteria, the others are told; where they name none, the team does not work so, and nothing is said. Some criteria can only be seen in operation: this stays a hint.`,
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
