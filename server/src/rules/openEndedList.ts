import { itemsOf, proseOf, spanIn } from '../feature/items.ts'
import type { Rule } from './engine/rule.ts'

/** A requirement whose list has no end. */
export const openEndedList: Rule = {
  code: 'open-ended-list',
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
  check(spec, report, { options }) {
    const words = (options.words as readonly string[])
      .map((word) => word.replace(/[^\p{L}\p{N} ]/gu, '').trim())
      .filter((word) => word !== '')
    if (words.length === 0) return
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}/_.\\\\"“-])(?:${words.map((word) => word.replace(/ +/g, '\\s+')).join('|')})(?![\\p{L}\\p{N}/_\\\\-]|\\.\\p{L})`,
      'giu',
    )
    for (const { definition, body } of itemsOf(spec, 'requirement')) {
      const match = pattern.exec(proseOf(spec.document, body))
      pattern.lastIndex = 0
      const span = match && spanIn(spec, body, match.index, match[0].length)
      if (span)
        report(span, `"${match[0]}" leaves ${definition.id.text} open: list all, or say what the rest have in common.`)
    }
  },
}
