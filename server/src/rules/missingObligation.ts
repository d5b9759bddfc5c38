// The rule missing-obligation: requirements without a word of obligation.
import { t } from '../base/l10n.ts'
import { perItem } from '../document/identity.ts'
import { type Item, itemsOf } from '../feature/items.ts'
import { duty, isEnglish } from '../languages/speech.ts'
import type { DocumentRule } from './engine/rule.ts'

export const missingObligation: DocumentRule = {
  code: 'missing-obligation',
  scope: 'document',
  severity: 'hint',
  summary: 'A requirement does not say whether it is mandatory.',
  details:
    'The rule reports requirements without MUST, SHOULD, MAY or another verb of obligation, in any case and in all supported languages. An imperative ("Replace the factories") is an obligation. Sentences about what something is or applies to ("The endpoint is unchanged"), requirements in table rows and requirements of a few words are ignored. If most requirements of a document state no obligation, that is one finding.',
  why: 'MUST, SHOULD and MAY separate what has to be built from what would be nice to have (RFC 2119, clauses 1 to 5).',
  whenOff: 'Turn the rule off if your team expresses priority in another way, for example by a column or label.',
  related: ['vague-term', 'open-ended-list'],
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
  check(spec, report) {
    const { document } = spec
    const items = itemsOf(spec, 'requirement').filter(({ definition }) => definition.form === 'item')
    const without = items.filter((item) => !wordingOf(document, item.definition, item).obliges)
    const bare = without.filter((item) => wordingOf(document, item.definition, item).isSentence && !obliges(item.lead))
    const [first] = bare
    if (first && bare.length > 1 && without.length > items.length / 2) {
      // Most are written this way, so it is the style of the document. It is reported once.
      // Others may be imperatives, or sentences without a subject.
      const message =
        bare.length === without.length
          ? t('{0} of {1} requirements state no obligation. Use MUST, SHOULD or MAY.', bare.length, items.length)
          : t(
              'At least {0} of {1} requirements state no obligation. Use MUST, SHOULD or MAY.',
              bare.length,
              items.length,
            )
      report(first.definition, message)
      return
    }
    for (const { definition } of bare)
      report(definition, t('{0} states no obligation. Use MUST, SHOULD or MAY.', definition.id.text))
  },
}

/** What the words of a requirement say. */
interface Wording {
  obliges: boolean
  /**
   * Whether it is an English sentence about what its subject does. An imperative ("Replace the factories") has none, and is
   * an obligation. Undefined for requirements with a word of obligation.
   */
  isSentence: boolean | undefined
}

/** What a requirement says, without its lead sentence. */
const wordingOf = perItem((_, __, item: Item): Wording => {
  const { prose } = item // computed on access
  return obliges(prose) ? { obliges: true, isSentence: undefined } : { obliges: false, isSentence: isSentence(prose) }
})

const subject = /^[\s*_:：—–-]*(?:the|an?|each|every|all|systems?|users?|this|it|we)\s/i
const title = /^[\s*_:：—–-]*(?:[Ss]ystems?|[Uu]sers?)\s+\p{Lu}/u // "User Stats Calculation"

// The first verb says what something is, or is about: "The existing endpoint is unchanged", "This feature affects the core path".
const statesFact =
  /^\s*(?:(?!(?:that|which|who|whose|where|when|if|and)\b)\S+\s+){1,8}?(?:(?:is|are)(?!\s+(?:able\b|(?!un)[a-z]+ed\b))|remains?|stays?|appl(?:y|ies)|affects?|follows?|qualif(?:y|ies)|participates?|operates?|belongs?|refers?|represents?|means?|concerns?)\s/i

const isSentence = (prose: string): boolean =>
  subject.test(prose) &&
  !title.test(prose) &&
  !statesFact.test(prose) &&
  isEnglish(prose) &&
  prose.trim().split(/\s+/).length >= 5

const obliges = (words: string): boolean => duty.test(words)
