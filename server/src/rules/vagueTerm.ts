// The rule vague-term: vague terms in requirements and criteria.
import { quotedList, t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import type { ItemRule } from './engine/rule.ts'

const vague =
  'fast|scalable|secure|robust|flexible|user-friendly|simple|efficient|reliable|intuitive|seamless|performant|responsive|easy'
const adverbs = 'quickly|efficiently|seamlessly|easily|reliably|flexibly|robustly|intuitively|smoothly'
const degree = '(?:(?:very|highly|more|sufficiently|reasonably|extremely|always|both|also|as|so|too)\\s+)*'
const widest = 300 // characters of context on either side
const linking = '(?:be|is|are|was|were|been|being|remains?|stays?|feels?|looks?|becomes?|seems?)\\s+'
const anyOf = new RegExp(`\\b(?:${vague}|${adverbs})\\b`, 'i') // a cheap test before `pattern`
// `is fast`, `remain fast and scalable`, `responds quickly`; never `fast mode`, `fast-path` or `a simple queue`.
const pattern = new RegExp(
  `\\b${linking}${degree}((?:${vague})\\b(?![-\\w])(?:(?:\\s*,\\s*|\\s+and\\s+|\\s*,?\\s+or\\s+)(?:${vague})\\b(?![-\\w]))*)(?!\\s+(?:mode|path|forward)\\b)|(?<!["“-])\\b(${adverbs})\\b(?![-"”])`,
  'gi',
)

// Words around "responsive" as a technical term: a design that adapts to the screen.
const ofLayout =
  /\b(?:mobile|layouts?|designs?|screens?|windows?|viewports?|breakpoints?|UI|interfaces?|devices?|tablets?)\b/i

// "skip the loop to reach a resolution quickly", "so that orders are reliable", "so orders are reliable": why something is wanted, not what.
const purpose =
  /\b(?:so that|in order to|so as to)\b[^.;!?]*$|(?<!\b(?:do|does|done|be|is|are|and)\s)\bso\s+(?!(?:far|very|called|must|should)\b)[\w-]+\s(?:(?!\b(?:must|shall|should|may|will|can)\b)[^.;!?])*$|\b(?:ability|abilities|means|ways?|option|choice)\s+to\s[^.;!?]*\bto\s[^.;!?]*$/i
// "fast (O(n) for new items)", "efficiently (streaming, not the whole file)": the term is explained.
const explained = /^[*_]*(?:\s*\((?!e\.g\.|see\b)[^()]*\s[^()]*|,?\s*\(?O\()/
const purposeOfTool = /\bfor\s+$/i
// "seamlessly with no visible gaps", "efficiently in one pass", "reliably using a lock": an observation or a means follows.
const observation =
  /^[^.;!?]*?\s(?:with (?:no|zero)\s|without (?!\w*(?:impact|affect|degrad|notic|harm|hurt|compromis|problem|issue))|in (?:one|a single|two)\s|using\s|via\s|by means of\s|by \w+ing\s|per[- ]\w|requiring no\s)/i

// "smoothly scroll": a movement that can be seen.
const ofMovement = /^\s+(?:scroll|animat|fad(?:e|ing)|zoom|slid)/i

export const vagueTerm: ItemRule = {
  code: 'vague-term',
  scope: 'item',
  severity: 'hint',
  summary: 'A requirement uses a vague term such as fast, simple or robust.',
  details:
    'The rule reports a term only where it is said of something ("is fast", "responds quickly"). Requirements with a number are ignored, and so are terms that belong to a name ("Fast mode", "fast-path"), purposes ("so that it is reliable", "so pages remain responsive"), movements ("smoothly scroll") and adverbs that are followed by an observation or a means ("seamlessly with no visible gaps").',
  why: '"The service is fast" is true for everybody and can be tested by nobody. Say how fast, with a number and a unit, or describe what is observed.',
  whenOff: 'Turn the rule off if non-functional requirements are quantified elsewhere.',
  related: ['missing-obligation', 'unmeasurable-criterion', 'open-ended-list'],
  bad: `## Success Criteria

- **SC-001**: The service is fast and scalable
`,
  good: `## Success Criteria

- **SC-001**: The service answers in less than 10 ms; it is fast
- **SC-002**: Fast mode and the fast-path of a simple queue are covered
`,
  roles: ['requirement', 'criterion'],
  check({ definition, prose, spanIn }, report) {
    if (!anyOf.test(prose) || /\d|\bsub-?second\b/i.test(prose)) return
    const found: { span: Span; word: string }[] = []
    for (const match of prose.matchAll(pattern)) {
      const word = match[1] ?? match[2] ?? ''
      const start = match.index + match[0].lastIndexOf(word)
      const span = spanIn(start, word.length)
      if (!span || (/^responsive/i.test(word) && ofLayout.test(prose))) continue
      const [before, behind] = [
        prose.slice(Math.max(0, start - widest), start),
        prose.slice(start + word.length, start + widest),
      ]
      if (purpose.test(before) || explained.test(behind)) continue
      if (/^smooth/i.test(word) && ofMovement.test(behind)) continue
      if (match[2] && (observation.test(behind) || (purposeOfTool.test(before) && /^\s+\w+ing\b/i.test(behind))))
        continue
      found.push({ span, word: word.replace(/\s+/g, ' ') })
    }
    const [first, ...others] = found
    if (!first) return
    report(
      first.span,
      others.length === 0
        ? t(
            'Vague term "{0}" in {1}. Give a number and a unit, or say what is observed.',
            first.word,
            definition.id.text,
          )
        : t(
            'Vague terms {0} in {1}. Give numbers and units, or say what is observed.',
            quotedList([...new Set(found.map(({ word }) => word))], 'and'),
            definition.id.text,
          ),
      { related: others.map(({ span }) => ({ span, message: t('Vague term') })) },
    )
  },
}
