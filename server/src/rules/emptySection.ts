// The rule empty-section: sections of the template that are empty.
import { counted, quotedList, t } from '../base/l10n.ts'
import { filledSections } from '../document/sections.ts'
import { stageOf } from '../feature/lifeCycle.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { templateName } from '../templates/template.ts'
import type { DocumentRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

export const emptySection: DocumentRule = {
  code: 'empty-section',
  scope: 'document',
  severity: settledByTheEnd,
  summary: 'A section that the template requires is empty.',
  details:
    'A section is empty when it has a heading and no content. Subheadings, horizontal rules and comments do not count as content; "None." does. In an approved or completed specification, optional sections that are empty are reported together with severity `info`.',
  why: 'A heading without content leaves open whether the author forgot the section or has nothing to say. Write the content, write "None.", or remove the section if it is optional.',
  whenOff: 'Turn the rule off if empty sections are filled in later by a tool.',
  related: ['missing-section', 'placeholder'],
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
      const optionalNames = new Set(template.sections.filter(({ required }) => !required).map(({ name }) => name))
      const empty = document.sections.filter((section) => optionalNames.has(section.key) && !filled.has(section))
      const [first] = empty
      const all = quotedList(
        empty.map(({ title }) => title),
        'and',
      )
      if (first)
        report(
          first.name,
          counted(
            empty.length,
            'Empty optional section {1}. Fill it in, or remove it.',
            'Empty optional sections {1}. Fill them in, or remove them.',
            all,
          ),
          { as: 'info' },
        )
    }
    // Home sections that only introduce the sections after them, which have the content.
    const spread = new Set([...homes].flatMap(([kind, home]) => (home.level === 0 ? [kind.home] : [])))
    for (const [wanted, section] of sections) {
      if (!wanted.required || filled.has(section) || spread.has(wanted.name)) continue
      report(
        section.name,
        t('Empty section "{0}" (required by {1}).', wanted.title, templateName(template, wanted.section.start)),
      )
    }
  },
}

const isSettled = (spec: SpecDocument): boolean => ['approved', 'done'].includes(stageOf(spec) ?? '')
