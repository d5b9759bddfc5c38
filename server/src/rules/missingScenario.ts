import { firstFrom } from '../base/span.ts'
import { isTold } from '../document/scenarios.ts'
import { itemsOf } from '../feature/items.ts'
import { templateName } from '../templates/template.ts'
import type { Rule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

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
  check(spec, report) {
    const { document, template } = spec
    if (!template.story?.scenarios || spec.loose) return
    const shown = document.scan.blocks.filter(({ type }) => type === 'item' || type === 'row' || type === 'code')
    for (const { definition, body } of itemsOf(spec, 'story')) {
      if (definition.form !== 'heading') continue
      if ((shown[firstFrom(shown, body.start)]?.start ?? body.end) < body.end) continue
      if (isTold(document.text.slice(body.start, body.end))) continue
      report(
        definition.section?.name ?? definition,
        `This story has no acceptance scenario; ${templateName(template)} has them.`,
      )
    }
  },
}
