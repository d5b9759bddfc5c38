// The built-in formats. Each is a few template files, and this file adds only which sections are optional.

import seed from './builtin/seed.md'
import directoryClarifications from './builtin/seed-directory/clarifications.md'
import directoryPlan from './builtin/seed-directory/plan.md'
import directorySpec from './builtin/seed-directory/spec.md'
import kitChecklist from './builtin/spec-kit/checklist.md'
import kitPlan from './builtin/spec-kit/plan.md'
import kitSpec08 from './builtin/spec-kit/spec.2025-08.md'
import kitSpec10 from './builtin/spec-kit/spec.2025-10.md'
import kitSpec from './builtin/spec-kit/spec.md'
import kitTasks from './builtin/spec-kit/tasks.md'
import { learnFormat, type TemplateSource } from './learn.ts'
import type { DocumentKind, Format } from './template.ts'

/** Sections that a document may leave out if its template does not mark mandatory sections. */
export const optionalSections: readonly string[] = [
  'Validation',
  'Clarifications',
  'Open questions',
  'Implementation Notes',
  'References',
  'Related',
  'Assumptions',
  'Notes',
  'Glossary',
  'Appendix',
  'Changelog',
  'Change Log',
  'Revision History',
]

const builtin = (documentKind: DocumentKind, text: string): TemplateSource => ({ documentKind, text, path: undefined })

let formats: readonly Format[] | undefined

/** The built-in formats, learned on first use. The first one is the default. */
export function builtinFormats(): readonly Format[] {
  formats ??= [
    learnFormat('seed', [builtin('spec', seed)], optionalSections),
    learnFormat(
      'seed-directory',
      [
        builtin('spec', directorySpec),
        builtin('plan', directoryPlan),
        builtin('clarifications', directoryClarifications),
      ],
      optionalSections,
    ),
    learnFormat(
      'spec-kit',
      [
        builtin('spec', kitSpec),
        builtin('spec', kitSpec10),
        builtin('spec', kitSpec08),
        builtin('plan', kitPlan),
        builtin('tasks', kitTasks),
        builtin('checklist', kitChecklist),
      ],
      optionalSections,
    ),
  ]
  return formats
}

/** The text of spec-kit's newest template for a kind of document. Undefined if spec-kit has none. */
export const builtinText = (documentKind: DocumentKind): string | undefined =>
  builtinFormats()
    .find(({ name }) => name === 'spec-kit')
    ?.templates.find((template) => template.documentKind === documentKind)?.document.text
