import { excerpt } from '../base/words.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByApproval } from './engine/severity.ts'

/** A question that nobody has answered yet. */
export const openClarification: FeatureRule = {
  code: 'open-clarification',
  scope: 'feature',
  severity: settledByApproval,
  summary: 'A question is still open.',
  why: `\`[NEEDS CLARIFICATION: …]\` marks what has to be decided before the specification can be built. It counts wherever it stands: in a bullet, inside a requirement, in a table cell, over several lines, with brackets and code in the question, in the words of your template and of ten languages beside English (\`[需要澄清：…]\`), without a question where it stands for a value (\`for [NEEDS CLARIFICATION] days\`), and without brackets (\`**Storage**: NEEDS CLARIFICATION: which one?\`). In a plan beside a \`research.md\`, which answers such questions, it is a hint. In code, in comments and in sentences about markers ("No [NEEDS CLARIFICATION] markers remain") it is none.

Its quick fixes write the answer where the format keeps it: in place (\`[CLARIFIED: answer]\`), as an entry of the log of decisions (\`CL-3\`), or under the session of the day.`,
  bad: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: how many days?]
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST keep messages for [CLARIFIED: 4 days]
`,
  check({ clarifications, template }, report, { feature }) {
    // The research answers what a plan asks in its technical context.
    const isResearched =
      template.documentKind === 'plan' && feature.fileNames.some((name) => /^research\.md$/i.test(name))
    for (const one of clarifications) {
      if (one.state !== 'open') continue
      report(
        one,
        one.question
          ? `Open question: ${excerpt(one.question, 120)}`
          : 'Open question without words: say what is unclear.',
        isResearched ? { as: 'hint' } : undefined,
      )
    }
  },
}
