// The rule too-few-requirements: specifications with too few requirements.
import type { DocumentRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'
import { reportMinimumCount } from './minimumCount.ts'

export const tooFewRequirements: DocumentRule = {
  code: 'too-few-requirements',
  scope: 'document',
  severity: settledByTheEnd,
  summary: 'There are fewer than two requirements.',
  details:
    'The rule counts the requirements of a specification. Until the specification is approved, the finding is a hint.',
  why: `A specification with one requirement or none says little about what is to be built. Often requirements exist but their ids are written in a form that is not read. (cloud-native-ref, \`validate-spec.sh\`, check 7)`,
  whenOff: `Turn the rule off, or set \`least\` to 0, for specifications that consist of user stories only.`,
  related: ['too-few-criteria', 'malformed-id'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
`,
  options: { least: { default: 2, description: 'Minimum number of requirements.' } },
  check(spec, report, context) {
    reportMinimumCount(spec, 'requirement', context, report)
  },
}
