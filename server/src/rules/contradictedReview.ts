// The rule contradicted-review: ticked review points that the specification contradicts.
import { counted, t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { lineNumberAt } from '../document/places.ts'
import { noneLeftClaimsOf } from '../document/reviewClaims.ts'
import { sourceOf } from '../feature/feature.ts'
import type { FeatureRule } from './engine/rule.ts'

export const contradictedReview: FeatureRule = {
  code: 'contradicted-review',
  scope: 'feature',
  severity: 'warning',
  summary: 'A review point is ticked, but the specification says otherwise.',
  details: `The rule looks at ticked points of checklists, reviews and plans which say that no \`[NEEDS CLARIFICATION]\` is left, as in spec-kit's checklist for requirements: "No [NEEDS CLARIFICATION] markers remain". It reports those whose specification still has an open question in brackets. In a plan without \`research.md\`, the questions of the plan count. A point that names an exception ("1 deferred") is not reported. If the ticked line names \`research.md\`, which has the answers, the finding is an info, and so it is in a plan next to it.`,
  why: 'People and agents go on to planning because the checklist says that every question is answered. The tick hides the question that is left, or an answer that was never written down.',
  whenOff: 'Turn the rule off if checklists record a review at one time and are not updated.',
  related: ['open-clarification', 'review-incomplete'],
  bad: `# Feature Specification: Queue

## Requirements

### Functional Requirements

- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: how many days?]
//- checklists/requirements.md
# Specification Quality Checklist: Queue

## Requirement Completeness

- [x] No [NEEDS CLARIFICATION] markers remain
`,
  good: `# Feature Specification: Queue

## Requirements

### Functional Requirements

- **FR-001**: System MUST keep messages for 4 days
//- checklists/requirements.md
# Specification Quality Checklist: Queue

## Requirement Completeness

- [x] No [NEEDS CLARIFICATION] markers remain
`,
  check(spec, report, { feature }) {
    const { documentKind } = spec.template
    const claims = documentKind === 'tasks' ? [] : noneLeftClaimsOf(spec.document)
    if (claims.length === 0) return
    // research.md answers the questions of a plan, which stay there.
    const isResearched = feature.fileNames.some((name) => /^research\.md$/i.test(name))
    const claimed = documentKind === 'plan' && !isResearched ? spec : feature.spec
    const { document, path } = claimed
    const open = claimed.clarifications.filter(({ state, bracketed }) => state === 'open' && bracketed)
    const [first] = open
    if (!first) return
    const message = counted(
      open.length,
      'Ticked, but {0} question is still open in {1} (line {2}).',
      'Ticked, but {0} questions are still open in {1} (the first on line {2}).',
      path.slice(path.lastIndexOf('/') + 1),
      lineNumberAt(document, first.start),
    )
    const other = claimed === spec ? undefined : sourceOf(claimed)
    for (const { line, words } of claims)
      report(line, message, {
        // research.md has the answers, and the markers are left over.
        ...((documentKind === 'plan' ? isResearched : /\bresearch\.md\b/i.test(words)) && { as: 'info' }),
        related: open.slice(0, mostRelated).map((one) => ({
          span: one,
          message: t('Open question: {0}', excerpt(one.question, 120)),
          ...(other && { other }),
        })),
      })
  },
}

const mostRelated = 10 // questions
