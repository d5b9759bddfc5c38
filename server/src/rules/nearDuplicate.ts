import { excerpt } from '../base/words.ts'
import type { Definition, Document } from '../document/model.ts'
import { type Item, itemsOf, proseOf } from '../feature/items.ts'
import type { Report, Rule } from './engine/rule.ts'

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
export const nearDuplicate: Rule = {
  code: 'near-duplicate',
  severity: 'hint',
  summary: 'Two requirements or two criteria say nearly the same.',
  why: `Two items in the same words are changed in one place and forgotten in the other. Compared are the words without case, punctuation and the small ones ("the", "MUST"): four fifths of the words of both have to be shared. Items that differ in a number, a "not" or something named as code are left alone: that is what they differ in.

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
      const items = itemsOf(spec, role)
      const pairs = pairsOf(spec.document, items)
      // "The --json flag MUST be accepted by …", twenty times: written to a pattern, and meant so.
      if (pairs.length > mostPairs && pairs.length > items.length * mostOfAll) continue
      for (const [own, other] of pairs) tell(spec.document.text, own.definition, other.definition, report)
    }
  },
}

/** Items with the first one before each that says nearly the same. Linear in their words. */
function pairsOf(document: Document, items: readonly Item[]): [Item, Item][] {
  const words = createWords()
  const sets = items.map(({ body }) => words.of(proseOf(document, body)))
  const named = items.map(({ body }) =>
    namedIn(document.text.slice(body.start, Math.min(body.end, body.start + longest))),
  )
  const byWord: number[][] = []
  const compared: number[] = []
  const pairs: [Item, Item][] = []
  for (const [k, set] of sets.entries()) {
    if (set.length < fewest) continue
    // Two sets that share four fifths of their words share one of the rarest fifth. Words of no other item find none.
    const rarest = [...set].sort((a, b) => words.count(a) - words.count(b)).slice(0, set.length - least(set.length) + 1)
    const looked = rarest.filter((word) => words.count(word) > 1)
    const shares = sharedWith(set)
    const isAlike = (other: number): boolean => {
      if (compared[other] === k || named[other] !== named[k]) return false
      compared[other] = k
      const theirs = sets[other] as number[]
      const shared = shares(theirs)
      return shared >= 0.8 * (set.length + theirs.length - shared)
    }
    let first: number | undefined
    for (const word of looked) {
      first ??= byWord[word]?.find(isAlike)
      const same = byWord[word]
      if (!same) byWord[word] = [k]
      else if (same.length < mostCompared) same.push(k)
    }
    if (first !== undefined) pairs.push([items[k] as Item, items[first] as Item])
  }
  return pairs
}

const least = (words: number): number => Math.ceil(0.8 * words)

/** Numbers the words of items, so that sets of them are compared fast, and counts in how many items each stands. */
function createWords() {
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const last: number[] = []
  let serial = 0
  return {
    /** The different words of a text, without the small ones. */
    of(text: string): number[] {
      const found: number[] = []
      serial++
      for (const word of text
        .slice(0, longest)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []) {
        let number = numbers.get(word)
        if (number === undefined) {
          const small = stopWords.has(word) || /^[a-z]$/.test(word)
          number = small ? -1 : counts.length
          numbers.set(word, number)
          if (!small) counts.push(0)
        }
        if (number < 0 || last[number] === serial) continue
        last[number] = serial
        counts[number] = (counts[number] as number) + 1
        found.push(number)
      }
      return found
    },
    count: (word: number): number => counts[word] ?? 0,
  }
}

/** Counts what a set shares with others. */
function sharedWith(set: readonly number[]): (other: readonly number[]) => number {
  const own = new Set(set)
  return (other) => other.reduce((shared, word) => (own.has(word) ? shared + 1 : shared), 0)
}

function tell(text: string, own: Definition, other: Definition, report: Report): void {
  const said = excerpt(text.slice(other.end, Math.min(other.whole.end, other.end + 200)).replace(/^[\s*_:：—–-]+/, ''))
  report(own, `${own.id.text} says nearly the same as ${other.id.text}, "${said}": join them, or say what differs.`, {
    related: [{ span: other, message: other.id.text }],
  })
}

/** Numbers, code and negations of an item: what makes it differ from one in the same words. */
const namedIn = (text: string): string => (text.match(/`[^`]*`|\d+|\b(?:not|never|no)\b|~~/gi) ?? []).join(' ')
