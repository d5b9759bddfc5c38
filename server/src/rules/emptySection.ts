import { quotedList } from '../base/words.ts'
import { filledSections } from '../document/sections.ts'
import { stageOf } from '../feature/lifeCycle.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { templateName } from '../templates/template.ts'
import type { DocumentRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

/** A section that the template asks for has nothing in it. */
export const emptySection: DocumentRule = {
  code: 'empty-section',
  scope: 'document',
  severity: settledByTheEnd,
  summary: 'A section that the template asks for is empty.',
  why: `A heading alone says that somebody meant to write something. Write it, say that there is nothing ("None."), or, where the template lets you, remove the section. In a specification that is approved or done, sections that may be left out and are empty are one information. Headings below it, rules and comments are no content.`,
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
    const { part, loose, document, homes, sections, template } = spec
    if (part || loose) return
    const filled = filledSections(document)
    if (isSettled(spec)) {
      const known = new Set(template.sections.filter(({ required }) => !required).map(({ name }) => name))
      const empty = document.sections.filter((section) => known.has(section.key) && !filled.has(section))
      const [first] = empty
      const all = quotedList(
        empty.map(({ title }) => title),
        'and',
      )
      if (first)
        report(first.name, `${all} ${empty.length > 1 ? 'are' : 'is'} empty: fill in or remove.`, { as: 'info' })
    }
    // What belongs under such a heading stands in the sections that follow it.
    const spread = new Set([...homes].flatMap(([kind, home]) => (home.level === 0 ? [kind.home] : [])))
    for (const [wanted, section] of sections) {
      if (!wanted.required || filled.has(section) || spread.has(wanted.name)) continue
      report(section.name, `"${wanted.title}" is empty; ${templateName(template, wanted.section.start)} asks for it.`)
    }
  },
}

const isSettled = (spec: SpecDocument): boolean => ['approved', 'done'].includes(stageOf(spec) ?? '')
