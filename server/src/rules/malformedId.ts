// The rule malformed-id: lines that look like an item with an id but are not read as one.
import { counted, t } from '../base/l10n.ts'
import { resolve } from '../feature/feature.ts'
import { isTemplateText } from '../templates/leftOver.ts'
import type { FeatureRule } from './engine/rule.ts'

export const malformedId: FeatureRule = {
  code: 'malformed-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'A line looks like an item with an id but is not read as one.',
  details: `The message says why the line is not read and what was probably meant. The rule looks in the places where the template defines ids of that kind. Accepted forms are \`**FR-001**:\`, \`FR-001:\`, \`**FR-001** (tag):\`, \`**FR-001 — title**\`, table rows, headings, \`FR-001a\`, \`FR-1.2\`, \`- [ ] T001\`, \`- [X] **T001**:\` and \`- [~] T001\`. Lines that are indented by four spaces, which Markdown treats as code, are reported once per document.`,
  why: 'An item that is not read is not counted, not checked and not found.',
  whenOff: 'Leave the rule on. If your ids have another form, put it into a template of the repository.',
  related: ['missing-id', 'duplicate-id'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR 002**: System MUST delete the queue
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
`,
  check(spec, report, { feature }) {
    const coded = spec.coded.filter(({ id }) => resolve(feature, id).length === 0)
    const [lost] = coded
    if (lost) {
      const message = counted(
        coded.length,
        '"{1}" is not recognized: Markdown treats lines indented by four spaces as code. Remove the indentation.',
        '"{1}" and {2} more are not recognized: Markdown treats lines indented by four spaces as code. Remove the indentation.',
        lost.id.text,
        coded.length - 1,
      )
      report(lost, message)
    }
    for (const malformed of spec.malformed) {
      if (
        (malformed.mayBeReference && resolve(feature, malformed.meant).length > 0) ||
        isTemplateText(spec, malformed.start)
      )
        continue
      const { start, end, written, reason, replacement } = malformed
      if (replacement === undefined) report(malformed, t('"{0}" is not recognized as an item: {1}.', written, reason))
      else {
        report(
          malformed,
          t('"{0}" is not recognized as an item: {1}. Did you mean "{2}"?', written, reason, replacement),
          {
            fixes: () => [
              {
                title: t('Change to "{0}"', replacement),
                edits: [{ start, end, text: replacement }],
                preferred: true,
                safe: malformed.certain,
              },
            ],
          },
        )
      }
    }
  },
}
