// The rule resource-without-requirement: rows of a resource table that no requirement covers.
import { someOf, t } from '../base/l10n.ts'
import { lazy } from '../base/lazy.ts'
import { createObjectTable, perObject } from '../base/perObject.ts'
import { countWhile, firstIndexFrom } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import type { Chunk } from '../document/chunk.ts'
import { opensWithFate } from '../document/fate.ts'
import type { Definition, Document, PlacedChunk } from '../document/model.ts'
import { chunkAt } from '../document/places.ts'
import { rowsOf, type TableRow } from '../document/tables.ts'
import { definitionsOfRole, type Feature } from '../feature/feature.ts'
import { differentWords } from '../feature/itemText.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

export const resourceWithoutRequirement: FeatureRule = {
  code: 'resource-without-requirement',
  scope: 'feature',
  severity: settledByTheEnd,
  summary: 'A planned resource is not covered by any requirement.',
  details:
    'The rule looks at tables with *Resource* above their first column, in a section about resources. A row is covered if it references a requirement or criterion, or if a requirement, criterion or story contains a word of its name. If more than half of the rows are not covered, that is one hint.',
  why: 'A resource that nobody asked for is either unnecessary, or a requirement is missing. (cloud-native-ref, rule D2)',
  whenOff: 'Turn the rule off if resources are not derived from requirements.',
  related: ['uncovered-requirement'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST keep orders for 4 days

## Design

### Resources Created

| Resource | Condition | Notes |
|---|---|---|
| LoadBalancer | Always | public |
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST be reached by a load balancer
- **FR-002**: System MUST keep orders for 4 days

## Design

### Resources Created

| Resource | Condition | Notes |
|---|---|---|
| LoadBalancer | Always | public |
| Bucket | Always | FR-002 |
`,
  check({ document, references }, report, { feature }) {
    const rows = resourceRows(document)
    if (rows.length === 0) return
    const asked = (['requirement', 'criterion', 'story'] as const).flatMap((role) => definitionsOfRole(feature, role))
    if (asked.length === 0) return
    const isMentioned = mentionedWords(feature)
    const alone: typeof rows = []
    for (const resource of rows) {
      const { row, name } = resource
      if ((references[firstIndexFrom(references, row.start)]?.start ?? row.end) < row.end) continue
      const nameWords = wordsOf(name).filter((word) => !small.has(word))
      if (nameWords.length > 0 && !nameWords.some(isMentioned)) alone.push(resource)
    }
    const [first] = alone
    if (first && alone.length > rows.length / 2 && alone.length > 2) {
      // The requirements are written from another point of view. One finding covers all rows.
      const names = alone.map(({ name }) => `"${excerpt(name, 30)}"`)
      report(first.row, t('Most resources are not covered by any requirement or criterion: {0}.', someOf(names, 4)), {
        as: 'hint',
      })
    } else
      for (const { row, name } of alone) report(row, t('No requirement or criterion covers "{0}".', excerpt(name, 50)))
  },
}

const small = new Set(['new', 'additional', 'resource', 'custom', 'object', 'for', 'per', 'the', 'and', 'name'])

/** Words in lower case without a plural ending. `LoadBalancer` is two words. */
const wordsOf = (text: string): string[] =>
  (text.replace(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2').match(/[\p{L}\d]{2,}/gu) ?? []).map((word) =>
    word.toLowerCase().replace(/(?:ies|y|s)$/, ''),
  )

/** Whether letters are in a word of the requirements, criteria and stories of a feature: "store" in "ObjectStore". */
const mentionedWords = perObject((feature: Feature): ((letters: string) => boolean) => {
  const mentioned = new Set<string>()
  for (const spec of feature.documents)
    for (const role of ['requirement', 'criterion', 'story'] as const)
      for (const words of wordsByPart(spec, role)) for (const word of words) mentioned.add(word)
  const all = lazy(() => [...mentioned].join(' '))
  const endings = lazy(() => endingsOf(mentioned))
  const cached = new Map<string, boolean>()
  return (letters) => {
    const previous = mentioned.has(letters) ? true : cached.get(letters)
    if (previous !== undefined) return previous
    const isMentioned = cached.size < few ? all().includes(letters) : startsOne(endings(), letters)
    cached.set(letters, isMentioned)
    return isMentioned
  }
})

const wordsByChunk = createObjectTable<Chunk, { items: readonly Definition['fact'][]; words: readonly string[] }>()

/** The words of the items of a role, one list per chunk. Cached as long as the items of the chunk are the same. */
function wordsByPart(spec: SpecDocument, role: Role): (readonly string[])[] {
  const { document } = spec
  const all = definitionsOf(spec, role)
  const lists: (readonly string[])[] = []
  for (let k = 0; k < all.length; ) {
    const { chunk, start } = chunkAt(document, (all[k] as Definition).start) as PlacedChunk
    const end = start + chunk.text.length
    const first = k
    while (k < all.length && (all[k] as Definition).start < end) k++
    lists.push(wordsOfPart(document, chunk, all.slice(first, k)))
  }
  return lists
}

function wordsOfPart(document: Document, chunk: Chunk, items: readonly Definition[]): readonly string[] {
  const cached = wordsByChunk.get(chunk)
  if (cached?.items.length === items.length && items.every(({ fact }, k) => fact && fact === cached.items[k]))
    return cached.words
  const words = [...new Set(items.flatMap((item) => differentWords(document, item)))]
  wordsByChunk.set(chunk, { items: items.map(({ fact }) => fact), words })
  return words
}

const few = 100 // words that are searched for one by one; sorting all endings pays off for more
const longest = 40 // letters of a word that are compared

/** All endings of the words, of `longest` letters at most, sorted. */
const endingsOf = (words: Iterable<string>): string[] =>
  [...new Set([...words].flatMap((word) => Array.from(word, (_, k) => word.slice(k, k + longest))))].sort()

/** Whether one of the sorted words starts with the letters. */
function startsOne(words: readonly string[], letters: string): boolean {
  const start = letters.slice(0, longest)
  return words[countWhile(words, (word) => word < start)]?.startsWith(start) === true
}

const planned =
  /^(?:[\d.]+\s*)?(?:(?:created|new|planned|managed|cloud|aws|kubernetes|composed)\s+)?resources?(?:\s+(?:created|to create|to be created|overview))?$/i

/** The rows of resource tables, with the text of their first cells without placeholders in code and notes in parentheses. */
function resourceRows(document: Document): { row: TableRow; name: string }[] {
  const found: { row: TableRow; name: string }[] = []
  let inside = false
  for (const row of rowsOf(document)) {
    const cell = row.cells[0]?.words ?? ''
    if (row.header) inside = /^[*_\s]*resources?[*_\s]*$/i.test(cell) && planned.test(row.section?.title ?? '')
    else if (inside) {
      const name = cell
        .slice(0, 300)
        .replace(/\([^()]*\)|`[^`]*[<{][^`]*`|[`*_|]/g, ' ')
        .trim()
      if (/\p{L}{2}/u.test(name) && !opensWithFate(cell) && !/^[[<]|^(?:none|n\/a|tbd|todo)$/i.test(name))
        found.push({ row, name })
    }
  }
  return found
}
