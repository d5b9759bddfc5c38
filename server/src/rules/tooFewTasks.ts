import type { DocumentRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'
import { reportMinimumCount } from './minimumCount.ts'

/** No task where the template has them. */
export const tooFewTasks: DocumentRule = {
  code: 'too-few-tasks',
  scope: 'document',
  severity: settledByTheEnd,
  summary: 'The section for tasks has no task.',
  why: `A section with prose and no task is a plan that nobody can tick off; often the tasks are written in a way that is not read, without id or box. The number is an option. Where the template has no tasks, or the section is missing, nothing is said. (cloud-native-ref, \`validate-spec.sh\`, checks 8 and 23)`,
  bad: `## Tasks

We write the composition, then the tests.
`,
  good: `## Tasks

- [ ] T001: Write the composition
`,
  options: { least: { default: 1, description: 'How many there have to be.' } },
  check(spec, report, context) {
    reportMinimumCount(spec, 'task', context, report)
  },
}
