// The rule open-clarification: open questions.
import { t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { answeredAt } from '../document/answeredQuestions.ts'
import { lineNumberAt } from '../document/places.ts'
import { hasBegun } from '../feature/progress.ts'
import type { FeatureRule } from './engine/rule.ts'
import { isDraft, settledByApproval } from './engine/severity.ts'

export const openClarification: FeatureRule = {
  code: 'open-clarification',
  scope: 'feature',
  severity: settledByApproval,
  summary: 'A question is still open.',
  details: `The rule reports \`[NEEDS CLARIFICATION: …]\` wherever it appears: in a list item, inside a requirement, in a table cell, over several lines, in the words of your template and in ten other languages (\`[需要澄清：…]\`), instead of a value (\`for [NEEDS CLARIFICATION] days\`) and without brackets (\`**Storage**: NEEDS CLARIFICATION: which one?\`). In a plan beside a \`research.md\`, which answers such questions, it is a hint. In a draft of which a task is done, it is a warning. If the clarifications say that all markers are resolved, those outside of the clarifications are an info: they can be removed. Markers in code, in comments and in sentences about markers are ignored.

The quick fixes write the answer where the format keeps it: in place (\`[CLARIFIED: answer]\`), as an entry of the decision log (\`CL-3\`) or under today's session.`,
  why: 'An open question has to be answered before the specification can be built.',
  whenOff: 'Leave the rule on. Its severity follows the status of the specification.',
  related: ['empty-clarification', 'inline-answer'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: how many days?]
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [CLARIFIED: 4 days]
`,
  check({ document, clarifications, template }, report, { feature }) {
    if (clarifications.length === 0) return
    // research.md answers the questions in the technical context of a plan.
    const isResearched =
      template.documentKind === 'plan' && feature.fileNames.some((name) => /^research\.md$/i.test(name))
    const isLate = isDraft(feature) && hasBegun(feature)
    for (const clarification of clarifications) {
      if (clarification.state !== 'open') continue
      const answered = answeredAt(document, clarification.section)
      if (answered !== undefined) {
        report(
          clarification,
          t(
            'Marker of a question that is answered, according to line {1}. Remove it: {0}',
            excerpt(clarification.question, 60),
            lineNumberAt(document, answered),
          ),
          { as: 'info' },
        )
        continue
      }
      report(
        clarification,
        clarification.question
          ? isResearched
            ? t('Question that research.md may answer: {0}', excerpt(clarification.question, 120))
            : t('Open question: {0}', excerpt(clarification.question, 120))
          : t('Open question without text. Say what is unclear.'),
        isResearched ? { as: 'hint' } : isLate ? { as: 'warning' } : undefined,
      )
    }
  },
}
