import { isKnown } from '../formats/reading.ts'
import { namesOtherSpec } from '../spec/scope.ts'
import type { Rule } from './rule.ts'

const gone =
  /\b(?:withdrawn|removed|retired|moved|dropped|superseded|reserved|deleted|renumbered|obsolete|deprecated|merged|folded|replaced|skipped|unused|formerly)\b/i

/** A mention of an id that nothing in the document defines. */
export const undefinedId: Rule = {
  code: 'undefined-id',
  severity: 'warning',
  summary: 'An id is mentioned that nothing defines.',
  why: `A reference to an item that does not exist is a typing error, or what is left of an item that was removed.

Only kinds of ids are looked at of which the document defines at least one. A mention is left alone in code, when another specification is named with it (\`SPEC-003 FR-002\`, \`097's FR-016\`, a link), when it is a sub-clause of a defined item (\`FR-003b\` of FR-003), and on a line that says what became of it ("FR-009 was withdrawn"). Of a range the two ends are looked at, so a gap inside it is none.`,
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST drain the queue as FR-012 says
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST drain the queue as FR-001 and SPEC-004 FR-012 say
`,
  check(reading, report) {
    const { spec, prefixes } = reading
    for (const mention of reading.mentions) {
      if (mention.code || !prefixes.has(mention.id.prefix)) continue
      const ends = mention.last ? [mention.id, mention.last] : [mention.id]
      const unknown = ends.filter((id) => !isKnown(reading, id))
      if (unknown.length === 0 || gone.test(lineAround(spec.text, mention.start)) || namesOtherSpec(spec, mention))
        continue
      const names = unknown.map((id) => (/^\d/.test(id.text) ? id.lead + id.text : id.text)).join(' and ')
      report(mention, `${names} ${unknown.length > 1 ? 'are' : 'is'} not defined in this specification.`)
    }
  },
}

/** The line around an offset, at most 500 characters to either side. */
function lineAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 500), at)
  const behind = text.slice(at, at + 500).split(/[\r\n]/, 1)[0] as string
  return before.slice(before.lastIndexOf('\n') + 1) + behind
}
