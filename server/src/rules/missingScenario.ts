// The rule missing-scenario: user stories without an acceptance scenario.
import { t } from '../base/l10n.ts'
import { templateName } from '../templates/template.ts'
import type { ItemRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

export const missingScenario: ItemRule = {
  code: 'missing-scenario',
  scope: 'item',
  severity: settledByTheEnd,
  summary: 'A user story has no acceptance scenario.',
  details: `Any list, table or example under the story counts as a scenario. So does a sentence with a given and a then, and a label that refers to scenarios written elsewhere (\`**Acceptance Scenarios**: S1 and S4.\`).`,
  why: 'A story is done when its scenarios work. Without one, nobody can tell.',
  whenOff: 'Turn the rule off if acceptance scenarios are kept in test files.',
  related: ['incomplete-scenario', 'story-shape'],
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
      t('User story without an acceptance scenario (expected by {0}).', templateName(template)),
    )
  },
}
