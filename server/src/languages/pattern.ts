// Sources of regular expressions for words. All of them need the flag `u`.
import { literal } from '../base/words.ts'
import type { Words } from './language.ts'

/**
 * The letters of the scripts that people write specifications in, for a character class. They are ranges, because a pattern
 * with many `\p{L}` takes many times as long to compile, and these patterns are compiled at each start.
 */
export const letters = String.raw`A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u1fff\u3005-\u3007\u3031-\u30fa\u30fc-\ud7ff\uf900-\ufaff`
const letter = String.raw`${letters}\d_`
const restOfWord = String.raw`[^\s!-@\[-\x60{-~\u2000-\u206f\u3000-\u303f\uff00-\uff65]*`
// Scripts without spaces between words, and Korean, whose words have endings.
const joined = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

/** Whether a word may touch other words, as in Chinese, Japanese and Korean. */
export const mayTouch = (word: string): boolean => joined.test(word)

/**
 * The source for one word. Its parts may be separated by any white space, including line ends; a `*` at its end matches any
 * letters; a space after a dot is optional.
 */
export const spelled = (word: string): string =>
  literal(word).replace(/\\\*$/, restOfWord).replace(/\\\. /g, String.raw`\. ?`).replace(/ +/g, String.raw`\s+`)

const union = (words: Words, write: (word: string) => string): string =>
  [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map(write)
    .join('|')

/** The source for any of some words, the longest first, also inside of other words. */
export const anyOf = (words: Words, write = spelled): string => `(?:${union(words, write)})`

/** The source for any of some words as a whole word, where the script has spaces. */
export function wholeWord(words: Words, write = spelled): string {
  const separated = words.filter((word) => !mayTouch(word))
  const touching = words.filter(mayTouch)
  return [
    ...(separated.length > 0 ? [`(?<![${letter}])${anyOf(separated, write)}(?![${letter}])`] : []),
    ...(touching.length > 0 ? [anyOf(touching, write)] : []),
  ].join('|')
}

/** The source for a name on one line. Each of its parts may start with a capital: `Historia de Usuario`. */
export const inAnyTitle = (word: string): string =>
  spelled(word)
    .replace(/(?<![\p{L}\\])\p{Ll}(?=\p{L})/gu, (first) => `[${first}${first.toUpperCase()}]`)
    .replaceAll(String.raw`\s+`, String.raw`[ \t\u00a0]+`)
