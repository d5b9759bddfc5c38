// Detection of the language of a text, as far as rules about English words need it.
import { english, foreign, wordsOf } from './index.ts'
import { letters, mayTouch, wholeWord } from './pattern.ts'

const longest = 4000 // characters at the start of a text that are examined

const englishCommon = new Set(english.common)
// Words of other languages that are also names, amounts or English words.
const doubtful = new Set(
  'no,die,as,do,so,me,son,sin,plus,par,sur,com,de,en,la,le,el,es,pas,man,war,am,bei,per,i,o,w,z,po,za'.split(','),
)

const englishWord = new RegExp(wholeWord(english.common), 'giu')
const isTelling = (word: string): boolean =>
  !englishCommon.has(word) && !doubtful.has(word) && !mayTouch(word) && !word.endsWith('*')
const foreignWords = wordsOf(
  ({ common, obligations: { keywords, others } }) => [...common, ...keywords, ...others],
  foreign,
)
// A telling word, or any word with a letter that English does not have.
const foreignWord = new RegExp(
  `${wholeWord(foreignWords.filter(isTelling))}|(?<![${letters}])[${letters}]*[^\\P{L}\\u0000-\\u007f][${letters}]*`,
  'giu',
)

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Whether a text is in English: it has English words, and at least as many of them as foreign ones. */
export function isEnglish(text: string): boolean {
  const sample = text.slice(0, longest)
  const words = count(sample, englishWord)
  return words > 0 && count(sample, foreignWord) <= words
}

/** Whether a text has more words of other languages than English ones. */
export const isForeign = (text: string): boolean => count(text, foreignWord) > count(text, englishWord)

/** Words of obligation in all languages: those of RFC 2119 and RFC 8174, in any case, and those that people use instead. */
export const duty = new RegExp(
  wholeWord(wordsOf(({ obligations: { keywords, others } }) => [...keywords, ...others])),
  'iu',
)
