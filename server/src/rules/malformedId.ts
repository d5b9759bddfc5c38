import { resolve } from '../feature/feature.ts'
import { isTemplateText } from '../templates/leftOver.ts'
import type { FeatureRule } from './engine/rule.ts'

/** A line that looks like an item with an id but is not read as one. */
export const malformedId: FeatureRule = {
  code: 'malformed-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'A line looks like an item with an id, but is not read as one.',
  why: `An item that is not read is not counted, not checked and not found: it is lost without a word. The message says why the line is not read, and what it would be. Looked at are the places where the template defines ids of that kind; lines that four spaces of indentation make code are told once.

Read are all forms in use: \`**FR-001**:\`, \`FR-001:\`, \`**FR-001** (tag):\`, \`**FR-001 — title**\`, table rows, headings, \`FR-001a\`, \`FR-1.2\`, \`- [ ] T001\`, \`- [X] **T001**:\`, \`- [~] T001\`.`,
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
      const rest = coded.length === 1 ? '' : ` (and ${coded.length - 1} more)`
      report(lost, `"${lost.id.text}"${rest} is not read: a line that is indented by four spaces is code in Markdown.`)
    }
    for (const one of spec.malformed) {
      if ((one.mayMention && resolve(feature, one.meant).length > 0) || isTemplateText(spec, one.start)) continue
      const { start, end, written, reason, replacement } = one
      if (replacement === undefined) report(one, `"${written}" is not read as an id: ${reason}.`)
      else {
        report(one, `"${written}" is not read as an id: ${reason}. It would be "${replacement}".`, {
          fixes: () => [
            {
              title: `Change to "${replacement}"`,
              edits: [{ start, end, text: replacement }],
              preferred: true,
              safe: one.certain,
            },
          ],
        })
      }
    }
  },
}
