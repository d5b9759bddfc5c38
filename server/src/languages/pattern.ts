// Words as the source of patterns, each a whole word where its script has spaces. All patterns need the flag `u`.
import type { Words } from './language.ts'

const letter = String.raw`\p{L}\p{N}_`
// Scripts without spaces between words, and Korean, whose words have endings.
const joined = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

/** Whether a word may touch others: Chinese, Japanese and Korean ones. */
export const mayTouch = (word: string): boolean => joined.test(word)

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** One word: any white space between its parts, also a line end; any letters for a `*` at its end, dots with or without a space behind. */
export const spelled = (word: string): string =>
  escaped(word).replace(/\\\*$/, String.raw`\p{L}*`).replace(/\\\. /g, String.raw`\. ?`).replace(/ +/g, String.raw`\s+`)

const union = (words: Words, write: (word: string) => string): string =>
  [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map(write)
    .join('|')

/** Any of some words, the longest first, whatever stands around. */
export const anyOf = (words: Words, write = spelled): string => `(?:${union(words, write)})`

/** Any of some words as a whole one. */
export function wholeWord(words: Words, write = spelled): string {
  const apart = words.filter((word) => !mayTouch(word))
  const touching = words.filter(mayTouch)
  return [
    ...(apart.length > 0 ? [`(?<![${letter}])${anyOf(apart, write)}(?![${letter}])`] : []),
    ...(touching.length > 0 ? [anyOf(touching, write)] : []),
  ].join('|')
}

/** A name on one line whose parts may each start with a capital: `Historia de Usuario`. */
export const inAnyTitle = (word: string): string =>
  spelled(word)
    .replace(/(?<![\p{L}\\])\p{Ll}(?=\p{L})/gu, (first) => `[${first}${first.toUpperCase()}]`)
    .replaceAll(String.raw`\s+`, String.raw`[ \t\u00a0]+`)
