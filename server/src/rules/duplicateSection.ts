// The rule duplicate-section: sections of the template that appear twice.
import { t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import { fold } from '../base/words.ts'
import type { Section } from '../document/model.ts'
import { blanksOf } from '../templates/leftOver.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Template } from '../templates/template.ts'
import type { DocumentRule } from './engine/rule.ts'

export const duplicateSection: DocumentRule = {
  code: 'duplicate-section',
  scope: 'document',
  severity: 'warning',
  summary: 'A section of the template appears twice.',
  details: `The rule reports a second section of level 2 whose title is a section of the template. A section at the end that repeats the title of the first one, such as a second summary, is an info. If the second one has the text of the template, a template was pasted below the written text. Other headings may be repeated. Documents that describe changes (\`## ADDED Requirements\`) have other titles and are not affected.`,
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
    const { document, template } = spec
    const most = titlesOf(template)
    const seen = new Map<string, Section[]>()
    let isCopy = false // once a section of the template is there again, so are those behind it
    const top = document.sections.filter(({ level }) => level === 2)
    for (const section of document.sections) {
      if (section.level !== 2) continue
      const name = fold(section.title.slice(0, 200).replace(/\s*[*_]+[(（][^()（）]*[)）][*_]+\s*$/, ''))
      const allowed = most.get(name)
      if (allowed === undefined) continue
      const before = seen.get(name) ?? []
      const [first] = before
      if (before.length < allowed || !first) seen.set(name, [...before, section])
      else {
        isCopy ||= blanksIn(spec, section) > 0 && blanksIn(spec, first) === 0
        const message = isCopy
          ? t('Section "{0}" is there again with the text of the template. Remove it.', section.title)
          : t('Duplicate section "{0}". Merge the two sections, or rename one.', section.title)
        report(section.name, message, {
          related: [{ span: first.name, message: t('First section with this title') }],
          // A summary at the start, and one at the end.
          ...(first === top[0] && section === top.at(-1) && { as: 'info' }),
        })
      }
    }
  },
}

const blanksIn = (spec: SpecDocument, { start, end }: Section): number =>
  blanksOf(spec).texts.filter((place) => place.start >= start && place.end <= end).length

/** How often a template has each title. Several layers may have a section with the same one, and a document as many. */
const titlesOf = perObject((template: Template): ReadonlyMap<string, number> => {
  const titles = new Map<string, number>()
  for (const { section, title } of template.sections)
    if (section.level === 2) titles.set(fold(title), (titles.get(fold(title)) ?? 0) + 1)
  return titles
})
