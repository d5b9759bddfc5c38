import { templateName } from '../templates/template.ts'
import type { ItemRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

/** A user story without anything to accept it by. */
export const missingScenario: ItemRule = {
  code: 'missing-scenario',
  scope: 'item',
  severity: settledByTheEnd,
  summary: 'A user story has no acceptance scenario.',
  why: `A story is done when its scenarios are seen to work; without one, nobody can say so. Any list, table or example under the story counts, and so does a sentence with a given and a then, or a label that names scenarios which are written elsewhere (\`**Acceptance Scenarios**: S1 and S4.\`): teams write them in many forms.`,
  bad: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **developer**, I want **a queue**, so that **teams are decoupled**.
`,
  good: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **developer**, I want **a queue**, so that **teams are decoupled**.

1. **Given** a claim, **When** it is applied, **Then** there is a queue
`,
  roles: ['story'],
  check(item, report, { template, loose }) {
    const { definition } = item
    if (!template.story?.scenarios || loose || definition.form !== 'heading' || item.illustrated) return
    if (item.withdrawn) return
    report(
      definition.section?.name ?? definition,
      `This story has no acceptance scenario; ${templateName(template)} has them.`,
    )
  },
}
