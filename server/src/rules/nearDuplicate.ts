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

/** The positions of items, each with the first one before it that says nearly the same. Linear in their words. */
function pairsOf(all: readonly ItemWords[]): [number, number][] {
  const counts = new Map<number, number>()
  for (const { words } of all) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const count = (word: number): number => counts.get(word) ?? 0
  const byWord = new Map<number, number[]>()
  const compared: number[] = []
  const pairs: [number, number][] = []
  for (const [k, { words, named, proper }] of all.entries()) {
    if (words.length < fewest) continue
    // Two sets that share four fifths of their words share one of the rarest fifth. Words of no other item find none.
    const common = words.filter((word) => count(word) > 1)
    const most = common.length - least(words.length) + 1
    if (most < 1) continue
    const rarest = common.sort((a, b) => count(a) - count(b)).slice(0, most)
    const shares = sharedWith(words)
    const isAlike = (other: number): boolean => {
      const theirs = all[other] as ItemWords
      if (compared[other] === k || theirs.named !== named) return false
      compared[other] = k
      const shared = shares(theirs.words)
      if (shared < 0.8 * (words.length + theirs.words.length - shared)) return false
      // One word for another: the backend and the frontend of one thing.
      if (words.length - shared === 1 && theirs.words.length - shared === 1) return false
      // A name that the other does not have: another case.
      return shares(theirs.proper()) === theirs.proper().length && proper().every((word) => theirs.words.includes(word))
    }
    let first: number | undefined
    for (const word of rarest) {
      const same = byWord.get(word)
      first ??= same?.find(isAlike)
      if (!same) byWord.set(word, [k])
      else if (same.length < mostCompared) same.push(k)
    }
    if (first !== undefined) pairs.push([k, first])
  }
  return pairs
}

const least = (words: number): number => Math.ceil(0.8 * words)

/** What of an item is compared. */
interface ItemWords {
  /** Its different words without the small ones, as numbers. */
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
  return [...numbers]
}

/** A number for a word, of 30 bits. Two words of one number are taken for equal: rare, and one of many that are compared. */
function numberOf(word: string): number {
  let hash = 0x811c9dc5
  for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), 0x01000193)
  return (hash ^ (hash >>> 15)) & 0x3fffffff
}

/** Counts what a set shares with others. */
function sharedWith(words: readonly number[]): (other: readonly number[]) => number {
  const own = lazy(() => new Set(words))
  return (other) => other.reduce((shared, word) => (own().has(word) ? shared + 1 : shared), 0)
}

/** Numbers, code, quotes and negations of an item: what makes it differ from one in the same words. */
const namedIn = (text: string): string =>
  (
    text.match(/`[^`]*`|"[^"\n]{1,60}"|“[^”\n]{1,60}”|«[^»\n]{1,60}»|„[^“\n]{1,60}“|\d+|\b(?:not|never|no)\b/gi) ?? []
  ).join(' ')
