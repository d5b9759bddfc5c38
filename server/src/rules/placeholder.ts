import { excerpt } from '../base/words.ts'
import { blockAt } from '../document/places.ts'
import { titleSpan } from '../document/sections.ts'
import { blanksOf, isUntouched, type LeftOver } from '../templates/leftOver.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { DocumentRule } from './engine/rule.ts'
import { settledByApproval } from './engine/severity.ts'

/** Text of the template that nobody has replaced. */
export const placeholder: DocumentRule = {
  code: 'placeholder',
  scope: 'document',
  severity: settledByApproval,
  summary: 'Text of the template is left over.',
  why: `Only an exact text of the template counts: \`[role]\`, the value \`SPEC-XXX\` of a field, a row or an example of the template that was left as it was. Other brackets, links, and code are never placeholders, except in code what the template has in code. A copy of the template in which next to nothing was filled in is one finding.`,
  bad: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **[role]**, I want **a queue**, so that **teams are decoupled**.
`,
  good: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **developer**, I want **a queue**, so that **teams are decoupled** [see the list][role] or [role](roles.md) of \`[role]\`.
`,
  check(spec, report) {
    const { fields, others } = blanksOf(spec)
    if (isUntouched(spec)) {
      const spans = [...fields.map(([, { valueSpan }]) => valueSpan), ...others].sort((a, b) => a.start - b.start)
      report(titleSpan(spec.document), `${spans.length} places of the template are still to be filled in.`, {
        related: spans.map((span) => ({ span, message: 'to be filled in' })),
      })
      return
    }
    for (const [wanted, field] of fields)
      report(field.valueSpan, `${wanted.key} still has the template's value "${excerpt(field.value, 40)}".`)
    for (const [first, ...more] of byRow(spec, others)) {
      if (!first) continue
      const { words, kind, ...span } = first
      if (more.length > 0) {
        report(
          span,
          `${more.length + 1} places of this row are text of the template: fill them in, or remove the row.`,
          {
            related: more.map((one) => ({ span: { start: one.start, end: one.end }, message: 'to be filled in' })),
          },
        )
        continue
      }
      const what =
        kind === 'placeholder'
          ? 'text of the template: replace it'
          : 'an example of the template: replace it, or remove it'
      report(span, `"${excerpt(words, 50)}" is ${what}.`)
    }
  },
}

/** The places one by one, but those in one row of a table together. */
function byRow({ document }: SpecDocument, places: readonly LeftOver[]): LeftOver[][] {
  const groups: LeftOver[][] = []
  let end = -1 // of the last row
  for (const place of places) {
    if (place.start < end) {
      groups.at(-1)?.push(place)
      continue
    }
    groups.push([place])
    const block = blockAt(document, place.start)
    end = block?.type === 'row' ? block.end : -1
  }
  return groups
}
