import type { ItemRule } from './engine/rule.ts'

const longest = 12 // list items that one scenario is spread over

/** A scenario that starts and never says what is expected. */
export const incompleteScenario: ItemRule = {
  code: 'incomplete-scenario',
  scope: 'item',
  severity: 'hint',
  summary: 'A scenario has a "Given" and no "Then".',
  why: `What is expected is the part that can be checked. "Given …, Then …" without a "When" is an idiom of its own for what always holds, and is left alone; so is a scenario that goes on in the next items (\`- **When** …\`), and an arrow in place of the word. Known are the words of English, Chinese, Japanese, Korean, Spanish, Portuguese, French, German, Polish and Russian.`,
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
      // Given, when and then may be items of their own.
      const rest = steps.slice(k + 1, k + longest).findIndex((one) => one.given)
      const following = steps.slice(k + 1, rest < 0 ? k + longest : k + 1 + rest)
      if (following.some((one) => one.expected)) continue
      report(line, 'This scenario does not say what is expected: add a "Then".')
    }
  },
}
