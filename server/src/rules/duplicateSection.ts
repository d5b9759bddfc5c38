// The rule duplicate-section: sections of the template that appear twice.
import { t } from '../base/l10n.ts'
import type { Document, Section } from '../document/model.ts'
import { lineNumberAt } from '../document/places.ts'
import { type Copy, copyOfTemplateIn, hasBlank, repeatedSectionsOf } from '../templates/copies.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { DocumentRule, Report } from './engine/rule.ts'

export const duplicateSection: DocumentRule = {
  code: 'duplicate-section',
  scope: 'document',
  severity: 'warning',
  summary: 'A section of the template appears twice.',
  details: `The rule reports a second section of level 2 whose title is a section of the template. A section at the end that repeats the title of the first one, such as a second summary, is an info. A copy of the template below or above the written text is one finding, also for its placeholders. Other headings may be repeated. Documents that describe changes (\`## ADDED Requirements\`) have other titles and are not affected.`,
  why: 'Tools read the first section with a title, and so do people who jump to a heading. What is in the second one is easily missed.',
  whenOff: 'Turn the rule off if your documents repeat sections on purpose, for example once per component.',
  related: ['missing-section', 'section-order'],
  bad: `# Spec: Queue

## Requirements

### Functional

- **FR-001**: System MUST create the queue

## Requirements

- **FR-002**: System MUST delete the queue
`,
  good: `# Spec: Queue

## Requirements

### Functional

- **FR-001**: System MUST create the queue

## Later requirements
`,
  check(spec, report) {
    const { document } = spec
    const copy = copyOfTemplateIn(spec)
    if (copy) reportCopy(document, copy, report)
    const top = document.sections.filter(({ level }) => level === 2)
    const repeated = repeatedSectionsOf(spec)
    for (const { section, first } of repeated) {
      if (copy && [section, first].some(({ start }) => start >= copy.start && start < copy.end)) continue
      const message =
        hasBlank(spec, section) && !hasBlank(spec, first)
          ? t('Section "{0}" is there again with the text of the template. Remove it.', section.title)
          : t('Duplicate section "{0}". Merge the two sections, or rename one.', section.title)
      report(section.name, message, {
        related: [{ span: first.name, message: t('First section with this title') }],
        // A summary at the start, perhaps behind a note, and one at the end.
        ...(repeated.length === 1 &&
          top.indexOf(first) <= 1 &&
          section === top.at(-1) &&
          !definesIn(spec, section) && { as: 'info' }),
      })
    }
  },
}

const definesIn = ({ definitions }: SpecDocument, { start, end }: Section): boolean =>
  definitions.some((definition) => definition.start >= start && definition.start < end)

function reportCopy(document: Document, { heading, start, end, isUnchanged }: Copy, report: Report): void {
  const last = lineNumberAt(document, Math.max(start, end - 1))
  report(heading, t('From here to line {0}, this is a copy of the template that is not filled in. Remove it.', last), {
    fixes: () =>
      isUnchanged
        ? [{ title: t('Remove This Copy of the Template'), edits: [{ start, end, text: '' }], preferred: false }]
        : [],
  })
}
