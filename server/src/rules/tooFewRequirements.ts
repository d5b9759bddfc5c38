import type { DocumentRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'
import { reportMinimumCount } from './minimumCount.ts'

/** Fewer requirements than a specification needs. */
export const tooFewRequirements: DocumentRule = {
  code: 'too-few-requirements',
  scope: 'document',
  severity: settledByTheEnd,
  summary: 'There are fewer than two requirements.',
  why: `A specification with one requirement or none says little about what is to be built; often its ids are written in a way that is not read. The number is an option. While the specification is a draft, this is a hint. (cloud-native-ref, \`validate-spec.sh\`, check 7)`,
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
`,
  options: { least: { default: 2, description: 'How many there have to be.' } },
  check(spec, report, context) {
    reportMinimumCount(spec, 'requirement', context, report)
  },
}
