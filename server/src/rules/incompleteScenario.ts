// The rule incomplete-scenario: scenarios without an expected result.
import { t } from '../base/l10n.ts'
import type { ItemRule } from './engine/rule.ts'

const longest = 12 // list items in one scenario

export const incompleteScenario: ItemRule = {
  code: 'incomplete-scenario',
  scope: 'item',
  severity: 'hint',
  summary: 'A scenario has a "Given" but no "Then".',
  details:
    'The rule looks for the keywords Given, When and Then in English, Chinese, Japanese, Korean, Spanish, Portuguese, French, German, Polish and Russian. A scenario may continue in the following list items, use an arrow instead of a keyword, or leave out the "When" ("Given …, Then …") for what always holds.',
  why: 'The expected result is the part of a scenario that a test can check.',
  whenOff: 'Turn the rule off if your scenarios do not use Given, When and Then.',
  related: ['missing-scenario'],
  bad: `## User Stories

### US-1: Order a queue (Priority: P1)

1. **Given** a claim, **When** it is applied
`,
  good: `## User Stories

### US-1: Order a queue (Priority: P1)

1. **Given** a claim, **When** it is applied, **Then** there is a queue
2. **Given** a claim without a type, **Then** it is refused
3. **前提** クレームがある。**結果** キューがある。
`,
  roles: ['story'],
  check({ steps }, report) {
    for (const [k, { given, expected, line }] of steps.entries()) {
      if (!given || expected) continue
      // Given, when and then may be separate list items.
      const rest = steps.slice(k + 1, k + longest).findIndex((step) => step.given)
      const following = steps.slice(k + 1, rest < 0 ? k + longest : k + 1 + rest)
      if (following.some((step) => step.expected)) continue
      report(line, t('Scenario without an expected result. Add a "Then".'))
    }
  },
}
