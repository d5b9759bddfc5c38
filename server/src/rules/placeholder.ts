import { spanAt } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import type { Document } from '../document/model.ts'
import { contentOf } from '../markdown/blocks.ts'
import { leafFinder } from '../markdown/find.ts'
import { folded, isPart, sampleLine } from '../templates/placeholders.ts'
import type { Placeholders } from '../templates/template.ts'
import type { Report, Rule } from './engine/rule.ts'
import { settledByApproval } from './engine/severity.ts'

/** Text of the template that nobody has replaced. */
export const placeholder: Rule = {
  code: 'placeholder',
  severity: settledByApproval,
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
  check(spec, report) {
    const { document, template } = spec
    for (const [wanted, field] of spec.fields) {
      if (wanted.shape.type !== 'text' && field.value.trim().replace(/[\\\s]+$/, '') === wanted.value) {
        report(field.valueSpan, `${wanted.key} still has the template's value "${excerpt(field.value, 40)}".`)
      }
    }
    checkBrackets(document, template.placeholders, report)
    checkLines(document, template.placeholders.lines, report)
  },
}

function checkBrackets(document: Document, { prose, code, pattern }: Placeholders, report: Report): void {
  const { text, scan } = document
  const leafAt = leafFinder(scan)
  const isDefined = (bracket: string): boolean => document.links.has(bracket.slice(1, -1).toLowerCase())
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { index } = match
    const leaf = leafAt(index)
    if (!leaf || leaf.type === 'html') continue
    const known = leaf.type === 'code' ? code : prose
    if (!known.has(folded(match[0]))) continue
    const end = index + match[0].length
    const next = text[end]
    // A link, a reference or a definition: its text is the writer's own.
    const linked = next === '[' || next === ':' || text[index - 1] === ']' || isPart(text, index, end)
    const inline = spanAt(scan.inlines, index)
    const inCode = match[0].startsWith('<') ? inline?.type === 'code' : inline !== undefined
    if (leaf.type !== 'code' && (linked || isDefined(match[0]) || inCode)) continue
    report({ start: index, end }, `"${excerpt(match[0], 50)}" is text of the template: replace it.`)
  }
}

function checkLines({ text, scan }: Document, lines: ReadonlySet<string>, report: Report): void {
  const starts = new Set([...lines].map((line) => line.charCodeAt(0)))
  for (const block of scan.blocks) {
    const row = block.type === 'row' && !block.header
    if (!row && !(block.type === 'paragraph' && block.first)) continue
    const box = block.type === 'paragraph' ? block.parent?.box : undefined
    const at = box ? box.end + 2 : block.start
    if (!starts.has(text.charCodeAt(at))) continue
    const line = sampleLine(row ? text.slice(at, block.end) : contentOf(scan, block))
    if (lines.has(line))
      report(
        { start: at, end: block.end },
        `"${excerpt(line, 50)}" is an example of the template: replace it, or remove it.`,
      )
  }
}
