import type { FeatureRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'
import { reportUncovered } from './traceCoverage.ts'

/** A requirement that no task and no plan names. */
export const uncoveredRequirement: FeatureRule = {
  code: 'uncovered-requirement',
  scope: 'feature',
  severity: settledByTheEnd,
  summary: 'A requirement is not named by any task or plan.',
  why: `What no task names is easily built by nobody. A requirement is covered when the plan, the tasks, or the part of a one-file specification that holds them name it, alone or in a range (\`FR-001..FR-004\`).

It is asked for once there are tasks, and only where the team works so: when more than a quarter of the requirements are not named, one information says so in place of many findings. Most teams trace their tasks by user stories instead.`,
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
- **FR-003**: System MUST list the queues
- **FR-004**: System MUST drain the queue

## Tasks

- [ ] T001: Create, delete and list queues (FR-001..FR-003)
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
- ~~**FR-003**: System MUST list the queues~~

## Tasks

- [ ] T001: Create queues (FR-001)
- [ ] T002: Delete queues (FR-002)
`,
  check(spec, report, context) {
    reportUncovered(spec, 'requirement', context, report, { none: 'summary', as: 'info' })
  },
}
