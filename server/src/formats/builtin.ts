// The formats that come with the program. Each is a template file; what can be left out is all that is added here.
import type { Format } from './format.ts'
import { learnFormat } from './learn.ts'
import seed from './templates/seed.md'

let formats: readonly Format[] | undefined

/** The built-in formats, learnt on first use; the first one is the default. */
export function builtinFormats(): readonly Format[] {
  formats ??= [learnFormat('seed', seed, ['Validation', 'Clarifications', 'References'])]
  return formats
}
