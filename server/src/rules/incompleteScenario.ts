import { partsOf, topItems } from '../document/scenarios.ts'
import { itemsOf } from '../feature/items.ts'
import type { Rule } from './engine/rule.ts'

const longest = 12 // list items that one scenario is spread over

/** A scenario that starts and never says what is expected. */
export const incompleteScenario: Rule = {
  code: 'incomplete-scenario',
  severity: 'hint',
  summary: 'A scenario has a "Given" and no "Then".',
  why: `What is expected is the part that can be checked. "Given …, Then …" without a "When" is an idiom of its own for what always holds, and is left alone; so is a scenario that goes on in the next items (\`- **When** …\`), and an arrow in place of the word. Known are the words of English, Spanish, Portuguese, German, French, Japanese, Chinese, Korean and Russian.`,
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
  check(spec, report) {
    const { document } = spec
    for (const { body } of itemsOf(spec, 'story')) {
      const items = topItems(document, body)
      for (const [k, { span, text }] of items.entries()) {
        const parts = partsOf(text)
        if (!parts.given || parts.expected) continue
        // Given, when and then may be items of their own.
        const rest = items.slice(k + 1, k + longest).findIndex((one) => partsOf(one.text).given)
        const following = items.slice(k + 1, rest < 0 ? k + longest : k + 1 + rest)
        if (following.some((one) => partsOf(one.text).expected)) continue
        const line = text.split(/[\r\n]/, 1)[0] ?? ''
        const start = document.text.indexOf(line, span.start)
        report({ start, end: start + line.length }, 'This scenario does not say what is expected: add a "Then".')
      }
    }
  },
}
