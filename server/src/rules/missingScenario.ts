import { firstFrom } from '../spec/sections.ts'
import { itemsOf } from './items.ts'
import type { Rule } from './rule.ts'
import { isTold } from './scenarios.ts'
import { settledByTheEnd } from './severity.ts'
import { templateName } from './text.ts'

/** A user story without anything to accept it by. */
export const missingScenario: Rule = {
  code: 'missing-scenario',
  severity: settledByTheEnd,
  summary: 'A user story has no acceptance scenario.',
  why: `A story is done when its scenarios are seen to work; without one, nobody can say so. Any list, table or example under the story counts, and so does a sentence with a given and a then: teams write them in many forms.`,
  bad: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **developer**, I want **a queue**, so that **teams are decoupled**.
`,
  good: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **developer**, I want **a queue**, so that **teams are decoupled**.

1. **Given** a claim, **When** it is applied, **Then** there is a queue
`,
  check(reading, report) {
    const { spec, template } = reading
    if (!template.story?.scenarios || reading.loose) return
    const shown = spec.scan.blocks.filter(({ type }) => type === 'item' || type === 'row' || type === 'code')
    for (const { definition, body } of itemsOf(reading, 'story')) {
      if (definition.form !== 'heading') continue
      if ((shown[firstFrom(shown, body.start)]?.start ?? body.end) < body.end) continue
      if (isTold(spec.text.slice(body.start, body.end))) continue
      report(
        definition.section?.name ?? definition,
        `This story has no acceptance scenario; ${templateName(template)} has them.`,
      )
    }
  },
}
