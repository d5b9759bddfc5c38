import { perObject } from '../base/perObject.ts'
import type { ItemRule } from './engine/rule.ts'

/** A requirement whose list has no end. */
export const openEndedList: ItemRule = {
  code: 'open-ended-list',
  scope: 'item',
  severity: 'hint',
  summary: 'A requirement ends in "etc.": nobody knows what else belongs to it.',
  why: `"Formats such as JSON, YAML, etc." asks for everything and for nothing in particular: who builds it and who tests it stop at different places. List all, or say what the rest have in common. The words are an option.`,
  bad: `## Requirements

### Functional

- **FR-001**: System MUST support Kafka, SQS, etc.
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST support Kafka and SQS
`,
  options: {
    words: {
      default: ['etc', 'and so on', 'and so forth', 'among others', 'and the like'],
      description: 'Words that leave a list open; "such as" may be added.',
    },
  },
  roles: ['requirement'],
  check({ definition, prose, spanIn }, report, { options }) {
    const match = patternOf(options.words as readonly string[])?.exec(prose)
    const span = match && spanIn(match.index, match[0].length)
    if (span)
      report(span, `"${match[0]}" leaves ${definition.id.text} open: list all, or say what the rest have in common.`)
  },
}

/** Finds one of some words; undefined where there are none. */
const patternOf = perObject((words: readonly string[]): RegExp | undefined => {
  const spelled = words
    .map((word) => word.replace(/[^\p{L}\p{N} ]/gu, '').trim())
    .filter((word) => word !== '')
    .map((word) => word.replace(/ +/g, '\\s+'))
  if (spelled.length === 0) return undefined
  return new RegExp(`(?<![\\p{L}\\p{N}/_.\\\\"“-])(?:${spelled.join('|')})(?![\\p{L}\\p{N}/_\\\\-]|\\.\\p{L})`, 'iu')
})
