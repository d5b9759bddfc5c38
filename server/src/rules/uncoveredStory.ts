// The rule uncovered-story: user stories that no task references, where tasks reference stories.
import type { FeatureRule } from './engine/rule.ts'
import { advisedByTheEnd } from './engine/severity.ts'
import { reportUncovered } from './traceCoverage.ts'

export const uncoveredStory: FeatureRule = {
  code: 'uncovered-story',
  scope: 'feature',
  severity: advisedByTheEnd,
  summary: 'A user story is not referenced by any task.',
  details: `Tasks reference their story with a label (\`[US1]\`) or belong to a phase that names it. Any spelling counts, in a task, a heading or the prose of tasks and plan: \`US-1\`, "User Story 1", "Stories 3 and 4 are combined". If no story is referenced, nothing is reported. Stories of a later phase than the one in the title of the tasks ("Tasks: Queue — Phase 1") are not reported.`,
  why: 'A story without tasks will not be built.',
  whenOff: 'Turn the rule off if your tasks reference requirements only.',
  related: ['uncovered-requirement', 'untraced-task'],
  bad: `## User Stories

### US-1: Order a queue (Priority: P1)

### US-2: Drain a queue (Priority: P2)

## Tasks

- [ ] T001: [US1] Write the composition
`,
  good: `## User Stories

### US-1: Order a queue (Priority: P1)

### US-2: Drain a queue (Priority: P2)

## Tasks

- [ ] T001: [US1] Write the composition
- [ ] T002: Drain queues (US-2)
`,
  check(spec, report, context) {
    reportUncovered(spec, 'story', context, report, { none: 'silent', as: 'info' })
  },
}
