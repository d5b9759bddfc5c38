import type { FeatureRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'
import { reportUncovered } from './traceCoverage.ts'

/** A user story that no task names, where tasks name stories. */
export const uncoveredStory: FeatureRule = {
  code: 'uncovered-story',
  scope: 'feature',
  severity: settledByTheEnd,
  summary: 'A user story is not named by any task.',
  why: `Tasks carry the story that they are for: \`[US1]\`, or stand in a phase that names it. Where some stories are named, the others are told. Any spelling counts, in a task, a heading or the prose of the tasks and the plan: \`US-1\`, "User Story 1", "Stories 3 and 4 are combined". Where no story is named, nothing is said. Neither is of stories of a later phase than the one that the title of the tasks names ("Tasks: Queue — Phase 1", "User Story 2 — Phase 2").`,
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
