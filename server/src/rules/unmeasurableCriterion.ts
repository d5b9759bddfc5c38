// The rule unmeasurable-criterion: success criteria that cannot be measured.
import { t } from '../base/l10n.ts'
import { foreign, wordsOf } from '../languages/index.ts'
import { wholeWord } from '../languages/pattern.ts'
import { isEnglish } from '../languages/speech.ts'
import type { ItemRule } from './engine/rule.ts'

// Signs that something can be observed: a number, a comparison, a quantity, code to run, an outcome.
const measure =
  /[\d%≥≤<>=\x60"“„«]|\b(?:zero|none|nothing|nobody|all|every|each|any|never|always|only|exactly|both|one|two|three|four|five|ten|half|twice|once|single|first|same|identical|unchanged|equal|without|within|least|most|more|less|fewer|than|before|after|until|unless|still|longer|instead|not|cannot|no|pass(?:es|ed)?|fails?|succeeds?|returns?|exists?|shows?|shown|visible|appears?|displayed|listed|reports?|reported|prints?|logs?|logged|renders?|opens?|closes?|starts?|stops?|ready|rejected|refused|accepted|able|can|complete[sd]?|match(?:es|ed|ing)?|reference|whether|parity|in line with|contains?|includes?|documented|removed|deleted|created|available|present|absent|covered|sub-?second|valid|well-formed|pars(?:e|ea)ble|verif(?:y|ies|ied)|tests?|tested|observed|measured|rejects?|refuses?|accepts?|sees?|raises?|alerts?|receives?|gets?|sends?|sent|creates?|deletes?|removes?|finds?|found|warns?|blocks?|blocked|allows?|denies|denied|runs?|deploys?|deployed|installs?|installed|loads?|loaded|saves?|saved|green|red|editable|persist(?:s|ed)?|reach(?:es|ed)?|displays?|prevented|avoided|collapsed|hidden|compatible with|default|enabled|disabled|below|above|limits?|threshold|(?:error|clear|explicit) messages?)\b/i

// Words that everybody understands differently. Without them, most criteria without a measure can still be verified.
const vague =
  /\b(?:typical(?:ly)?|consisten(?:t|tly|cy)|intuitive(?:ly)?|aware|eas(?:y|ily|ier)|clear(?:ly)?|clean(?:ly)?|seamless(?:ly)?|smooth(?:ly)?|graceful(?:ly)?|proper(?:ly)?|appropriate(?:ly)?|better|improve[sd]?|improvements?|friendly|experience|happ(?:y|ier)|satisf(?:ied|ying|actory|action)|confiden(?:t|tly|ce)|comfortabl[ey]|guid(?:e|es|ance)|conventions|quality|reasonabl[ey]|adequate(?:ly)?|sufficient(?:ly)?|acceptabl[ey]|effective(?:ly|ness)?|efficien(?:t|tly|cy)|meaningful(?:ly)?|useful|usable|usability|helpful|robust(?:ly|ness)?|reliab(?:le|ly|ility)|flexib(?:le|ly|ility)|maintainab(?:le|ility)|readab(?:le|ility)|understandabl[ey]|scalab(?:le|ility)|simple|simpler|simplif(?:y|ies|ied)|modern|well-(?!formed\b)\w+|performance requirements)\b/i

const quantity = new RegExp(wholeWord(wordsOf(({ quantities }) => quantities, foreign)), 'iu')

/** A criterion without ids and links, whose digits measure nothing. An open question counts as a number to come. */
const withoutReferences = (text: string): string =>
  text
    .replace(/\[NEEDS CLARIFICATION/g, '0')
    .replace(/\[[^[\]]*\]\([^()]*\)/g, ' ')
    .replace(/\b[A-Z]{2,8}-\d[\w-]*/g, ' ')

export const unmeasurableCriterion: ItemRule = {
  code: 'unmeasurable-criterion',
  scope: 'item',
  severity: 'hint',
  summary: 'A success criterion cannot be measured or observed.',
  details:
    'A criterion is accepted if it has a number, a comparison, a quantity ("no", "every"), a command in code or an observable result ("is rejected", "shows"). A criterion with none of these is reported only if it contains a word that everybody understands differently ("clear", "consistently", "improved").',
  why: 'A criterion has to answer whether it is met. Nearly half of the criteria in real specifications have no number and are fine, so a missing number alone is not reported.',
  whenOff: 'Turn the rule off if criteria are assessed by people and need no measure.',
  related: ['vague-term', 'uncovered-criterion'],
  bad: `## Success Criteria

- **SC-001**: The developer experience of queues is improved for the teams
`,
  good: `## Success Criteria

- **SC-001**: A queue is ready in less than 60 seconds
- **SC-002**: Every example renders
- **SC-003**: A claim without a type is rejected
`,
  roles: ['criterion'],
  check({ definition, text }, report) {
    if (!vague.test(text)) return
    const plain = withoutReferences(text)
    if (measure.test(plain) || quantity.test(text) || !vague.test(plain) || !isEnglish(text)) return
    report(
      definition,
      t('{0} is not measurable. Add a number, a comparison or an observable result.', definition.id.text),
    )
  },
}
