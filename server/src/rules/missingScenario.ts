// The rule missing-scenario: user stories without an acceptance scenario.
import { t } from '../base/l10n.ts'
import { perItem } from '../document/identity.ts'
import type { Definition } from '../document/model.ts'
import { statesAcceptance, statesTest } from '../document/scenarios.ts'
import { definedItems, itemOf } from '../feature/items.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { type Template, templateName } from '../templates/template.ts'
import type { DocumentRule, Report } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

export const missingScenario: DocumentRule = {
  code: 'missing-scenario',
  scope: 'document',
  severity: settledByTheEnd,
  summary: 'A user story has no acceptance scenario.',
  details: `Any list, table or example under the story counts as a scenario. So does a sentence with a given and a then, and a label that refers to scenarios written elsewhere (\`**Acceptance Scenarios**: S1 and S4.\`). If a label says in a sentence when the story is accepted (\`**Acceptance**: CI runs from the new folder.\`), the finding is a hint. If none of several stories has one, that is one finding, and a hint if each says how it is tested (\`**Independent Test**: …\`).`,
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
  check(spec, report, { template, loose }) {
    if (!template.story?.scenarios || loose) return
    const stories = definedItems(spec, 'story').filter(({ form }) => form === 'heading')
    const states = stories.map((story) => stateOf(spec.document, story, spec))
    const told = new Set(stories.filter((_, k) => states[k] === 'told'))
    const isTold = (story: Definition): boolean => told.has(story)
    const bare = stories.filter((story, k) => states[k] === 'bare' || isTold(story))
    // If no story has a scenario, but each says how it is tested, that is how the document is written.
    const isTested = (story: Definition): boolean => isTold(story) || statesTest(itemOf(spec, 'story', story).text)
    if (bare.length >= fewestTogether && !states.includes('shown'))
      reportTogether(template, bare, bare.every(isTested), report)
    else
      for (const story of bare)
        report(
          placeOf(story),
          t('User story without an acceptance scenario (expected by {0}).', templateName(template)),
          isTold(story) ? { as: 'hint' } : {},
        )
  },
}

const fewestTogether = 2 // stories that are one finding
const mostRelated = 100

/** Reports stories none of which has a scenario as one finding. */
function reportTogether(template: Template, bare: readonly Definition[], isHint: boolean, report: Report): void {
  const [first, ...rest] = bare as [Definition]
  report(
    placeOf(first),
    t(
      'None of the {0} user stories has an acceptance scenario (expected by {1}).',
      bare.length,
      templateName(template),
    ),
    {
      ...(isHint && { as: 'hint' as const }),
      related: rest.slice(0, mostRelated).map((one) => ({ span: placeOf(one), message: t('Has none either') })),
    },
  )
}

const placeOf = (story: Definition) => story.section?.name ?? story

/** Whether a story has a scenario, only a sentence about its acceptance, or neither, or was withdrawn. */
const stateOf = perItem((_, story, spec: SpecDocument): 'shown' | 'told' | 'bare' | 'withdrawn' => {
  const { illustrated, withdrawn, text } = itemOf(spec, 'story', story)
  if (withdrawn) return 'withdrawn'
  return illustrated ? 'shown' : statesAcceptance(text) ? 'told' : 'bare'
})
