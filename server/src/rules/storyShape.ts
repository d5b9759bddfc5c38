// The rule story-shape: user stories without the sentence of the template.
import { quotedList, t } from '../base/l10n.ts'
import { isEnglish } from '../languages/speech.ts'
import { storyWords } from '../templates/learn.ts'
import { templateName } from '../templates/template.ts'
import type { ItemRule } from './engine/rule.ts'

export const storyShape: ItemRule = {
  code: 'story-shape',
  scope: 'item',
  severity: 'hint',
  summary: 'A user story does not follow the sentence pattern of the template.',
  details:
    'The rule applies to templates with a sentence such as "As a …, I want …, so that …". The words are those of the template, in its language; they may be wrapped and emphasized. Templates with free text are not affected.',
  why: 'The sentence says for whom something is built and why. Without the "so that", nobody can tell whether a smaller solution would do.',
  whenOff: 'Turn the rule off if stories are free text.',
  related: ['missing-scenario'],
  bad: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **developer**, I want **a queue**.

1. **Given** a claim, **When** it is applied, **Then** there is a queue
`,
  good: `## User Stories

### US-1: Order a queue (Priority: P1)

As an application
**developer**, I want to have **a queue**, so that **teams are decoupled**.

1. **Given** a claim, **When** it is applied, **Then** there is a queue
`,
  roles: ['story'],
  check(item, report, { template, loose }) {
    if (item.withdrawn) return
    const { definition } = item
    const { words = [] } = template.story ?? {}
    if (words.length === 0 || loose) return
    const storyText = ` ${storyWords(item.text)} `
    let at = 0
    const missing: string[] = []
    for (const word of words) {
      const found = storyText.indexOf(` ${word}`, at)
      if (found < 0) missing.push(word)
      else at = found + word.length
    }
    if (missing.length === 0) return
    if (missing.length === words.length && !isEnglish(storyText)) return // in another language than the template
    const parts = quotedList(
      missing.map((word) => `${word} …`),
      'and',
    )
    report(
      definition.section?.name ?? definition,
      t('User story without {0} (expected by {1}).', parts, templateName(template)),
    )
  },
}
