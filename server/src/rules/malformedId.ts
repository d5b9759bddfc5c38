import type { Rule } from './rule.ts'

/** A line that looks like an item with an id but is not read as one. */
export const malformedId: Rule = {
  code: 'malformed-id',
  severity: 'warning',
  summary: 'A line looks like an item with an id, but is not read as one.',
  why: `An item that is not read is not counted, not checked and not found: it is lost without a word. The message says why the line is not read, and what it would be. Looked at are the places where the template defines ids of that kind.

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
  check(reading, report) {
    const { text } = reading.spec
    for (const one of reading.malformed) {
      const written = text.slice(one.start, one.end)
      report(one, `"${written}" is not read as an id: ${one.reason}. It would be "${one.replacement}".`, {
        fixes: () => [
          {
            title: `Change to "${one.replacement}"`,
            edits: [{ start: one.start, end: one.end, text: one.replacement }],
            preferred: true,
          },
        ],
      })
    }
  },
}
