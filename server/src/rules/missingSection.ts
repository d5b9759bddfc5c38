import type { Feature } from '../formats/feature.ts'
import type { Template, TemplateSection } from '../formats/format.ts'
import { topSection } from '../formats/learn.ts'
import type { Reading } from '../formats/reading.ts'
import type { Section } from '../spec/model.ts'
import type { Edit, Rule } from './rule.ts'
import { inLineEndsOf, templateName, titleSpan } from './text.ts'

/** A section that the template asks for is not there. */
export const missingSection: Rule = {
  code: 'missing-section',
  severity: 'error',
  summary: 'A section of the template is missing.',
  why: `The template says which sections a specification has. A heading is found at any level and in any spelling of case; numbers, emoji and marks such as \`*(mandatory)*\` do not matter, and "Problem Statement" stands for "Problem".

A template that marks sections \`*(mandatory)*\` asks for those; one without marks asks for all but a few that may be left out. A section whose ids stand under another heading is there, and one that has a file of its own beside the document (\`tasks.md\`, \`design.md\`) is not missed either. Nor is one in a document that has as many sections of other names as are missing, such as one in another language than the template.

The fix puts the section of the template in its place, for you to fill in.`,
  bad: `# Spec: Queue

**ID**: SPEC-004

## Summary

One queue API.

## Problem

Two of them.

## User Stories

## Requirements

## Success Criteria

## Design

## Review Checklist
`,
  good: `# Spec: Queue

**ID**: SPEC-004

## Summary

One queue API.

## Problem

Two of them.

## User Stories

## Requirements

## Success Criteria

## Design

## Tasks

## Review Checklist
`,
  check(reading, report, context) {
    const { template } = reading
    if (reading.part || reading.loose) return
    const all = template.sections.filter((wanted) => wanted.required)
    const required = all.filter(({ name }, k) => all.findIndex((one) => one.name === name) === k)
    const missing = required.filter(
      (wanted) => !reading.sections.has(wanted) && !hasFile(context.feature, wanted) && !hasIds(reading, wanted),
    )
    // Most names are strange, and there are as many others: headings in another language, not missing ones.
    const found = new Set(reading.sections.values())
    const others = reading.spec.sections.filter((section) => section.level === 2 && !found.has(section)).length
    if (missing.length > required.length / 2 && others >= missing.length) return
    for (const wanted of missing) {
      const before = neighbour(reading, wanted, -1)
      const where = before ? ` after "${before.title}"` : ''
      const message = `Section "${wanted.title}" is missing; ${templateName(template)} has it${where}.`
      const title = `Insert section "${wanted.title}"`
      const edit = insertion(reading, wanted)
      report(titleSpan(reading.spec), message, edit && { fixes: () => [{ title, edits: [edit], preferred: true }] })
    }
  },
}

/** Whether a file beside the specification has the section's name: `tasks.md`, `checklist.md` for a review checklist. */
const hasFile = ({ files }: Feature, { name }: TemplateSection): boolean =>
  files.some((file) => {
    const own = file.toLowerCase().replace(/\.\w+$/, '')
    return own !== '' && !own.includes('/') && (name === own || name.endsWith(` ${own}`))
  })

/** Whether the ids that the section is for are defined under another heading: user stories, in a section of that name. */
const hasIds = ({ template, definitions }: Reading, { name }: TemplateSection): boolean =>
  template.kinds.some(({ home, prefix }) => home === name && definitions.some(({ id }) => id.prefix === prefix))

/** The nearest section of the template before (-1) or behind (1) that the document has. */
function neighbour(reading: Reading, wanted: TemplateSection, step: -1 | 1): TemplateSection | undefined {
  const all = reading.template.sections.filter((one) => one.section.level === 2)
  for (let k = all.indexOf(wanted) + step; k >= 0 && k < all.length; k += step) {
    const one = all[k] as TemplateSection
    if (reading.sections.has(one)) return one
  }
  return undefined
}

/** The edit that puts a section of the template where it belongs, in the document's own line ends. */
function insertion(reading: Reading, wanted: TemplateSection): Edit | undefined {
  const { spec } = reading
  const before = neighbour(reading, wanted, -1)
  const behind = neighbour(reading, wanted, 1)
  const at = before
    ? (top(reading.sections.get(before))?.end ?? 0)
    : behind
      ? (top(reading.sections.get(behind))?.start ?? 0)
      : spec.text.length
  const ruled = spec.scan.blocks.some((block) => block.type === 'break')
  const rule = ruled ? '---\n\n' : ''
  const body = sectionText(reading.template, wanted)
  if (at < spec.text.length) return { start: at, end: at, text: inLineEndsOf(spec.text, `${body}\n\n${rule}`) }
  const last = spec.scan.blocks.at(-1)
  if ((last?.type === 'code' || last?.type === 'html') && !last.closed) return undefined // it would be swallowed
  const gap =
    spec.text.endsWith('\n\n') || spec.text.endsWith('\r\n\r\n') || at === 0
      ? ''
      : spec.text.endsWith('\n')
        ? '\n'
        : '\n\n'
  return { start: at, end: at, text: inLineEndsOf(spec.text, `${gap}${at > 0 ? rule : ''}${body}\n`) }
}

/** The section itself, or the one of level 2 that it is a part of: a section is not put into another one. */
const top = (section: Section | undefined): Section | undefined => topSection(section) ?? section

/** A section of the template with its sub-sections, without the rule behind it. */
export function sectionText(template: Template, { section }: TemplateSection): string {
  const text = template.spec.text.slice(section.start, section.end)
  return text.replace(/\n---\s*$/, '').trimEnd()
}
