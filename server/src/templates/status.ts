// How far a specification got, by the words of its status. The template's own vocabulary decides where it has one;
// free text is told by its first words.
import { languages } from '../languages/index.ts'
import type { Language, Stage } from '../languages/language.ts'
import { anyOf } from '../languages/pattern.ts'
import type { TemplateField } from './template.ts'

export type { Stage } from '../languages/language.ts'

export const fold = (text: string): string =>
  text
    .slice(0, 200)
    .replace(/<!--.*?-->/g, '')
    .replace(/^[^\p{L}]+/u, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')

// What may stand behind a stage and changes nothing: `draft v2`, `approved by the board`, `done, see #12`, `完成 ✅`.
const note = String.raw`-?[^\p{L}\d-]|-(?:v?\d|(?:by|on|since|at|as|see|per)-)|-*$`

const stages: readonly Stage[] = ['draft', 'review', 'approved', 'done']

const patternsOf = (of: readonly Language[]): readonly [Stage, RegExp][] =>
  stages.map((stage) => [
    stage,
    new RegExp(`^${anyOf(of.flatMap((language) => language.stages[stage].map(fold)))}(?:${note})`, 'u'),
  ])

const all = patternsOf(languages)

/** The stage that a status means by its first word; undefined for other words, and for "ready for review". */
export const stageOfWord = (status: string): Stage | undefined => stageBy(all, status)

function stageBy(patterns: readonly [Stage, RegExp][], status: string): Stage | undefined {
  const own = fold(status.slice(0, 200).replace(/\s[–—-]+\s/g, '; '))
  return patterns.find(([, pattern]) => pattern.test(own))?.[0]
}

const inEnglish = patternsOf(languages.filter(({ code }) => code === 'en'))

/** Whether a status is one of another language than English. */
export const isForeignStage = (status: string): boolean =>
  stageOfWord(status) !== undefined && stageBy(inEnglish, status) === undefined

/** The field of a template that tells the status: one with a vocabulary of stages, or whose own value is a stage. */
export const isStatus = ({ shape, value }: TemplateField): boolean =>
  shape.type === 'words' ? shape.words.some((word) => stageOfWord(word)) : shape.type === 'text' && !!stageOfWord(value)
