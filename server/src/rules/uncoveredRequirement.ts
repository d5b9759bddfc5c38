// The rule uncovered-requirement: requirements that no task or plan references.
import type { FeatureRule } from './engine/rule.ts'
import { advisedByTheEnd } from './engine/severity.ts'
import { reportUncovered } from './traceCoverage.ts'

export const uncoveredRequirement: FeatureRule = {
  code: 'uncovered-requirement',
  scope: 'feature',
  severity: advisedByTheEnd,
  summary: 'A requirement is not referenced by any task or plan.',
  details: `A requirement is covered if the plan, the tasks or the part of a single document that holds them references it, alone or in a range (\`FR-001..FR-004\`, which includes \`FR-002a\`). Items that the template states completely (\`TG-001\`: "Each user story MUST map to a requirement") are rules for the document and need no tasks. The rule applies once there are tasks. If more than a quarter of the requirements are not referenced, one summary is reported with severity \`info\`, because most teams trace tasks to user stories instead.`,
  why: 'A requirement that no task references is easily forgotten.',
  whenOff: 'Turn the rule off if your tasks reference user stories only.',
  related: ['uncovered-story', 'uncovered-criterion', 'untraced-task'],
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
