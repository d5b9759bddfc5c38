import { wordsOf } from '../languages/index.ts'
import { wholeWord } from '../languages/pattern.ts'
import { isEnglish } from '../languages/speech.ts'
import type { ItemRule } from './engine/rule.ts'

// RFC 2119 and RFC 8174, in any case, and the words that people use in their place.
const all = wordsOf(({ obligations: { keywords, others } }) => [...keywords, ...others])
const duty = new RegExp(wholeWord(all), 'iu')

/** A requirement that obliges nobody. */
export const missingObligation: ItemRule = {
  code: 'missing-obligation',
  scope: 'item',
  severity: 'hint',
  summary: 'A requirement does not say whether it must, should or may be.',
  why: `MUST, SHOULD and MAY tell what has to be built from what would be good to have (RFC 2119, clauses 1 to 5). Any verb of duty counts, in any case and in the languages that are known; a command ("Replace the factories") obliges too. A requirement in a table row or of a few words is left alone.`,
  bad: `## Requirements

### Functional

- **FR-001**: The composition creates the queue and its dead-letter queue
`,
  good: `## Requirements

### Functional

- **FR-001**: The composition MUST create the queue and its dead-letter queue
- **FR-002**: El sistema debe borrar la cola
- **FR-003**: Retention in days
`,
  roles: ['requirement'],
  check(item, report) {
    const { definition } = item
    if (definition.form !== 'item') return
    const { prose } = item
    // "Replace the factories" obliges as it is; told is a sentence with a subject.
    if (!/^[\s*_:：—–-]*(?:the|an?|each|every|all|systems?|users?|this|it|we)\s/i.test(prose)) return
    if (!isEnglish(prose) || prose.trim().split(/\s+/).length < 5) return
    if (obliges(prose) || obliges(item.lead)) return
    report(definition, `${definition.id.text} obliges nobody: say what MUST, SHOULD or MAY be.`)
  },
}

const obliges = (words: string): boolean => duty.test(words)
