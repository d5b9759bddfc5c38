import { bracket, sampleLine } from '../formats/placeholders.ts'
import { contentOf, sourceOffset } from '../markdown/blocks.ts'
import { spanAt } from '../spec/sections.ts'
import type { Rule } from './rule.ts'
import { excerpt } from './text.ts'

/** Text of the template that nobody has replaced. */
export const placeholder: Rule = {
  code: 'placeholder',
  severity: 'warning',
  summary: 'Text of the template is left over.',
  why: `Only an exact text of the template counts: \`[role]\`, the value \`SPEC-XXX\` of a field, a row or an example of the template that was left as it was. Other brackets, links, and code are never placeholders, except in code what the template has in code.`,
  bad: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **[role]**, I want **a queue**, so that **teams are decoupled**.
`,
  good: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **developer**, I want **a queue**, so that **teams are decoupled** [see the list][role] or [role](roles.md) of \`[role]\`.
`,
  check(reading, report) {
    const { spec, format } = reading
    const { prose, code, lines } = format.placeholders
    const { scan } = spec
    for (const [wanted, field] of reading.fields) {
      if (wanted.shape.type !== 'text' && field.value.trim() === wanted.value) {
        report(field.valueSpan, `${wanted.key} still has the template's value "${excerpt(field.value, 40)}".`)
      }
    }
    for (const block of scan.blocks) {
      if (block.type === 'item' || block.type === 'break' || block.type === 'html') continue
      const content = contentOf(scan, block)
      const isRow = block.type === 'row'
      if ((isRow && !block.header) || (block.type === 'paragraph' && block.first)) {
        const line = sampleLine(isRow ? spec.text.slice(block.start, block.end) : content)
        if (lines.has(line))
          report({ start: block.start, end: block.end }, `"${excerpt(line, 50)}" is an example of the template.`)
      }
      if (!content.includes('[')) continue
      const known = block.type === 'code' ? code : prose
      for (const match of content.matchAll(bracket)) {
        const next = content[match.index + match[0].length]
        if (
          !known.has(match[0]) ||
          (block.type !== 'code' && (next === '(' || next === '[' || next === ':' || content[match.index - 1] === ']'))
        )
          continue
        const start = sourceOffset(scan, block, match.index)
        if (block.type !== 'code' && spanAt(scan.inlines, start)) continue
        report(
          { start, end: start + match[0].length },
          `"${excerpt(match[0], 50)}" is text of the template: replace it.`,
        )
      }
    }
  },
}
