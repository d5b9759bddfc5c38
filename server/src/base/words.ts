// Small functions on words and short pieces of text.

/** Shortens a piece of a document for a message: to one line of at most `length` characters. */
export function excerpt(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= length
    ? line
    : `${line
        .slice(0, length - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}

const ascii = /^[\0-\x7f]*$/
const asciiWord = /[a-z\d]+/g
const anyWord = /[\p{L}\p{N}]+/gu

/** The runs of letters and digits in a text, in lower case. */
export function wordsIn(text: string): readonly string[] {
  const small = text.toLowerCase()
  return small.match(ascii.test(small) ? asciiWord : anyWord) ?? [] // classes of Unicode take several times as long
}

/** Normalises a word for comparison: case, and the choice of spaces, hyphens or underscores, do not matter. */
export const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '-')

/** The word that was probably meant: the first with the same first letter and an edit distance of at most two. */
export const nearest = (written: string, words: readonly string[]): string | undefined =>
  words.find((word) => fold(word)[0] === fold(written)[0] && distance(fold(word), fold(written)) <= 2)

/** The edit distance (Levenshtein) of two words; 99 if one is longer than 40 characters. */
export function distance(a: string, b: string): number {
  if (a.length > 40 || b.length > 40) return 99
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let k = 1; k <= b.length; k++) {
      const replaced = (row[k - 1] as number) + (a[i - 1] === b[k - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[k] as number) + 1, (next[k - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}

/** Escapes a text for use in a regular expression. */
export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const shortest = 13 // length from which V8 stores a piece as a view of the text that it was cut from; shorter ones are copied

/** Copies a piece of a text, which would otherwise keep the whole text in memory. */
export const detachedCopy = (piece: string): string => (piece.length < shortest ? piece : ` ${piece}`.slice(1))

/** Copies JSON data, so that its strings do not keep larger texts in memory that they are pieces of. */
export const detachedData = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T

/** Removes emphasis and code marks from Markdown, and replaces links by their text. For titles, where nothing is rendered. */
export const withoutMarks = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|__|~~|`+/g, '')
    .replace(/(?<![\p{L}\d])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\d])/gu, '')

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are removed
const control = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A text without control characters: a document must not control a terminal. */
export const clean = (text: string): string => text.replace(/\t/g, '    ').replace(control, '\ufffd')
