// What differs between two texts of an item: words, obligations, numbers.
import { differencesBetween } from '../base/diff.ts'
import { listed, t } from '../base/l10n.ts'
import { distance } from '../base/words.ts'

/** A run of words that stayed, was removed or was added. */
export interface Word {
  type: 'same' | 'removed' | 'added'
  text: string
}

/** Something that changes what an item means. */
export interface MeaningChange {
  what: 'obligation' | 'number'
  from: string
  to: string
}

/**
 * The text of an item as it is compared: one line, without comments, the addresses of links, thematic breaks, and the marks around the
 * id and of emphasis.
 */
export const comparedText = (text: string): string =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(?<!!)\[([^[\]\n]*)\]\([^()\n]*\)/g, '$1')
    .replace(/^[ \t]*(?:\*{3,}|_{3,})[ \t]*$/gm, '')
    .replace(/^[|:\- \t]+$/gm, (line) => (line.includes('---') ? '' : line)) // also below the header of a table
    .replace(/^[\s*_~:：—–\])|-]+/, '')
    .replace(/\*\*|__|~~/g, '')
    .replace(/[\s|]+/g, ' ')
    .trim()

/** Whether two compared texts are equal apart from punctuation and case. Signs that mean something are no punctuation: `<`, `≥`, `€`, `+`. */
export const isSameText = (old: string, now: string): boolean =>
  old === now || comparedWords(old) === comparedWords(now)

/** The words of a text, to compare it. */
export const comparedWords = (text: string): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}%‰°<>≤≥≠=±~≈+#/$€£¥]+|(?<![\p{L}\p{N}])-(?=\d)/gu) ?? []).join(' ')

const otherBelow = 0.25 // likeness of two texts
const fewStems = 0.2 // of the shorter text
const leastWords = 4 // of both texts

/** Whether two texts of an id have so little in common that it names another item. */
export const isOtherItem = (old: string, now: string): boolean =>
  old !== now &&
  Math.min(old.split(' ').length, now.split(' ').length) >= leastWords &&
  textLikeness(old, now) < otherBelow &&
  sharedStems(old, now) < fewStems

/** The share of the stems of the shorter text that the other has, too: `cluster` in `clustering`. */
function sharedStems(old: string, now: string): number {
  const [a, b] = [stemsOf(old), stemsOf(now)]
  const shared = [...a].filter((stem) => b.has(stem)).length
  return shared / Math.max(1, Math.min(a.size, b.size))
}

const usual = /^(?:system|must|shall|should|user|users|able|allow|provide|support|with|from|that|this|when|each|every)$/

const stemsOf = (text: string): ReadonlySet<string> =>
  new Set(
    comparedWords(text)
      .split(' ')
      .flatMap((word) => (word.length >= shortest && !usual.test(word) ? word.slice(0, 5) : [])),
  )

/** How much two texts have in common: 1 for equal words, 0 for none. */
export function textLikeness(old: string, now: string): number {
  if (old === now) return 1
  const [a, b] = [comparedWords(old).split(' '), comparedWords(now).split(' ')]
  const counts = new Map<string, number>()
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of b) {
    const left = counts.get(word) ?? 0
    if (left > 0) {
      shared++
      counts.set(word, left - 1)
    }
  }
  return (2 * shared) / (a.length + b.length)
}

/** The words of both texts in order: those that stayed once, and the removed ones before the added ones. */
export function wordChanges(old: string, now: string): Word[] {
  const [a, b] = [old.split(' '), now.split(' ')]
  const words: Word[] = []
  const add = (type: Word['type'], list: readonly string[]): void => {
    if (list.length > 0) words.push({ type, text: list.join(' ') })
  }
  let at = 0
  for (const { from, to, fromAfter, toAfter } of differencesBetween(a, b)) {
    add('same', a.slice(at, from))
    add('removed', a.slice(from, to))
    add('added', b.slice(fromAfter, toAfter))
    at = to
  }
  add('same', a.slice(at))
  return words
}

// RFC 2119, clauses 1 to 5: words of one line say the same.
const levels: readonly (readonly [RegExp, string])[] = [
  [/^(?:must not|shall not)$/i, 'MUST NOT'],
  [/^(?:must|shall|required)$/i, 'MUST'],
  [/^(?:should not|not recommended)$/i, 'SHOULD NOT'],
  [/^(?:should|recommended)$/i, 'SHOULD'],
  [/^(?:may|optional)$/i, 'MAY'],
]
const obligation = /\b(?:(?:must|shall|should)(?: not)?|MAY|REQUIRED|RECOMMENDED|NOT RECOMMENDED|OPTIONAL)\b/i

/** The level of the first word of obligation in a text; undefined without one. "may" counts in capitals only. */
function obligationIn(text: string): string | undefined {
  for (const [word] of text.matchAll(new RegExp(obligation, 'gi'))) {
    if (/^(?:may|required|recommended|not recommended|optional)$/i.test(word) && word !== word.toUpperCase()) continue
    return levels.find(([pattern]) => pattern.test(word))?.[1]
  }
  return undefined
}

// A number with its unit: `50 ms`, `99.9 %`, `10,000`, `30 days`. Numbers of ids have letters or a hyphen before them.
const quantity =
  /(?<![\p{L}\p{N}_-])\d+(?:[.,]\d+)*(?:\s?(?:%|‰|°C|[\p{L}µ]{1,12}(?:\/[\p{L}]{1,8})?))?(?![\p{L}\p{N}])/gu

/** Obligations and numbers that differ. Numbers are compared in order, if both texts have equally many. */
export function meaningChanges(old: string, now: string): MeaningChange[] {
  const changes: MeaningChange[] = []
  const [was, is] = [obligationIn(old), obligationIn(now)]
  if (was !== is) changes.push({ what: 'obligation', from: was ?? '', to: is ?? '' })
  const [before, after] = [quantitiesIn(old), quantitiesIn(now)]
  if (before.length === after.length)
    for (const [k, from] of before.entries()) {
      const to = after[k] as string
      if (numericValue(from) !== numericValue(to) || unitIn(from) !== unitIn(to))
        changes.push({ what: 'number', from: quantityText(from), to: quantityText(to) })
    }
  return changes
}

const quantitiesIn = (text: string): readonly string[] => text.match(quantity) ?? []

const withoutQuantities = (text: string): string =>
  text.replace(quantity, (found) => (unitIn(found) === '' ? found.slice(numberIn(found).length) : ' '))

const numberIn = (text: string): string => text.match(/^[\d.,]+/)?.[0] ?? ''

/** The value of a number: `1,000` is 1000, and `1.0` is 1. */
const numericValue = (text: string): number | string => {
  const plain = numberIn(text).replace(/,(?=\d{3}(?!\d))/g, '')
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : plain
}

/** A quantity without a word behind it that is no unit. */
const quantityText = (text: string): string => (unitIn(text) === '' ? numberIn(text) : text)

/** The unit, if it is one: the word behind a comparedWords number is not compared. */
const unitIn = (text: string): string => {
  const unit = text.replace(/^[\d.,]+\s?/, '')
  return /^(?:%|‰|°C|[µnmkMGT]?(?:s|m|g|b|B|W|V|A|Hz|bit|byte)|(?:second|minute|hour|day|week|month|year)s?|min|h|d|[kMGT]i?B)$/.test(
    unit,
  )
    ? (unitNames[unit.replace(/(?<=\w)s$/, '')] ?? unit.replace(/(?<=\w)s$/, ''))
    : ''
}

/** Changes of the meaning for a message: `MUST → SHOULD, 10 ms → 50 ms`. */
export const meaningText = (changes: readonly MeaningChange[]): string =>
  listed(changes.map(({ from, to }) => `${from || t('none')} → ${to || t('none')}`))

const negation = /^(?:not|no|never|without|nicht|kein|nie|ne|pas|jamais|no|nunca|não)$/
const shortest = 4 // letters of a word that counts
const fewWords = 8 // in a text in which each word counts

/**
 * Whether a text may ask for something else than before: an obligation, a number or a negation changed, or words other than
 * typing errors.
 */
export function asksForOther(old: string, now: string): boolean {
  if (isSameText(old, now)) return false
  if (meaningChanges(old, now).length > 0) return true
  if (quantitiesIn(old).length !== quantitiesIn(now).length) return true
  const [before, after] = [old, now].map((text) => comparedWords(withoutQuantities(text)).split(' ')) as [
    string[],
    string[],
  ]
  const negations = (words: readonly string[]): number => words.filter((word) => negation.test(word)).length
  if (negations(before) !== negations(after)) return true
  const [removed, added] = [wordsMissing(before, after), wordsMissing(after, before)]
  const unlike = (words: readonly string[], others: readonly string[]): number =>
    words.filter((word) => !others.some((other) => isMisspelled(word, other))).length
  const changed = Math.max(unlike(removed, added), unlike(added, removed))
  return changed >= (Math.min(before.length, after.length) <= fewWords ? 1 : 2)
}

/** The words that other words lack, each as often as it is missing. */
function wordsMissing(words: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of others) counts.set(word, (counts.get(word) ?? 0) + 1)
  return words.filter((word) => {
    const left = counts.get(word) ?? 0
    counts.set(word, left - 1)
    return left <= 0 && word.length >= shortest
  })
}

const isMisspelled = (a: string, b: string): boolean => a[0] === b[0] && distance(a, b) <= 2

const unitNames: Readonly<Record<string, string>> = { second: 's', minute: 'min', hour: 'h', day: 'd' }
