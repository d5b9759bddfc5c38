// Patterns for user stories that are named in words: `User Story 1`, `用户故事 1`.
import { english, foreign, wordsOf } from './index.ts'
import { anyOf, inAnyTitle, mayTouch } from './pattern.ts'

const singular = wordsOf(({ story }) => story.full)
const several = wordsOf(({ story }) => story.several)
const full = [...singular, ...several]
const counters = String.raw`(?![ \t]*[个個条條件つ개])` // `用户故事 3 个` means three stories
const digits = '[\\d０-９]'
const end = String.raw`(?!\w|\.\d)` // in scripts without spaces, words follow directly: `用户故事1的测试`
const space = String.raw`[ \t\u00a0]+`
const optionalSpace = String.raw`[ \t\u00a0\u3000]*`

/** `Story` shortEnglish is a name only with a capital. */
const shortEnglish = english.story.short.map((word) => word.replace(/^./, (first) => first.toUpperCase()))

const named = full.filter((word) => !mayTouch(word))
const touching = full.filter(mayTouch)

/** The source for a name up to the number. It does not check what precedes the name: a quick test for a whole text. */
export const storyName = `(?:${anyOf(named, inAnyTitle)}|${shortEnglish.join('|')})${space}|${anyOf(touching, inAnyTitle)}${optionalSpace}`

const pattern = (before: string, most = 6): string =>
  `(?:${before})(${digits}{1,${most}})(\\.\\d{1,2}|[a-zA-Z])?${end}${counters}`

/** The source for a story, with the number in group 1 and the mark of a part in group 2: `User Story 1.5`, `Story 6b`. */
export const storyPattern = pattern(storyName)

const shorter = wordsOf((language) => language.story.short, foreign)

/** The same for the shorter names, which count at the start of a heading. */
export const shortStoryPattern = pattern(
  `${anyOf(
    shorter.filter((word) => !mayTouch(word)),
    inAnyTitle,
  )}${space}|${anyOf(shorter.filter(mayTouch))}${optionalSpace}`,
  3, // four digits are a year
)

const plural = new RegExp(
  `^${anyOf([...several, ...english.story.short.filter((word) => word.endsWith('ies'))])}`,
  'iu',
)

/** Whether a story is written in the plural, so that more numbers may follow: `User Stories 1`. */
export const isOfSeveral = (written: string): boolean => plural.test(written)

/** The source for any name of stories, in the singular or plural. */
export const storyWord = String.raw`\bstor(?:y|ies)\b|${anyOf(wordsOf(({ story }) => [...story.full, ...story.several], foreign))}`

/** The source for a story with one of the given names. The number is in group 1. */
export const storiesNamed = (names: readonly string[]): string => pattern(`${anyOf(names, inAnyTitle)}${optionalSpace}`)

/** The value of a number, whose digits may be full-width. */
export const numberIn = (written: string): number => Number(written.normalize('NFKC'))
