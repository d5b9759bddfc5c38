// The rule too-few-criteria: specifications with too few success criteria.
import type { DocumentRule } from './engine/rule.ts'
import { advisedByTheEnd } from './engine/severity.ts'
import { reportMinimumCount } from './minimumCount.ts'

export const tooFewCriteria: DocumentRule = {
  code: 'too-few-criteria',
  scope: 'document',
  severity: advisedByTheEnd,
  summary: 'There are fewer than two success criteria.',
  details:
    'The rule counts the success criteria of a specification. Until the specification is approved, the finding is a hint.',
  why: `A specification with one criterion or none says little about what success is. Often criteria exist but their ids are written in a form that is not read. (cloud-native-ref, \`validate-spec.sh\`, check 7)`,
  whenOff: `Turn the rule off, or set \`least\` to 0, for specifications without success criteria.`,
  related: ['too-few-requirements', 'malformed-id'],
  bad: `## Success Criteria

- **SC-001**: Every example renders
`,
  good: `## Success Criteria

- **SC-001**: Every example renders
- **SC-002**: A queue is ready in 60 s
`,
  options: { least: { default: 2, description: 'Minimum number of success criteria.' } },
  check(spec, report, context) {
    reportMinimumCount(spec, 'criterion', context, report)
  },
}
