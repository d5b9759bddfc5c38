import { lazy } from '../base/lazy.ts'
import { createObjectTable } from '../base/perObject.ts'
import { isWithdrawn } from '../document/fate.ts'
import type { Definition } from '../document/model.ts'
import { definedItems, identityOf, itemOf } from '../feature/items.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { DocumentRule } from './engine/rule.ts'

const stopWords = new Set(
  'a an and are as at be by for from has have in is it its of on or that the to with must shall should may will system can not'.split(
    ' ',
  ),
)
const fewest = 6 // words of an item that are compared
const longest = 2000 // characters of an item that are compared
const mostCompared = 20 // items that one is compared with: keeps a list of equal ones linear
const mostPairs = 3 // and a quarter of all items: with more, they are written to a pattern
const mostOfAll = 0.25

/** Two requirements, or two criteria, in nearly the same words. */
export const nearDuplicate: DocumentRule = {
  code: 'near-duplicate',
  scope: 'document',
  severity: 'hint',
  summary: 'Two requirements or two criteria say nearly the same.',
  why: `Two items in the same words are changed in one place and forgotten in the other. Compared are the words without case, punctuation and the small ones ("the", "MUST"): four fifths of the words of both have to be shared. Items that differ in a number, a "not", something in quotes or code, or a name with a capital are left alone: that is what they differ in. So are items that are withdrawn.

Where more than a quarter of the items are alike they are written to a pattern ("The list command MUST …", "The show command MUST …"): the one word that differs is what they are about, and nothing is said.`,
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
      const items = definedItems(spec, role).filter((one) => !isWithdrawn(spec.document, one))
      const pairs = pairsOf(items.map((one) => wordsOf(spec, role, one)))
      // "The --json flag MUST be accepted by …", twenty times: written to a pattern, and meant so.
      if (pairs.length > mostPairs && pairs.length > items.length * mostOfAll) continue
      for (const [k, first] of pairs) {
        const [own, other] = [items[k] as Definition, items[first] as Definition]
        if (own.id.key === other.id.key) continue // its id is told already
        const said = itemOf(spec, role, other).opening
        report(
          own,
          `${own.id.text} says nearly the same as ${other.id.text}, "${said}": join them, or say what differs.`,
          {
            related: [{ span: other, message: other.id.text }],
          },
        )
      }
    }
  },
}

// Scratch tables by the last bits of a word's number, made once. Two words with the same bits are counted as one: an item is
// then compared with some more, and no other result.
const bits = 0xffff
const counts = new Uint32Array(bits + 1)
const latest = new Int32Array(bits + 1) // 1 and the place in `entries` of the latest entry of a word; 0 without one
const lengths = new Uint8Array(bits + 1) // entries of a word

/** The positions of items, each with the first one before it that says nearly the same. Linear in their words. */
function pairsOf(all: readonly ItemWords[]): [number, number][] {
  counts.fill(0)
  latest.fill(0)
  lengths.fill(0)
  for (const { words } of all) for (const word of words) counts[word & bits] = (counts[word & bits] as number) + 1
  const entries: number[] = [] // for each the item, and 1 and the place of the entry of the same word before it
  const compared = new Int32Array(all.length).fill(-1)
  const rarest: number[] = []
  const pairs: [number, number][] = []
  for (let k = 0; k < all.length; k++) {
    const { words, named } = all[k] as ItemWords
    if (words.length < fewest) continue
    // Two sets that share four fifths of their words share one of the rarest fifth. Words of no other item find none.
    const most = takeRarest(words, rarest)
    let first = all.length
    for (let n = 0; n < most; n++) {
      const word = rarest[n] as number
      for (let at = latest[word] as number; at > 0; at = entries[at] as number) {
        const other = entries[at - 1] as number
        if (other >= first || compared[other] === k || (all[other] as ItemWords).named !== named) continue
        compared[other] = k
        if (isAlike(all[k] as ItemWords, all[other] as ItemWords)) first = other
      }
    }
    for (let n = 0; n < most; n++) {
      const word = rarest[n] as number
      if ((lengths[word] as number) >= mostCompared) continue
      lengths[word] = (lengths[word] as number) + 1
      entries.push(k, latest[word] as number)
      latest[word] = entries.length - 1
    }
    if (first < all.length) pairs.push([k, first])
  }
  return pairs
}

/** Puts the places of the rarest words of an item in front, and tells how many there are: of two that are as rare, the first. */
function takeRarest(words: readonly number[], rarest: number[]): number {
  let common = 0
  for (const word of words) if ((counts[word & bits] as number) > 1) rarest[common++] = word & bits
  const most = common - least(words.length) + 1
  for (let n = 0; n < most; n++) {
    let best = n
    for (let k = n + 1; k < common; k++)
      if ((counts[rarest[k] as number] as number) < (counts[rarest[best] as number] as number)) best = k
    const word = rarest[best] as number
    rarest[best] = rarest[n] as number
    rarest[n] = word
  }
  return most
}

/** Whether two items say nearly the same. */
function isAlike(one: ItemWords, other: ItemWords): boolean {
  const shared = sharedBy(one.words, other.words)
  if (shared < 0.8 * (one.words.length + other.words.length - shared)) return false
  // One word for another: the backend and the frontend of one thing.
  if (one.words.length - shared === 1 && other.words.length - shared === 1) return false
  // A name that the other does not have: another case.
  return [one, other].every((own, k) => own.proper().every((word) => (k === 0 ? other : one).words.includes(word)))
}

/** How many numbers two rising lists share. */
function sharedBy(one: readonly number[], other: readonly number[]): number {
  let [shared, k, j] = [0, 0, 0]
  while (k < one.length && j < other.length) {
    const [a, b] = [one[k] as number, other[j] as number]
    if (a === b) shared++
    if (a <= b) k++
    if (b <= a) j++
  }
  return shared
}

const least = (words: number): number => Math.ceil(0.8 * words)

/** What of an item is compared. */
interface ItemWords {
  /** Its different words without the small ones, as numbers, the smallest first. */
  words: readonly number[]
  /** Numbers, code, quotes and negations: what makes it differ from one in the same words. */
  named: string
  /** Those of its words that are names: with a capital inside of a sentence. */
  proper(): readonly number[]
}

const known = createObjectTable<object, ItemWords>()

/** The words of an item; kept while its text is the same. */
function wordsOf(spec: SpecDocument, role: Role, definition: Definition): ItemWords {
  const identity = identityOf(spec.document, definition)
  const last = identity && known.get(identity)
  if (last) return last
  const { prose, text } = itemOf(spec, role, definition)
  const said = prose.slice(0, longest)
  const words = {
    words: numbersOf(said.match(/[\p{L}\p{N}]+/gu)),
    named: namedIn(text.slice(0, longest)),
    proper: lazy(() => numbersOf(said.match(nameInside))),
  }
  if (identity) known.set(identity, words)
  return words
}

// Not the first word of a sentence, a label or a quote.
const nameInside = /(?<=[\p{L}\p{N},)] )\p{Lu}[\p{L}\p{N}]+/gu

/** The different ones of some words without the small ones, in any case, as numbers. */
function numbersOf(words: readonly string[] | null): number[] {
  const numbers = new Set<number>()
  for (const one of words ?? []) {
    const word = one.toLowerCase()
    if (!stopWords.has(word) && !/^[a-z]$/.test(word)) numbers.add(numberOf(word))
  }
  return [...numbers].sort((a, b) => a - b)
}

/** A number for a word, of 30 bits. Two words of one number are taken for equal: rare, and one of many that are compared. */
function numberOf(word: string): number {
  let hash = 0x811c9dc5
  for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), 0x01000193)
  return (hash ^ (hash >>> 15)) & 0x3fffffff
}

/** Numbers, code, quotes and negations of an item: what makes it differ from one in the same words. */
const namedIn = (text: string): string =>
  (
    text.match(/`[^`]*`|"[^"\n]{1,60}"|“[^”\n]{1,60}”|«[^»\n]{1,60}»|„[^“\n]{1,60}“|\d+|\b(?:not|never|no)\b/gi) ?? []
  ).join(' ')
