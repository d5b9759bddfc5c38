// What the documents of a feature say about ids that nothing in it defines.
import { groupBy } from '../base/groups.ts'
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, spanAt } from '../base/span.ts'
import { saysFate } from '../document/fate.ts'
import { isNamedWithOther, mayBeNamedWithOther } from '../document/foreignIds.ts'
import {
  isMeantAsDefinition,
  isOrdered,
  isProposed,
  startsBoxedItem,
  startsEntry,
  titlesGroup,
} from '../document/idForms.ts'
import { type Id, idAt, keysBetween } from '../document/ids.ts'
import type { Definition, Document, Reference } from '../document/model.ts'
import { isInQuotes } from '../document/places.ts'
import { numberOf } from '../document/specNumber.ts'
import { rowsOf } from '../document/tables.ts'
import { within } from '../templates/fit.ts'
import { definitionsOf, kindOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Feature } from './feature.ts'
import { notableReferences } from './notableReferences.ts'
import { isBetweenNumbers, isFarAbove } from './numberSpace.ts'

/** Keys of unknown ids that some document of the feature explains: what became of them, what they are, or which specification has them. */
export const explainedIds = perObject((feature: Feature): ReadonlySet<string> => {
  const keys = new Set<string>()
  for (const spec of feature.documents) {
    for (const key of listedStories(spec.document)) keys.add(key)
    for (const { reference, ids, unknown, qualifier } of notableReferences(feature, spec)) {
      const { document } = spec
      // `### T006-T012: Migrations` names a group of items.
      if (reference.last && titlesGroup(document, reference))
        for (const key of keysBetween(reference.id, reference.last)) keys.add(key)
      if (unknown.length === 0) continue
      const isExplained = saysFate(document, reference) || isNamedWithOther(document, reference)
      if (qualifier || isExplained || isMeant(spec, reference)) for (const { key } of ids) keys.add(key)
    }
  }
  return keys
})

/** The keys of stories in tables that say what they are: "| ID | Title |" with `| US-401 | Import a recipe |`. */
const listedStories = perObject((document: Document): readonly string[] => {
  const rows = rowsOf(document)
  let isList = false
  return rows.flatMap(({ header, cells: [first, ...others] }) => {
    if (header) isList = idColumn.test(first?.words ?? '') && others.some(({ words }) => titleColumn.test(words))
    const id = isList && !header ? idAt((first?.words ?? '').replace(/^[\s*_`]+/, ''), 0) : undefined
    return id?.prefix === 'US' ? [id.key] : []
  })
})

const idColumn = /^[\s*_]*(?:id|(?:user )?story(?: id)?)[\s*_]*$/i
const titleColumn = /^[\s*_]*(?:(?:user )?story|title|name|description|summary)[\s*_]*$/i

/** Keys of unknown ids that may belong to another specification by the words around one of their mentions. */
export const doubtfulIds = perObject((feature: Feature): ReadonlySet<string> => {
  const ownNumber = numberOf(feature.path)
  const keys = new Set<string>()
  for (const spec of feature.documents)
    for (const { reference, unknown } of notableReferences(feature, spec)) {
      // In tasks, "Add FR-009 validation" is about the validation.
      const isNew = spec.template.documentKind !== 'tasks' && isProposed(spec.document, reference)
      if (unknown.length > 0 && (isNew || mayBeNamedWithOther(spec.document, reference, ownNumber)))
        for (const { key } of unknown) keys.add(key)
    }
  return keys
})

/**
 * The prefixes of ids whose number was never filled in, in several items of a document: `- [ ] T0XX Test it`; or is the same in many:
 * `T0`.
 */
const unnumbered = perObject(({ documents }: Feature): ReadonlySet<string> => {
  const prefixes = documents.flatMap(({ malformed, definitions }) => {
    const same = groupBy(definitions, ({ id }) => id.key).values()
    const repeated = [...same].flatMap(([first, ...others]) =>
      first && others.length >= fewestSame ? [first.id.prefix] : [],
    )
    const lost = groupBy(
      malformed.filter(({ certain }) => !certain),
      ({ meant }) => meant.prefix,
    )
    return [...repeated, ...[...lost].flatMap(([prefix, items]) => (items.length >= fewestLost ? [prefix] : []))]
  })
  return new Set(prefixes)
})

/** Whether an id may be one of several items whose number was never filled in. */
export const isLostNumber = (feature: Feature, { prefix }: Id): boolean => unnumbered(feature).has(prefix)

const fewestLost = 3
const fewestSame = 9 // items with the id of another one

/** Whether a reference is in the words of the user that a document quotes: `**Input**: User description: "…"`. */
export const isInput = ({ fields }: SpecDocument, { start }: Reference): boolean =>
  [...fields].some(
    ([{ value }, { valueSpan }]) =>
      /\$ARGUMENTS|user description/i.test(value) && valueSpan.start <= start && start < valueSpan.end,
  )

/**
 * Whether a reference is meant as the definition of an item: malformed, or of one with a checkbox, also
 * `- [ ] T100 Init the tools` in a plan, which has a list of its own.
 */
export const isMeant = ({ document, format, malformed }: SpecDocument, reference: Reference): boolean =>
  spanAt(malformed, reference.start)?.meant.key === reference.id.key ||
  ((isMeantAsDefinition(document, reference) || startsBoxedItem(document, reference)) &&
    format.kinds.some(({ prefix, boxed }) => boxed && prefix === reference.id.prefix))

/**
 * Whether a place says by itself that an id is one of this specification. Tasks and checklists name what the other documents define.
 * Prose elsewhere also speaks of other specifications, of a roadmap and of devices. There, an id counts at the start of an
 * entry, or between the numbers of the specification. Where the specification has an id itself, those of others are
 * written after theirs: `SPEC-003 FR-002`.
 */
export function isPlacedHere(feature: Feature, spec: SpecDocument, reference: Reference): boolean {
  const { documentKind } = spec.template
  if (isInQuotes(spec.document, reference)) return false
  if (documentKind === 'tasks' || isAmongTasks(spec, reference)) return !isAside(feature, spec, reference)
  if ([...feature.spec.fields.keys()].some(({ shape }) => shape.type === 'id')) return true
  if (kindOf(spec.format, reference)?.role === 'task') return false
  if (documentKind === 'checklist') return true
  return (
    isBetweenNumbers(feature, reference.id) ||
    (startsEntry(spec.document, reference) && !isFarAbove(feature, reference.id))
  )
}

/** Whether a single task is mentioned in the prose of another one, without a word for their order: "as in T073, with 5 tests". */
function isAside(feature: Feature, spec: SpecDocument, reference: Reference): boolean {
  if (reference.last || kindOf(spec.format, reference)?.role !== 'task' || isBetweenNumbers(feature, reference.id))
    return false
  return isInTask(spec, reference.start) && !isOrdered(spec.document, reference)
}

/** Whether an offset is in the text of a task with a checkbox, behind its id. */
function isInTask(spec: SpecDocument, offset: number): boolean {
  const tasks = boxedTasks(spec)
  const next = firstIndexFrom(tasks, offset)
  for (let k = next - 1; k >= Math.max(0, next - deepest); k--)
    if ((tasks[k] as Definition).whole.end > offset) return true
  return false
}

const deepest = 20 // tasks before an offset, one of which may be the task around the others

const boxedTasks = perObject((spec: SpecDocument): readonly Definition[] =>
  definitionsOf(spec, 'task').filter(({ box, form }) => box && form === 'item'),
)

const isAmongTasks = ({ homes }: SpecDocument, { section }: Reference): boolean =>
  [...homes].some(([{ role }, home]) => role === 'task' && home.level > 0 && within(home, section))
