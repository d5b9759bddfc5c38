// The rule too-few-tasks: documents without tasks although the template has them.
import type { DocumentRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'
import { reportMinimumCount } from './minimumCount.ts'

export const tooFewTasks: DocumentRule = {
  code: 'too-few-tasks',
  scope: 'document',
  severity: settledByTheEnd,
  summary: 'The section for tasks has fewer tasks than required (default: 1).',
  details:
    'The rule applies to templates with tasks and to documents that have the section. Tasks in a code block or indented by four spaces are reported instead of a missing task.',
  why: `A plan without tasks cannot be ticked off. Often tasks exist but lack an id or a checkbox, so they are not read. (cloud-native-ref, \`validate-spec.sh\`, checks 8 and 23)`,
  whenOff: 'Turn the rule off if tasks are tracked elsewhere.',
  related: ['missing-id', 'malformed-id'],
  bad: `## Tasks

We write the composition, then the tests.
`,
  good: `## Tasks

- [ ] T001: Write the composition
`,
  options: { least: { default: 1, description: 'Minimum number of tasks.' } },
  check(spec, report, context) {
    reportMinimumCount(spec, 'task', context, report)
  },
}
