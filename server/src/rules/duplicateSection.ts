import { fold } from '../base/words.ts'
import type { Section } from '../document/model.ts'
import type { DocumentRule } from './engine/rule.ts'

/** A section of the template stands twice in a document. */
export const duplicateSection: DocumentRule = {
  code: 'duplicate-section',
  scope: 'document',
  severity: 'warning',
  summary: 'A section of the template is there twice.',
  why: `What stands in the second one is not looked for: a program reads the first, and so do people who jump to a heading. Join them, or give one another name. Only headings of level 2 with exactly the words of the template count; a document of changes (\`## ADDED Requirements\`) has other headings.`,
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
  check({ document, template }, report) {
    // Layers of a template may bring one section each of the same name: a document may have them all.
    const most = new Map<string, number>()
    for (const { section, title } of template.sections)
      if (section.level === 2) most.set(fold(title), (most.get(fold(title)) ?? 0) + 1)
    const seen = new Map<string, Section[]>()
    for (const section of document.sections) {
      if (section.level !== 2) continue
      const name = fold(section.title.slice(0, 200).replace(/\s*[*_]+[(（][^()（）]*[)）][*_]+\s*$/, ''))
      const allowed = most.get(name)
      if (allowed === undefined) continue
      const before = seen.get(name) ?? []
      const [first] = before
      if (before.length < allowed || !first) seen.set(name, [...before, section])
      else {
        report(section.name, `"${section.title}" is there already: join the two, or give one another name.`, {
          related: [{ span: first.name, message: 'the first one' }],
        })
      }
    }
  },
}
