// The rule near-duplicate: requirements or criteria in nearly the same words.
import { t } from '../base/l10n.ts'
import { lazy } from '../base/lazy.ts'
import { createObjectTable } from '../base/perObject.ts'
import { wordsIn } from '../base/words.ts'
import { isWithdrawn } from '../document/fate.ts'
import { identityOf, perItem } from '../document/identity.ts'
import type { Definition } from '../document/model.ts'
import { definedItems, itemOf } from '../feature/items.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { DocumentRule } from './engine/rule.ts'

const stopWords = new Set(
  'a an and are as at be by for from has have in is it its of on or that the to with must shall should may will system can not'.split(
    ' ',
  ),
)
const fewest = 6 // words that an item needs to be compared
const longest = 2000 // characters of an item that are compared
const mostCompared = 20 // items that an item is compared with, so that a list of equal items stays linear
const mostPairs = 3 // with more pairs than this and than a quarter of all items, the items follow a pattern
const mostOfAll = 0.25

export const nearDuplicate: DocumentRule = {
  code: 'near-duplicate',
  scope: 'document',
  severity: 'hint',
  summary: 'Two requirements or two criteria say nearly the same.',
  details:
    'Two items are reported if they share four fifths of their words, apart from case, punctuation and small words ("the", "MUST"). Items that differ in a number, a negation, something quoted or in code, or a name are not compared, and neither are withdrawn items. Items in which words are replaced by others, or change places ("from A to B", "from B to A"), and items that say an additional word twice ("the description", "the tolerance description"), are about different things. If more than a quarter of the items are alike, they follow a pattern ("The list command MUST …", "The show command MUST …") and are not reported.',
  why: 'Two items in the same words are updated in one place and forgotten in the other.',
  whenOff: 'Turn the rule off if requirements are generated from a pattern.',
  related: ['duplicate-id'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST write the connection details of a queue into a Secret of the claim's namespace
- **FR-002**: The system MUST write connection details of the queue into a Secret in the namespace of the claim
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST write the connection details of a queue into a Secret of the claim's namespace
- **FR-002**: System MUST write the connection details of a topic into a ConfigMap of the claim's namespace
`,
  check(spec, report) {
    for (const role of ['requirement', 'criterion'] as const) {
      const items = definedItems(spec, role).filter((item) => !isWithdrawn(spec.document, item))
      const [start] = items
      const pairs = pairsOf(
        items.map((item) => wordsOf(spec.document, item, spec, role)),
        start && identityOf(spec.document, start),
      )
      // "The --json flag MUST be accepted by …", twenty times, is a deliberate pattern.
      if (pairs.length > mostPairs && pairs.length > items.length * mostOfAll) continue
      for (const [k, first] of pairs) {
        const [item, earlier] = [items[k] as Definition, items[first] as Definition]
        if (item.id.key === earlier.id.key) continue // duplicate-id reports them
        const opening = itemOf(spec, role, earlier).opening
        report(
          item,
          t(
            '{0} says nearly the same as {1} ("{2}"). Merge them, or say how they differ.',
            item.id.text,
            earlier.id.text,
            opening,
          ),
          {
            related: [{ span: earlier, message: t('Similar item {0}', earlier.id.text) }],
          },
        )
      }
    }
  },
}

type Pair = readonly [number, number]

/** The pairs of the last version, by the identity of its first item. */
const lastPairs = createObjectTable<object, { all: readonly ItemWords[]; pairs: readonly Pair[] }>()

/**
 * Pairs of indices: an item, and the first item before it that says nearly the same. Linear in the number of words. Those before
 * the first item that is another one than in the last version stay as they are.
 * @param first the identity of the first item
 */
function pairsOf(all: readonly ItemWords[], first: object | undefined): readonly Pair[] {
  const last = first && lastPairs.get(first)
  let same = 0
  while (last && same < all.length && all[same] === last.all[same]) same++
  if (last && same === all.length && same === last.all.length) return last.pairs
  const pairs = pairsFrom(all, same, last?.pairs.filter(([k]) => k < same) ?? [])
  if (first) lastPairs.set(first, { all, pairs })
  return pairs
}

/** The pairs of all items. @param known the pairs of the items before index `from` */
function pairsFrom(all: readonly ItemWords[], from: number, known: readonly Pair[]): Pair[] {
  const index = createIndex(all.reduce((sum, { keys }) => sum + keys.length, 0))
  const compared = new Int32Array(all.length).fill(-1)
  const marks = Int32Array.from(all, ({ mark }) => mark)
  const pairs = [...known]
  for (let k = 0; k < all.length; k++) {
    let first = k < from ? 0 : all.length // nothing is compared with it
    for (const key of (all[k] as ItemWords).keys)
      for (let at = index.add(key, k); at >= 0; at = index.nextOf(at)) {
        const earlier = index.itemOf(at)
        if (earlier >= first || earlier === k) break
        if (compared[earlier] === k) continue
        compared[earlier] = k
        const missing = (marks[k] as number) & ~(marks[earlier] as number)
        // Neither has all words of the other.
        if (missing !== 0 && ((marks[earlier] as number) & ~(marks[k] as number)) !== 0) continue
        if (isAlike(all[k] as ItemWords, all[earlier] as ItemWords)) first = earlier
      }
    if (k >= from && first < all.length) pairs.push([k, first])
  }
  return pairs
}

/**
 * An index of items by key: the entries of a key are a chain, in the order in which they were added, of `mostCompared` at most. Plain
 * numbers in arrays, because a table of maps and lists takes several times as long.
 * @param size the number of entries
 */
function createIndex(size: number) {
  const mask = 2 ** Math.ceil(Math.log2(2 * size + 1)) - 1
  const heads = new Int32Array(mask + 1) // the first entry of a key, plus 1
  const keys = new Int32Array(size)
  const items = new Int32Array(size)
  const next = new Int32Array(size) // the next entry of its key; -1 without one
  const last = new Int32Array(size) // by the first entry of a key
  const count = new Int32Array(size) // as above
  let used = 0
  return {
    /** Adds an item to the chain of a key. @returns its first entry, which may be the new one. */
    add(key: number, item: number): number {
      let slot = key & mask
      while (heads[slot] !== 0 && keys[(heads[slot] as number) - 1] !== key) slot = (slot + 1) & mask
      const head = (heads[slot] as number) - 1
      if (head >= 0 && (count[head] as number) >= mostCompared) return head
      keys[used] = key
      items[used] = item
      next[used] = -1
      if (head < 0) heads[slot] = used + 1
      else next[last[head] as number] = used
      const first = head < 0 ? used : head
      last[first] = used
      count[first] = (count[first] as number) + 1
      used++
      return first
    },
    itemOf: (entry: number): number => items[entry] as number,
    nextOf: (entry: number): number => next[entry] as number,
  }
}

/** Whether two items say nearly the same. */
function isAlike(a: ItemWords, b: ItemWords): boolean {
  const few = a.words.length < b.words.length ? a.words : b.words
  const many = few === a.words ? b.words : a.words
  // If both have words that the other has not, words are replaced: the backend and the frontend of the same thing.
  if (few.length < 0.8 * many.length || !includesAll(many, few)) return false
  if (isSwapped(a, b) || isReplaced(a, b) || isTurned(a, b) || isNarrowed(a, b) || isNarrowed(b, a)) return false
  // A name that the other item does not have makes it another case.
  return a.proper().every((word) => b.words.includes(word)) && b.proper().every((word) => a.words.includes(word))
}

/** Whether the same words are in another order, small words included: from A to B, and from B to A. */
const isSwapped = (a: ItemWords, b: ItemWords): boolean => a.sorted() === b.sorted() && a.all() !== b.all()

/** Whether words are replaced by others that both items have elsewhere: "the approval of a document for a document", "… for a patient". */
function isReplaced(a: ItemWords, b: ItemWords): boolean {
  const left = a.repeated()
  const right = b.repeated()
  const shared = sharedBy(left, right)
  return left.length > shared && right.length > shared
}

/** Whether one item goes the other way: from A to B, and from B back to A. */
const isTurned = (a: ItemWords, b: ItemWords): boolean => {
  const way = a.way()
  const other = b.way()
  return way !== undefined && other !== undefined && way.from === other.to && way.to === other.from
}

/** Whether a word that only one item has is in it again and again: the description, and the tolerance description. */
const isNarrowed = (a: ItemWords, b: ItemWords): boolean =>
  a.words.length > b.words.length &&
  a.words.some((word) => !b.words.includes(word) && a.repeated().indexOf(word) !== a.repeated().lastIndexOf(word))

/** Whether a sorted list has all numbers of another one. */
function includesAll(many: readonly number[], few: readonly number[]): boolean {
  let k = 0
  for (const one of few) {
    while ((many[k] as number) < one) k++
    if (many[k] !== one) return false
    k++
  }
  return true
}

/** How many numbers two sorted lists share. */
function sharedBy(left: readonly number[], right: readonly number[]): number {
  let shared = 0
  let k = 0
  let j = 0
  while (k < left.length && j < right.length) {
    const a = left[k] as number
    const b = right[j] as number
    if (a === b) shared++
    if (a <= b) k++
    if (b <= a) j++
  }
  return shared
}

/** The parts of an item that are compared. */
interface ItemWords {
  /** Hashes of its distinct words without stop words, in ascending order. */
  words: readonly number[]
  /** One of 32 bits for each of them: an item that lacks a bit of another one does not have all of its words. */
  mark: number
  /**
   * A fifth of `words` plus one: the longest, which few other items have. Since all items use the same order, two items that
   * share four fifths of their words share one of these. Each is hashed with the numbers, code, quotes and negations, which
   * distinguish items in the same words. Empty if the item is too short.
   */
  keys: readonly number[]
  /** Hashes of all its words without stop words, repeated as often as they are there, in ascending order. */
  repeated(): readonly number[]
  /** All its words, in lower case. */
  all(): string
  /** The same in alphabetical order. */
  sorted(): string
  /** The words behind its first "from" and the "to" after it. */
  way(): { from: string | undefined; to: string | undefined } | undefined
  /** Hashes of its words that are names: capitalized inside of a sentence. */
  proper(): readonly number[]
}

/** The words of an item. */
const wordsOf = perItem((_, definition, spec: SpecDocument, role: Role): ItemWords => {
  const { prose, text } = itemOf(spec, role, definition)
  const compared = prose.slice(0, longest)
  const { words, rarest } = comparedIn(wordsIn(compared))
  const named = rarest.length === 0 ? 0 : hashOf(namedIn(text.slice(0, longest)))
  return {
    words,
    mark: words.reduce((mark, word) => mark | (1 << (word & 31)), 0),
    keys: rarest.map((word) => Math.imul(word ^ named, 0x01000193)),
    repeated: lazy(() => sortInPlace(wordsIn(compared).filter(isCompared).map(hashOf))),
    all: lazy(() => wordsIn(compared).join(' ')),
    sorted: lazy(() => wordsIn(compared).toSorted().join(' ')),
    way: lazy(() => wayIn(compared.toLowerCase())),
    proper: lazy(() => distinctWords((compared.match(nameInside) ?? []).map((word) => word.toLowerCase())).map(hashOf)),
  }
})

function wayIn(text: string): { from: string | undefined; to: string | undefined } | undefined {
  const [, from, to] =
    /\bfrom (?:(?:the|an?) )?([\p{L}\p{N}]+).{0,60}?\bto (?:(?:the|an?) )?([\p{L}\p{N}]+)/u.exec(text) ?? []
  return from === undefined ? undefined : { from, to }
}

// A capitalized word that is not the first one of a sentence, a label or a quote.
const nameInside = /(?<=[\p{L}\p{N},)] )\p{Lu}[\p{L}\p{N}]+/gu

/** Whether a word in lower case is compared: no stop word and no single letter. */
const isCompared = (word: string): boolean => !stopWords.has(word) && (word.length > 1 || !/[a-z]/.test(word))

/** The distinct words that are compared. @param words in lower case */
function distinctWords(words: readonly string[]): string[] {
  const distinct = new Set<string>()
  for (const word of words) if (isCompared(word)) distinct.add(word)
  return [...distinct]
}

function comparedIn(words: readonly string[]): { words: readonly number[]; rarest: readonly number[] } {
  const distinct = distinctWords(words)
  const hashes = distinct.map(hashOf)
  const most = distinct.length < fewest ? 0 : distinct.length - Math.ceil(0.8 * distinct.length) + 1
  // Orders words by length, then by hash, with the longest first.
  const weights = distinct.map((word, k) => Math.min(word.length, 60) * 2 ** 30 + (hashes[k] as number))
  const rarest: number[] = []
  for (let n = 0; n < most; n++) {
    let best = 0
    for (let k = 1; k < weights.length; k++) if ((weights[k] as number) > (weights[best] as number)) best = k
    rarest.push(hashes[best] as number)
    weights[best] = -1
  }
  return { rarest, words: sortInPlace(hashes) }
}

/** Sorts numbers in ascending order, in place. Insertion sort, because there are few. */
function sortInPlace(numbers: number[]): readonly number[] {
  for (let k = 1; k < numbers.length; k++) {
    const current = numbers[k] as number
    let at = k
    for (; at > 0 && (numbers[at - 1] as number) > current; at--) numbers[at] = numbers[at - 1] as number
    numbers[at] = current
  }
  return numbers
}

/** A hash of a word, of 30 bits. A collision is rare, and makes only one of many compared words equal. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), 0x01000193)
  return (hash ^ (hash >>> 15)) & 0x3fffffff
}

/** The numbers, code, quotes and negations of a text. */
const namedIn = (text: string): string =>
  (
    text.match(/`[^`]*`|"[^"\n]{1,60}"|“[^”\n]{1,60}”|«[^»\n]{1,60}»|„[^“\n]{1,60}“|\d+|\b(?:not|never|no)\b/gi) ?? []
  ).join(' ')
