import type { DocumentRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'
import { reportMinimumCount } from './minimumCount.ts'

/** Fewer criteria than a specification needs. */
export const tooFewCriteria: DocumentRule = {
  code: 'too-few-criteria',
  scope: 'document',
  severity: settledByTheEnd,
  summary: 'There are fewer than two criteria.',
  why: `A specification with one criterion or none says little about what is to be built; often its ids are written in a way that is not read. The number is an option. While the specification is a draft, this is a hint. (cloud-native-ref, \`validate-spec.sh\`, check 7)`,
  bad: `## Success Criteria

- **SC-001**: Every example renders
`,
  good: `## Success Criteria

- **SC-001**: Every example renders
- **SC-002**: A queue is ready in 60 s
`,
  options: { least: { default: 2, description: 'How many there have to be.' } },
  check(spec, report, context) {
    reportMinimumCount(spec, 'criterion', context, report)
  },
}
