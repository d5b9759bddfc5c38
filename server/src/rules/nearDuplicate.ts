import type { Definition } from '../spec/model.ts'
import { itemsOf, proseOf } from './items.ts'
import type { Rule } from './rule.ts'
import { excerpt } from './text.ts'

const stopWords = new Set(
  'a an and are as at be by for from has have in is it its of on or that the to with must shall should may will system can not'.split(
    ' ',
  ),
)
const fewest = 6 // words of an item that are compared
const longest = 2000 // characters of an item that are compared
const mostCompared = 20 // items that one is compared with: keeps a list of equal ones linear

/** Two requirements, or two criteria, in nearly the same words. */
export const nearDuplicate: Rule = {
  code: 'near-duplicate',
  severity: 'hint',
  summary: 'Two requirements or two criteria say nearly the same.',
  why: `Two items in the same words are changed in one place and forgotten in the other. Compared are the words without case, punctuation and the small ones ("the", "MUST"): four fifths of the words of both have to be shared. Items that differ in a number, a "not" or something named as code are left alone: that is what they differ in.`,
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
  check(reading, report) {
    const { spec } = reading
    for (const role of ['requirement', 'criterion'] as const) {
      const items = itemsOf(reading, role).map(({ definition, body }) => ({
        definition,
        words: wordsOf(proseOf(spec, body)),
        named: namedIn(spec.text.slice(body.start, Math.min(body.end, body.start + longest))),
      }))
      const counts = new Map<string, number>()
      for (const { words } of items) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
      const byWord = new Map<string, number[]>()
      for (const [k, { definition, words, named }] of items.entries()) {
        if (words.size < fewest) continue
        const looked = rarest(words, counts)
        const first = candidates(looked, byWord).find(
          (other) => items[other]?.named === named && alike((items[other] as Words).words, words) >= 0.8,
        )
        if (first !== undefined) tell(spec.text, definition, (items[first] as (typeof items)[0]).definition, report)
        for (const word of looked) {
          const same = byWord.get(word)
          if (!same) byWord.set(word, [k])
          else if (same.length < mostCompared) same.push(k)
        }
      }
    }
  },
}

interface Words {
  words: ReadonlySet<string>
}

/** Two sets that share four fifths of their words share one of the rarest fifth. Words that no other item has share none. */
function rarest(words: ReadonlySet<string>, counts: ReadonlyMap<string, number>): string[] {
  const number = words.size - Math.ceil(0.8 * words.size) + 1
  const sorted = [...words].map((word) => ({ word, count: counts.get(word) ?? 0 })).sort((a, b) => a.count - b.count)
  return sorted.slice(0, number).flatMap(({ word, count }) => (count > 1 ? [word] : []))
}

function candidates(looked: readonly string[], byWord: ReadonlyMap<string, readonly number[]>): number[] {
  const found = new Set<number>()
  for (const word of looked) for (const k of byWord.get(word) ?? []) found.add(k)
  return [...found].slice(0, mostCompared)
}

function tell(text: string, own: Definition, other: Definition, report: Parameters<Rule['check']>[1]): void {
  const said = excerpt(text.slice(other.end, Math.min(other.whole.end, other.end + 200)).replace(/^[\s*_:：—–-]+/, ''))
  report(own, `${own.id.text} says nearly the same as ${other.id.text}, "${said}": join them, or say what differs.`, {
    related: [{ span: other, message: other.id.text }],
  })
}

function wordsOf(text: string): ReadonlySet<string> {
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => !stopWords.has(word) && (word.length > 1 || !/[a-z]/.test(word))))
}

/** Numbers, code and negations of an item: what makes it differ from one in the same words. */
const namedIn = (text: string): string => (text.match(/`[^`]*`|\d+|\b(?:not|never|no)\b|~~/gi) ?? []).join(' ')

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return shared / (a.size + b.size - shared)
}
