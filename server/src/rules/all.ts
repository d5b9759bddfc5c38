// The list of rules. A new rule is a new file and a line here.
import { duplicateId } from './duplicateId.ts'
import { invalidMetadata } from './invalidMetadata.ts'
import { malformedId } from './malformedId.ts'
import { missingId } from './missingId.ts'
import { missingMetadata } from './missingMetadata.ts'
import { missingSection } from './missingSection.ts'
import { openClarification } from './openClarification.ts'
import { placeholder } from './placeholder.ts'
import type { Rule } from './rule.ts'
import { unclosedFence } from './unclosedFence.ts'
import { undefinedId } from './undefinedId.ts'

export const allRules: readonly Rule[] = [
  duplicateId,
  invalidMetadata,
  malformedId,
  missingId,
  missingMetadata,
  missingSection,
  openClarification,
  placeholder,
  unclosedFence,
  undefinedId,
]
