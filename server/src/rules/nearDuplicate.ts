import { t } from '../base/l10n.ts'
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
  details:
    'Two items are reported if they share four fifths of their words, apart from case, punctuation and small words ("the", "MUST"). Items that differ in a number, a negation, something quoted or in code, or a name are not compared, and neither are withdrawn items. If more than a quarter of the items are alike, they follow a pattern ("The list command MUST …", "The show command MUST …") and are not reported.',
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
          t(
            '{0} says nearly the same as {1} ("{2}"). Merge them, or say how they differ.',
            own.id.text,
            other.id.text,
            said,
          ),
          {
            related: [{ span: other, message: t('Similar item {0}', other.id.text) }],
          },
        )
      }
    }
  },
}

/** The positions of items, each with the first one before it that says nearly the same. Linear in their words. */
function pairsOf(all: readonly ItemWords[]): [number, number][] {
  const byWord = new Map<number, number[]>()
  const compared = new Int32Array(all.length).fill(-1)
  const pairs: [number, number][] = []
  for (let k = 0; k < all.length; k++) {
    const { rarest, named } = all[k] as ItemWords
    let first = all.length
    for (const word of rarest) {
      const same = byWord.get(word)
      if (!same) byWord.set(word, [k])
      else {
        for (const other of same) {
          if (other >= first) break
          if (compared[other] === k || (all[other] as ItemWords).named !== named) continue
          compared[other] = k
          if (isAlike(all[k] as ItemWords, all[other] as ItemWords)) first = other
        }
        if (same.length < mostCompared) same.push(k)
      }
    }
    if (first < all.length) pairs.push([k, first])
  }
  return pairs
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

/** What of an item is compared. */
interface ItemWords {
  /** Its different words without the small ones, as numbers, the smallest first. */
  words: readonly number[]
  /**
   * A fifth of them and one: two sets that share four fifths of their words share one of these, when all are taken in the same
   * order. The longest ones, which few others have. None where the item is too short.
   */
  rarest: readonly number[]
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
    ...comparedIn(said.match(/[\p{L}\p{N}]+/gu)),
    named: namedIn(text.slice(0, longest)),
    proper: lazy(() => numbersOf(said.match(nameInside))),
  }
  if (identity) known.set(identity, words)
  return words
}

// Not the first word of a sentence, a label or a quote.
const nameInside = /(?<=[\p{L}\p{N},)] )\p{Lu}[\p{L}\p{N}]+/gu

/** The different ones of some words without the small ones, in any case. */
function differentOf(words: readonly string[] | null): string[] {
  const different = new Set<string>()
  for (const one of words ?? []) {
    const word = one.toLowerCase()
    if (!stopWords.has(word) && !/^[a-z]$/.test(word)) different.add(word)
  }
  return [...different]
}

const numbersOf = (words: readonly string[] | null): number[] => differentOf(words).map(numberOf)

function comparedIn(words: readonly string[] | null): Pick<ItemWords, 'words' | 'rarest'> {
  const different = differentOf(words)
  const numbers = different.map(numberOf)
  const most = different.length < fewest ? 0 : different.length - Math.ceil(0.8 * different.length) + 1
  // One number for the order: the longest first, of two of one length the one of the larger number.
  const weights = different.map((word, k) => Math.min(word.length, 60) * 2 ** 30 + (numbers[k] as number))
  const rarest: number[] = []
  for (let n = 0; n < most; n++) {
    let best = 0
    for (let k = 1; k < weights.length; k++) if ((weights[k] as number) > (weights[best] as number)) best = k
    rarest.push(numbers[best] as number)
    weights[best] = -1
  }
  return { rarest, words: inOrder(numbers) }
}

/** Some numbers, the smallest first: they are few. */
function inOrder(numbers: number[]): readonly number[] {
  for (let k = 1; k < numbers.length; k++) {
    const one = numbers[k] as number
    let at = k
    for (; at > 0 && (numbers[at - 1] as number) > one; at--) numbers[at] = numbers[at - 1] as number
    numbers[at] = one
  }
  return numbers
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
