import type { DocumentRule } from './engine/rule.ts'

/** A conflict that git left in a document. */
export const mergeConflict: DocumentRule = {
  code: 'merge-conflict',
  scope: 'document',
  severity: 'error',
  summary: 'A merge conflict is not resolved.',
  why: `Both sides of the conflict stand in the document, with git's markers around them: whoever reads it sees items twice, and nobody knows which of them holds. There is one finding for each conflict, on its first line, and no other finding from inside it; outside of conflicts, only what would be found with either side is reported.

A conflict is the full sequence of markers (\`<<<<<<<\`, with diff3 \`|||||||\`, then \`=======\` and \`>>>>>>>\`), each at the start of a line. Inside a fenced code block it is taken for an example, unless the fence itself is part of the conflict.

Where both sides add items with the same ids, *Keep Both, Renumber Theirs* keeps ours and then theirs, gives theirs the next free ids, and changes what their side says of them.`,
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
        `Unresolved merge conflict (lines ${lines.first} to ${lines.last}): keep one side or both, and remove the markers.`,
      )
  },
}
