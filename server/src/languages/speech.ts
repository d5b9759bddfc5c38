// Which language a text is in, as far as rules about English words have to know.
import { english, foreign, wordsOf } from './index.ts'
import { letters, mayTouch, wholeWord } from './pattern.ts'

const longest = 4000 // characters that are looked at

const known = new Set(english.common)
// Words of others that are names, sums or English words as well.
const doubtful = new Set(
  'no,die,as,do,so,me,son,sin,plus,par,sur,com,de,en,la,le,el,es,pas,man,war,am,bei,per,i,o,w,z,po,za'.split(','),
)

const englishWord = new RegExp(wholeWord(english.common), 'giu')
const tells = (word: string): boolean =>
  !known.has(word) && !doubtful.has(word) && !mayTouch(word) && !word.endsWith('*')
const foreignWords = wordsOf(
  ({ common, obligations: { keywords, others } }) => [...common, ...keywords, ...others],
  foreign,
)
// Such a word, or any with a letter that English does not have.
const foreignWord = new RegExp(
  `${wholeWord(foreignWords.filter(tells))}|(?<![${letters}])[${letters}]*[^\\P{L}\\u0000-\\u007f][${letters}]*`,
  'giu',
)

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Whether a text is written in English, as far as a text with few words tells. */
export function isEnglish(text: string): boolean {
  const own = text.slice(0, longest)
  const words = count(own, englishWord)
  return words > 0 && count(own, foreignWord) <= words
}

/** What obliges: the words of RFC 2119 and RFC 8174, in any case, and those that people use in their place. */
export const duty = new RegExp(
  wholeWord(wordsOf(({ obligations: { keywords, others } }) => [...keywords, ...others])),
  'iu',
)
