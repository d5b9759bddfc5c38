import { t } from '../base/l10n.ts'
import { isWithdrawn } from '../document/fate.ts'
import { type Id, inWords, writeId } from '../document/ids.ts'
import type { Definition, Document } from '../document/model.ts'
import { lineNumberAt } from '../document/places.ts'
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
  details: `Two definitions are duplicates when both are in a place where ids of that kind are defined, in the same form and at the same depth. \`FR-1\` and \`FR-001\` are the same id. A table that repeats the ids of a list, a checklist that ticks them off elsewhere and a note that starts with an id are not duplicates. An item in another section of demands ("Constraints", "Performance Requirements") that reuses an id for something else is a warning.

The quick fix gives the second item the next free id. References are not changed, because only the author knows which item they mean.`,
  why: 'Tasks, tests and reviews refer to an item by its id. When two items share one, nobody can tell which of them is meant.',
  whenOff: 'Leave the rule on. To keep a deliberate duplicate, disable the finding for its line.',
  related: ['duplicate-spec-id', 'malformed-id', 'missing-id'],
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
          related: [{ span: other, message: t('First definition of {0}', other.id.text) }],
          fixes: () => {
            const next = writeId(spelling(spec, definition), nextNumber(feature, definition.id.prefix))
            const edit = { start: definition.start, end: definition.end, text: next }
            return [{ title: t('Change to Next Free Id "{0}"', next), edits: [edit], preferred: true }]
          },
        })
      }
    }
    for (const [one, other] of elsewhere(spec, byKey))
      if (!told.has(one))
        report(one, messageOf(document, one, other), {
          as: 'warning',
          related: [{ span: other, message: t('First definition of {0}', other.id.text) }],
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
  const line = lineNumberAt(document, other.start)
  return other.id.text === id.text
    ? t('Duplicate id "{0}" (first defined on line {1}).', id.text, line)
    : t('Duplicate id "{0}" (the same as "{2}" on line {1}).', id.text, line, other.id.text)
}
