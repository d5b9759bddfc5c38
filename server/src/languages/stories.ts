// Stories in words: what stands before the number of one.
import { english, foreign, wordsOf } from './index.ts'
import { anyOf, inAnyTitle, mayTouch } from './pattern.ts'

const one = wordsOf(({ story }) => story.full)
const several = wordsOf(({ story }) => story.several)
const full = [...one, ...several]
const counters = String.raw`(?![ \t]*[个個条條件つ개])` // `用户故事 3 个`: three of them
const digits = '[\\d０-９]'
const end = String.raw`(?!\w|\.\d)` // in other scripts, words follow at once: `用户故事1的测试`
const apart = String.raw`[ \t\u00a0]+`
const near = String.raw`[ \t\u00a0\u3000]*`

/** `Story` alone is a name with a capital only. */
const alone = english.story.short.map((word) => word.replace(/^./, (first) => first.toUpperCase()))

const named = full.filter((word) => !mayTouch(word))
const touching = full.filter(mayTouch)

/** The name of a story up to its number, without looking at what stands before it: for a look over a text. */
export const storyName = `(?:${anyOf(named, inAnyTitle)}|${alone.join('|')})${apart}|${anyOf(touching, inAnyTitle)}${near}`

const pattern = (before: string, most = 6): string =>
  `(?:${before})(${digits}{1,${most}})(\\.\\d{1,2}|[a-zA-Z])?${end}${counters}`

/** A story with its number in the first group and the mark of a part in the second: `User Story 1.5`, `Story 6b`. */
export const storyPattern = pattern(storyName)

const shorter = wordsOf((language) => language.story.short, foreign)

/** The same by a shorter name, at the start of a heading. */
export const shortStoryPattern = pattern(
  `${anyOf(
    shorter.filter((word) => !mayTouch(word)),
    inAnyTitle,
  )}${apart}|${anyOf(shorter.filter(mayTouch))}${near}`,
  3, // more digits are a year
)

const plural = new RegExp(
  `^${anyOf([...several, ...english.story.short.filter((word) => word.endsWith('ies'))])}`,
  'iu',
)

/** Whether a story in words is written so that more numbers may follow: `User Stories 1`. */
export const isOfSeveral = (written: string): boolean => plural.test(written)

/** Any name of stories, in any case and number. */
export const storyWord = String.raw`\bstor(?:y|ies)\b|${anyOf(wordsOf(({ story }) => [...story.full, ...story.several], foreign))}`

/** A story by one of some names, with its number in the first group. */
export const storiesNamed = (names: readonly string[]): string => pattern(`${anyOf(names, inAnyTitle)}${near}`)

/** A number in any digits. */
export const numberIn = (written: string): number => Number(written.normalize('NFKC'))
