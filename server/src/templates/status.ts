// The stage of a specification by the words of its status, in all languages. The first words decide.
import { languages } from '../languages/index.ts'
import type { Language, Stage } from '../languages/language.ts'
import { anyOf } from '../languages/pattern.ts'
import type { TemplateField } from './template.ts'

export type { Stage } from '../languages/language.ts'

/** A status in the form for comparison: in lower case, words joined by `-`, without comments, struck-through text and signs before it. */
export const foldStatus = (text: string): string =>
  text
    .slice(0, 200)
    .replace(/<!--.*?-->|~~.*?~~/g, '')
    .replace(/^[^\p{L}]+/u, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')

// What may follow a stage without changing it: `draft v2`, `approved by the board`, `done, see #12`, `完成 ✅`. "Approved?" asks.
const note = String.raw`-?[^\p{L}\d?？-]|-(?:v?\d|(?:by|on|since|at|as|see|per)-)|-*$`

const stages: readonly Stage[] = ['draft', 'review', 'approved', 'done']

const patternsOf = (of: readonly Language[]): readonly [Stage, RegExp][] =>
  stages.map((stage) => [
    stage,
    new RegExp(`^${anyOf(of.flatMap((language) => language.stages[stage].map(foldStatus)))}(?:${note})`, 'u'),
  ])

const stagePatterns = patternsOf(languages)

/** The stage that a status means by its first word. Undefined for other words, and for "ready for review". */
export const stageOfWord = (status: string): Stage | undefined => stageBy(stagePatterns, status)

const changed = /^[^\p{L}]{0,9}[\p{L} -]{1,30}(?:→|⇒|[-=]>) ?(\p{L}[\p{L} -]{1,30})[^\p{L}]{0,9}$/u

/** Of a status that changed once, the last one counts: "Draft → Implemented", but not in a life cycle: "Draft → Review → Done". */
function stageBy(patterns: readonly [Stage, RegExp][], status: string): Stage | undefined {
  const [, last = ''] = changed.exec(status.slice(0, 90)) ?? []
  const isLast = last !== '' && last.trim().split(/[ -]+/).length <= mostWords
  return (isLast ? stageByWord(patterns, last) : undefined) ?? stageByWord(patterns, status)
}

const mostWords = 2 // of a status: "In Review", but not "Done by June"

function stageByWord(patterns: readonly [Stage, RegExp][], status: string): Stage | undefined {
  const folded = foldStatus(status.slice(0, 200).replace(/\s[–—-]+\s/g, '; '))
  return patterns.find(([, pattern]) => pattern.test(folded))?.[0]
}

const inEnglish = patternsOf(languages.filter(({ code }) => code === 'en'))

/** Whether a status is a stage in another language than English. */
export const isForeignStage = (status: string): boolean =>
  stageOfWord(status) !== undefined && stageBy(inEnglish, status) === undefined

/** Whether a field of a template is the status: it has a vocabulary of stages, or its value in the template is a stage. */
export const isStatus = ({ shape, value }: TemplateField): boolean =>
  shape.type === 'words' ? shape.words.some((word) => stageOfWord(word)) : shape.type === 'text' && !!stageOfWord(value)
