import { excerpt } from '../base/words.ts'
import { isWithdrawn } from '../document/fate.ts'
import { type Id, inWords, writeId } from '../document/ids.ts'
import type { Definition, Document } from '../document/model.ts'
import { startsWithName } from '../document/sections.ts'
import { nextNumber } from '../feature/feature.ts'
import { openingWords } from '../feature/itemText.ts'
import { kindOf, type SpecDocument } from '../templates/specDocument.ts'
import { definedBy } from '../templates/storyNames.ts'
import type { FeatureRule } from './engine/rule.ts'

/** An id that is defined twice, in the same form and the same home. */
export const duplicateId: FeatureRule = {
  code: 'duplicate-id',
  scope: 'feature',
  severity: 'error',
  summary: 'Two items have the same id.',
  why: `Tasks, tests and reviews name an item by its id. When two items share one, nobody can tell which of them is meant.

Two definitions count as duplicates when both stand where ids of that kind are defined, in the same form and at the same depth: a table that repeats the ids of a list, a list that ticks them off elsewhere, and a note that starts with an id repeat none. \`FR-1\` and \`FR-001\` are the same id.

An item with the id of another one that stands in a further section of demands ("Constraints", "Performance Requirements") and says something else is a warning.

The fix gives the second item the next free id. Mentions are left alone, since only a person knows which item they mean.`,
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-001**: System MUST delete the queue
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
`,
  check(spec, report, { feature }) {
    const { document } = spec
    const byKey = new Map<string, Definition>()
    const byPlace = new Map<string, Definition>()
    const told = new Set<Definition>()
    const placeOf = (one: Definition): string => {
      const { id, table, depth, box } = one
      const level = one.form === 'heading' ? one.section?.level : 0
      return [id.key, table, depth, box !== undefined, level, groupOf(spec, one)].join(' ')
    }
    for (const definition of spec.definitions) {
      if (definition.shared) continue
      const earlier = byKey.get(definition.id.key)
      if (!earlier) {
        byKey.set(definition.id.key, definition)
        continue
      }
      if (!byPlace.has(placeOf(earlier))) byPlace.set(placeOf(earlier), earlier)
      const place = placeOf(definition)
      const other = byPlace.get(place)
      if (!other) byPlace.set(place, definition)
      else {
        told.add(definition)
        report(definition, messageOf(document, definition, other), {
          related: [{ span: other, message: `${other.id.text} is defined here first` }],
          fixes: () => {
            const next = writeId(spelling(spec, definition), nextNumber(feature, definition.id.prefix))
            const edit = { start: definition.start, end: definition.end, text: next }
            return [{ title: `Change to the next free id ${next}`, edits: [edit], preferred: true }]
          },
        })
      }
    }
    for (const [one, other] of elsewhere(spec, byKey))
      if (!told.has(one))
        report(one, messageOf(document, one, other), {
          as: 'warning',
          related: [{ span: other, message: `${other.id.text} is defined here first` }],
        })
  },
}

// Sections that demand something beside those of the template, and those that speak of what others demand.
const demands = /\b(?:constraints?|requirements?|criteria|limits?|performance|security|privacy|availability|quality)\b/
const speaksOfOthers =
  /\b(?:trac\w+|cover\w*|matri\w+|mapping|map|verif\w+|validat\w+|check\w*|tests?|testing|review|status|summary|overview|open|answer\w*|clarif\w+|non-goals?|scope|assumptions?|risks?|dependenc\w+|changes?|decisions?|notes?|implement\w*|compliance|gates?|inherited|removed|deferred|future)\b/
const alike = 0.4 // of the words of the shorter one: the same item once more

const wordsIn = (document: Document, one: Definition): ReadonlySet<string> =>
  new Set(
    openingWords(document, one)
      .toLowerCase()
      .match(/[\p{L}\d]{3,}/gu),
  )

/** Items in other sections, in the form of those of their home, that have the id of one of these and demand something else. */
function elsewhere(
  { document, format, homes }: SpecDocument,
  first: ReadonlyMap<string, Definition>,
): [Definition, Definition][] {
  return definedBy(document, format).flatMap((one): [Definition, Definition][] => {
    const other = first.get(one.id.key)
    const kind = kindOf(format, one)
    if (!other || one === other || one.qualifier || one.shared || !one.strong || one.box) return []
    if (one.form !== 'item' || other.form !== 'item' || one.depth > 0 || one.start < other.start) return []
    if ((kind?.role !== 'requirement' && kind?.role !== 'criterion') || !homes.has(kind)) return []
    const title = one.section?.key ?? ''
    if (!demands.test(title) || speaksOfOthers.test(title) || isWithdrawn(document, one)) return []
    const [words, others] = [wordsIn(document, one), wordsIn(document, other)]
    const shared = [...words].filter((word) => others.has(word)).length
    return shared > alike * Math.min(words.size, others.size) ? [] : [[one, other]]
  })
}

/**
 * Ids are compared within one group: all tasks, the stories, the requirements under Functional. What the format does not
 * know may start anew in every section (AC1 of each story), and so may a list that comes back to what is defined above.
 */
function groupOf(spec: SpecDocument, definition: Definition): number | string | undefined {
  const kind = kindOf(spec.format, definition)
  if (kind?.within.type === 'below') return 'home'
  if (kind?.within.type === 'named') {
    const { name } = kind.within
    for (let at = definition.section; at; at = at.parent) if (startsWithName(at.key, name)) return 'home'
  }
  return definition.section?.index
}

/** `User Story 1` becomes `US-2`, other ids keep their own spelling. */
const spelling = (spec: SpecDocument, { id, form }: Definition): Pick<Id, 'lead' | 'digits'> =>
  form === 'heading' && inWords(id) ? (kindOf(spec.format, { id }) ?? id) : id

function messageOf(document: Document, { id }: Definition, other: Definition): string {
  const own =
    other.id.text === id.text ? `${id.text} is already the id of` : `${id.text} is the same id as ${other.id.text},`
  return `${own} "${excerpt(openingWords(document, other))}": give this one its own.`
}
