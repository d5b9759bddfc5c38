// The rule duplicate-id: ids that several items share.
import type { Edit } from '../base/edit.ts'
import { someOf, t } from '../base/l10n.ts'
import { isDeferred, isWithdrawn } from '../document/fate.ts'
import { hasLongerName } from '../document/idForms.ts'
import { type Id, inWords, writeId } from '../document/ids.ts'
import type { Definition, Document } from '../document/model.ts'
import { lineNumberAt } from '../document/places.ts'
import { type Feature, nextNumber } from '../feature/feature.ts'
import { groupOf } from '../feature/idGroups.ts'
import { ownWords } from '../feature/itemText.ts'
import { repeatedIn, restatedIn } from '../feature/restated.ts'
import { mayReuseIds, reusedIds } from '../feature/reusedIds.ts'
import { hasBlankIn, isSampleItem } from '../templates/leftOver.ts'
import { kindOf, type SpecDocument } from '../templates/specDocument.ts'
import type { FeatureRule, Report } from './engine/rule.ts'

export const duplicateId: FeatureRule = {
  code: 'duplicate-id',
  scope: 'feature',
  severity: 'error',
  summary: 'Two items have the same id.',
  details: `Two definitions are duplicates when both are in a place where ids of that kind are defined, in the same form and at the same depth. \`FR-1\` and \`FR-001\` are the same id. A table that repeats the ids of a list, a checklist that ticks them off elsewhere, a section that states items again (a log of progress, a list of what is done or remains, or the same words below another heading), a later list that starts with signs for states (\`**FR-001**: ✅ Done\`), a note that starts with an id, and an item that takes the place of a struck-out or deferred one are not duplicates. A label of several words (\`**FR-003 addendum**:\`) is a hint, and so are ids that only differ in their zeros (\`T0001\` and \`T001\`). Two series of ids (\`T-001\` and \`T001\`) are an info. An item in another section of demands ("Constraints", "Performance Requirements") that reuses an id for something else is a warning, and so is a heading in a second section of requirements.

More than eight in a row are one finding, for example if a part of the document was pasted again. The quick fix gives the second item the next free id, or all of such a part the next ones. References are not changed, because only the author knows which item they mean.`,
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
    const often = repeatedIn(spec)
    if (often.size === 0 && !mayReuseIds(spec)) return
    const byKey = new Map<string, Definition>()
    const byPlace = new Map<string, Definition>()
    const reported = new Set<Definition>()
    const runs: Duplicate[][] = []
    let run: Duplicate[] = []
    const placeOf = (definition: Definition): string => {
      const { id, table, depth, box } = definition
      const level = definition.form === 'heading' ? definition.section?.level : 0
      return [id.key, table, depth, box !== undefined, level, groupOf(spec, definition)].join(' ')
    }
    const restated = restatedIn(spec)
    const isChecklist = spec.template.documentKind === 'checklist'
    for (const definition of spec.definitions) {
      if (!often.has(definition.id.key)) {
        byKey.set(definition.id.key, definition)
        run = []
        continue
      }
      if (definition.shared || hasLongerName(document, definition) || restated.has(definition)) continue
      if (isSampleItem(spec, definition) || hasBlankIn(spec, definition)) continue // the rule placeholder reports it
      if (isChecklist && kindOf(spec.format, definition)?.role !== 'check') continue // a quote of another document
      const earlier = byKey.get(definition.id.key)
      // "~~T007 Write it~~" above what takes its place.
      if (!earlier || (isGivenUp(document, earlier) && !isWithdrawn(document, definition))) {
        byKey.set(definition.id.key, definition)
        run = []
        continue
      }
      if (!byPlace.has(placeOf(earlier))) byPlace.set(placeOf(earlier), earlier)
      const place = placeOf(definition)
      const first = byPlace.get(place)
      if (!first) byPlace.set(place, definition)
      else {
        reported.add(definition)
        if (run.length === 0) runs.push(run)
        run.push({ definition, first })
      }
    }
    for (const all of runs)
      if (all.length > mostSeparate) reportBlock(feature, spec, all, report)
      else for (const duplicate of all) reportOne(feature, spec, duplicate, report)
    for (const [definition, first] of reusedIds(spec, byKey))
      if (!reported.has(definition) && !restated.has(definition))
        report(definition, messageOf(document, definition, first), {
          as: 'warning',
          related: [{ span: first, message: t('First definition of {0}', first.id.text) }],
        })
  },
}

/** Whether an item is withdrawn, or an open task that a later phase takes up: "- [ ] T004 Load it — deferred to Phase 3". */
const isGivenUp = (document: Document, definition: Definition): boolean =>
  isWithdrawn(document, definition) || (definition.box?.mark === ' ' && isDeferred(ownWords(document, definition)))

/** A definition of an id that another one defines before it. */
interface Duplicate {
  definition: Definition
  first: Definition
}

const mostSeparate = 8 // duplicates without another definition between them; more have one cause, such as a part that was pasted again
const mostNamed = 3
const mostRelated = 100

function reportBlock(feature: Feature, spec: SpecDocument, all: readonly Duplicate[], report: Report): void {
  const { document } = spec
  const [start] = all
  if (!start) return
  const ids = someOf([...new Set(all.map(({ definition }) => t('"{0}"', definition.id.text)))], mostNamed)
  const line = lineNumberAt(document, Math.min(...all.map(({ first }) => first.start)))
  report(
    start.definition,
    t('{0} items with duplicate ids: {1} (first defined from line {2} on).', all.length, ids, line),
    {
      related: all.slice(0, mostRelated).map(({ definition: { id, start, end } }) => ({
        span: { start, end },
        message: t('Defines {0} again', id.text),
      })),
      fixes: () => {
        const next = new Map<string, number>()
        const edits = all.map(({ definition }): Edit => {
          const { id, start, end } = definition
          const number = next.get(id.prefix) ?? nextNumber(feature, id.prefix)
          next.set(id.prefix, number + 1)
          return { start, end, text: writeId(spelling(spec, definition), number) }
        })
        const title = t('Change to Next Free IDs ("{0}" to "{1}")', edits[0]?.text ?? '', edits.at(-1)?.text ?? '')
        return [{ title, edits, preferred: true }]
      },
    },
  )
}

function reportOne(feature: Feature, spec: SpecDocument, { definition, first }: Duplicate, report: Report): void {
  report(definition, messageOf(spec.document, definition, first), {
    ...severityOf(definition, first),
    related: [{ span: first, message: t('First definition of {0}', first.id.text) }],
    fixes: () => {
      const next = writeId(spelling(spec, definition), nextNumber(feature, definition.id.prefix))
      const edit = { start: definition.start, end: definition.end, text: next }
      return [{ title: t('Change to Next Free ID "{0}"', next), edits: [edit], preferred: true }]
    },
  })
}

/**
 * Two series of ids (T-001 and T001) are an info, and a hint if only the number of zeros distinguishes them (T0001 and T001). A
 * label of several words may be about the item: "**FR-003 addendum**: …".
 */
function severityOf(definition: Definition, first: Definition): { as?: 'info' | 'hint' } {
  if (definition.titled !== first.titled) return { as: 'hint' }
  const isPadded = [definition.id, first.id].every(({ digits, number }) => digits > String(number).length)
  if (isPadded && definition.id.digits !== first.id.digits) return { as: 'hint' }
  const isOtherSeries = definition.id.lead !== first.id.lead && !inWords(definition.id) && !inWords(first.id)
  return isOtherSeries ? { as: 'info' } : {}
}

/** How the next id is written: `US-2` after `User Story 1`; other ids keep their spelling. */
const spelling = (spec: SpecDocument, { id, form }: Definition): Pick<Id, 'lead' | 'digits'> =>
  form === 'heading' && inWords(id) ? (kindOf(spec.format, { id }) ?? id) : id

function messageOf(document: Document, { id }: Definition, first: Definition): string {
  const line = lineNumberAt(document, first.start)
  return first.id.text === id.text
    ? t('Duplicate id "{0}" (first defined on line {1}).', id.text, line)
    : t('Duplicate id "{0}" (the same as "{2}" on line {1}).', id.text, line, first.id.text)
}
