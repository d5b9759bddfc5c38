// The rule open-ended-list: requirements with an open-ended list.
import { t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import { wordsOf } from '../languages/index.ts'
import { anyOf, mayTouch } from '../languages/pattern.ts'
import type { ItemRule } from './engine/rule.ts'

export const openEndedList: ItemRule = {
  code: 'open-ended-list',
  scope: 'item',
  severity: 'hint',
  summary: 'A requirement leaves a list open with "etc." or similar words.',
  details:
    'The rule reports words that leave a list open, such as "etc." and "and so on", in all supported languages. Lists in parentheses are ignored, because they give examples of what comes before them: "other settings (theme, language, etc.)".',
  why: '"Formats such as JSON, YAML, etc." asks for everything and nothing in particular: whoever builds it and whoever tests it stop at different places. List everything, or say what the rest have in common.',
  whenOff: 'Turn the rule off if open lists are completed in the plan.',
  related: ['vague-term'],
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
      default: wordsOf((language) => language.openEnded),
      description: 'Words that leave a list open. You can add "such as", for example.',
    },
  },
  roles: ['requirement'],
  check({ definition, prose, spanIn }, report, { options }) {
    for (const match of patternsOf(options.words as readonly string[]).flatMap((one) => [...prose.matchAll(one)])) {
      const end = match.index + match[0].length
      const span = spanIn(match.index, match[0].length)
      if (!span || isClosed(prose, match.index, end)) continue
      report(
        span,
        t(
          '"{0}" leaves {1} open-ended. List everything, or say what the rest have in common.',
          match[0],
          definition.id.text,
        ),
      )
      return
    }
  },
}

const widest = 300 // characters of context on either side

// "… などの情報は表示しない", "不得显示页码等"
const denied = /^[^。．.；;]{0,60}(?:しない|せず|ません|ではない|含まない)/
const denial = /(?:不得|不应|不應|不可|不能|不会|不會|不显示|不顯示|禁止|无需|無需)[^。；;]{0,60}$/

/** Whether the list around some words says what must not be, or is in parentheses, as examples of what comes before. */
function isClosed(prose: string, start: number, end: number): boolean {
  const before = prose.slice(Math.max(0, start - widest), start)
  const behind = prose.slice(end, end + widest)
  if (mayTouch(prose.slice(start, end)) && (denied.test(behind) || denial.test(before))) return true
  const inner = /[(（][^()（）]*[)）]/g
  return (
    /[(（][^()（）]*(?:[^\s()（）,，、.…]| {3})[^()（）]*$/.test(before.replace(inner, 'x')) && // code spans are blank
    /^[^()（）]*[)）]/.test(behind.replace(inner, 'x'))
  )
}

/** Patterns that find any of the words: those between spaces, and those that touch others. One pattern for both is several times as slow. */
const patternsOf = perObject((words: readonly string[]): readonly RegExp[] => {
  const cleaned = words
    .map((word) => word.replace(/[^\p{L}\p{N}. ]/gu, '').trim())
    .filter((word) => /\p{L}/u.test(word))
  const apart = cleaned.filter((word) => !mayTouch(word)).map((word) => word.replace(/\.$/, ''))
  const touching = cleaned.filter(mayTouch)
  const patterns = [
    apart.length > 0 && `(?<![\\p{L}\\p{N}/_.\\\\"“-])${anyOf(apart)}(?![\\p{L}\\p{N}/_\\\\-]|\\.\\p{L})`,
    touching.length > 0 &&
      `(?<=[、，,や][^。；;（(]{0,60})(?<!(?:${equalOrLevel})(?=等))${anyOf(touching)}(?=${behindTouching})`,
  ]
  return patterns.filter((part) => part !== false).map((part) => new RegExp(part, 'giu'))
})

// Before 等, these make a word of it: 概率相等 "equal".
const equalOrLevel = '相|平|同|均|不'
// What follows a word that is written without spaces, to tell its end: 等 also starts "wait" and "level", 등 "register".
const behindTouching = String.raw`(?<=など)|(?<=등)[을의은는이에으과와도]|\s*(?:[。；;，,.]|$)`
