import { filledSections } from '../document/sections.ts'
import { templateName } from '../templates/template.ts'
import type { DocumentRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

/** A section that the template asks for has nothing in it. */
export const emptySection: DocumentRule = {
  code: 'empty-section',
  scope: 'document',
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
  check({ part, loose, document, sections, template }, report) {
    if (part || loose) return
    const filled = filledSections(document)
    for (const [wanted, section] of sections) {
      if (!wanted.required || filled.has(section)) continue
      report(section.name, `"${wanted.title}" is empty; ${templateName(template, wanted.section.start)} asks for it.`)
    }
  },
}
