// The formats that come with the program. Each is a few template files; what can be left out is all that is added here.
import type { DocumentKind, Format } from './format.ts'
import { learnFormat, type TemplateSource } from './learn.ts'
import seed from './templates/seed.md'
import directoryClarifications from './templates/seed-directory/clarifications.md'
import directoryPlan from './templates/seed-directory/plan.md'
import directorySpec from './templates/seed-directory/spec.md'
import kitChecklist from './templates/spec-kit/checklist.md'
import kitPlan from './templates/spec-kit/plan.md'
import kitSpec08 from './templates/spec-kit/spec.2025-08.md'
import kitSpec10 from './templates/spec-kit/spec.2025-10.md'
import kitSpec from './templates/spec-kit/spec.md'
import kitTasks from './templates/spec-kit/tasks.md'

/** Sections that a document may leave out, where its template does not mark what is mandatory. */
export const optionalSections: readonly string[] = [
  'Validation',
  'Clarifications',
  'Open questions',
  'Implementation Notes',
  'References',
  'Related',
]

const builtin = (document: DocumentKind, text: string): TemplateSource => ({ document, text, path: undefined })

let formats: readonly Format[] | undefined

/** The built-in formats, learnt on first use; the first one is the default. */
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
