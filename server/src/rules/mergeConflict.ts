// The rule merge-conflict: merge conflicts that git left in a document.
import { t } from '../base/l10n.ts'
import type { DocumentRule } from './engine/rule.ts'

export const mergeConflict: DocumentRule = {
  code: 'merge-conflict',
  scope: 'document',
  severity: 'error',
  summary: 'A merge conflict is not resolved.',
  details: `A conflict is a complete sequence of markers at the start of lines: \`<<<<<<<\`, with diff3 \`|||||||\`, then \`=======\` and \`>>>>>>>\`. Each conflict is reported once, on its first line. Findings inside a conflict are suppressed; outside, only findings that occur with either side are reported. A conflict inside a fenced code block is treated as an example unless the fence is part of the conflict.

If both sides add items with the same ids, the quick fix *Keep Both, Renumber Theirs* keeps ours followed by theirs, gives their items the next free ids and updates the references on their side.`,
  why: 'Both sides of a conflict are in the document, so readers see items twice and cannot tell which of them apply.',
  whenOff: 'Leave the rule on.',
  related: ['duplicate-id'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
<<<<<<< HEAD
- **FR-002**: System MUST delete the queue
=======
- **FR-002**: System MUST drain the queue
>>>>>>> feature/drain
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
- **FR-003**: System MUST drain the queue
`,
  check({ document }, report) {
    for (const { marker, lines } of document.conflicts)
      report(
        marker,
        t(
          'Unresolved merge conflict on lines {0} to {1}. Keep one side or both, and remove the markers.',
          lines.first,
          lines.last,
        ),
      )
  },
}
