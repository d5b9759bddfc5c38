// Small things that rules say and write.

/** A short piece of a document for a message: one line, at most `length` characters. */
export function excerpt(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= length
    ? line
    : `${line
        .slice(0, length - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}

/** `one`, `one or two`, `one, two or three`, each in quotes. */
export function quotedList(words: readonly string[], joint = 'or'): string {
  const quoted = words.map((word) => `"${word}"`)
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} ${joint} ${quoted.at(-1)}`
}

/** For comparing words: case, spaces, hyphens and underscores do not matter. */
export const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '-')

/** The one of some words that was probably meant: with the same first letter, and at most two letters wrong. */
export const nearest = (written: string, words: readonly string[]): string | undefined =>
  words.find((word) => fold(word)[0] === fold(written)[0] && distance(fold(word), fold(written)) <= 2)

/** Edit distance of two short words; 99 for long ones. */
export function distance(a: string, b: string): number {
  if (a.length > 40 || b.length > 40) return 99
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let k = 1; k <= b.length; k++) {
      const same = (row[k - 1] as number) + (a[i - 1] === b[k - 1] ? 0 : 1)
      next.push(Math.min(same, (row[k] as number) + 1, (next[k - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}

/** The pattern that fits a text and nothing else, as a part of a regular expression. */
export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const shortest = 13 // of the pieces that V8 keeps as a view of the text that they were cut from: shorter ones are copied

/** The same text without the text that it is a piece of, all of which it would keep in memory. */
export const ownCopy = (piece: string): string => (piece.length < shortest ? piece : ` ${piece}`.slice(1))

/** A number with its noun: `1 task`, `2 tasks`. */
export const counted = (n: number, noun: string, plural = `${noun}s`): string => `${n} ${n === 1 ? noun : plural}`

/** A copy of plain data, as JSON has it, whose strings keep no text in memory that they are a piece of. */
export const ownData = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T

/** A piece of Markdown as it is read: without marks, and links as their words. For titles, which render none. */
export const withoutMarks = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|__|~~|`+/g, '')
    .replace(/(?<![\p{L}\d])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\d])/gu, '')
