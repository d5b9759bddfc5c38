import type { Document } from '../document/model.ts'
import { templateName } from '../templates/template.ts'
import type { Rule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

/** A section that the template asks for has nothing in it. */
export const emptySection: Rule = {
  code: 'empty-section',
  severity: settledByTheEnd,
  summary: 'A section that the template asks for is empty.',
  why: `A heading alone says that somebody meant to write something. Write it, say that there is nothing ("None."), or, where the template lets you, remove the section. Headings below it, rules and comments are no content.`,
  bad: `# Spec: Queue

## Summary

## Problem

Two queues.
`,
  good: `# Spec: Queue

## Summary

One queue.

## Problem

Two queues.
`,
  check(spec, report) {
    if (spec.part || spec.loose) return
    const filled = filledSections(spec.document)
    for (const [wanted, section] of spec.sections) {
      if (!wanted.required || filled.has(section.index)) continue
      report(section.name, `"${wanted.title}" is empty; ${templateName(spec.template)} asks for it.`)
    }
  },
}

/** Indices of the sections with a block of content in them or in one of their sub-sections. */
function filledSections({ sections, scan }: Document): Set<number> {
  const filled = new Set<number>()
  let k = -1
  for (const block of scan.blocks) {
    while (k + 1 < sections.length && (sections[k + 1]?.start ?? 0) <= block.start) k++
    if (block.type === 'heading' || block.type === 'break' || (block.type === 'html' && block.kind === 2)) continue
    for (let at = sections[k]; at && !filled.has(at.index); at = at.parent) filled.add(at.index)
  }
  return filled
}
