// The rule undefined-id: references to ids that nothing in the feature defines.
import { baseName } from '../base/fileNames.ts'
import { perObject } from '../base/perObject.ts'
import { isExample } from '../document/examples.ts'
import { saysFate } from '../document/fate.ts'
import { isNamedWithOther } from '../document/foreignIds.ts'
import { isOfParts, isToCome } from '../document/idForms.ts'
import { type Id, writeId } from '../document/ids.ts'
import { isBehindTopic, isSeparatedFromName, mayBelongElsewhere } from '../document/namedBefore.ts'
import { isStruckOut } from '../document/places.ts'
import { ownersOf } from '../document/qualifier.ts'
import { isNamedBy, numberOf, topicOf } from '../document/specNumber.ts'
import { type Feature, isKnown, qualifierIn } from '../feature/feature.ts'
import { endsOf, notableReferences } from '../feature/notableReferences.ts'
import { isBeforeNumbers, isOutsideNumbers } from '../feature/numberSpace.ts'
import { doubtfulIds, explainedIds, isInput, isLostNumber, isMeant, isPlacedHere } from '../feature/unknownIds.ts'
import { isUntouched } from '../templates/copies.ts'
import { isTemplateText } from '../templates/leftOver.ts'
import { isSpelled, kindOf } from '../templates/specDocument.ts'
import type { FeatureRule, RuleContext } from './engine/rule.ts'
import { reportUnknown, type Unknown } from './unknownIdReports.ts'

export const undefinedId: FeatureRule = {
  code: 'undefined-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'An id is referenced but not defined.',
  details: `The rule looks at ids that are written like those the documents of the feature define; in a feature with FR-001 to FR-007, the SC-7 of a standard is a name. An id is reported once per document, with its other places; more than eight of one prefix, or more than two stories, are one finding.

A reference is not reported in code, in text of the template, as an example ("e.g., US1, US2"), as a part of a defined item (\`FR-003b\` of FR-003), on a line that says what became of it ("FR-009 was withdrawn"), if the specification is a copy of its template, or if it belongs to another specification (\`SPEC-003 FR-002\`, \`097's FR-016\`, a link) that defines it or cannot be found. Of a range, only the two ends are checked. An id that may belong to another specification by the words around it ("former FR-009", "order-queue: FR-009" beside \`001-order-queue\`), that stands before the first one (US0, T000), or that is proposed ("add SC-008", outside of tasks), or by its number in a repository that numbers on from one specification to the next, is a hint. If a specification that this one is built on or related to, as it says, defines the id, the finding is an info that says so.

The finding is a warning in tasks and checklists, and in specifications that have an id themselves, because others are then named by theirs (\`SPEC-003 FR-002\`). In other documents, whose prose also speaks of a roadmap or of other specifications, it is a warning at the start of an entry (a list item, a heading, a cell) and for a number between two that are defined, and otherwise a hint. Ids of tasks outside of the tasks are hints, too (in a specification without an id), and so are ids in quotes and a single task that another one mentions without a word for their order.`,
  why: 'A reference to an item that does not exist is a typing error or a leftover of an item that was removed.',
  whenOff: 'Leave the rule on. To keep a reference to an item that lives elsewhere, name its specification.',
  related: ['duplicate-id', 'broken-link', 'malformed-id'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST drain the queue as FR-012 says
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST drain the queue as FR-001 and SPEC-006 FR-012 say
`,
  check(spec, report, { feature, context }) {
    const { document } = spec
    const ownNumber = numberOf(feature.path)
    const found = new Map<string, Unknown>()
    for (const { reference, ids, unknown, qualifier } of notableReferences(feature, spec)) {
      if (unknown.length === 0 && !context.namesOthers) continue
      if (saysFate(document, reference) || isStruckOut(document, reference)) continue
      // An id of another specification is looked up there, if that specification is known.
      const numbered = qualifier?.number === undefined ? undefined : context.spec(qualifier.number)
      const ownerFeature = numbered && isNamedBy(numbered.path, qualifier?.slug) ? numbered : undefined
      const missing = qualifier
        ? ids.filter((id) => ownerFeature && isSpelled(ownerFeature.spellings, id) && !isKnown(ownerFeature, id))
        : unknown
      // "Handover to `015-hosting` (T097)", "Spec 010 (Mail): T079, T180": these may be ids of this feature after another's name.
      if (qualifier && unknown.length === 0 && isSeparatedFromName(document, reference)) continue
      if (isToCome(document, reference) || isMeant(spec, reference) || isOfParts(document, reference)) continue
      if (isInput(spec, reference)) continue
      // A specification that was never written defines nothing, which the rule placeholder reports.
      if (!qualifier && isUntouched(feature.spec) && kindOf(feature.format, reference)?.documentKind === 'spec')
        continue
      if (missing.length === 0 || isExample(document, reference) || isTemplateText(spec, reference.start)) continue
      const names = missing.map(nameOf)
      if (isNamedWithOther(document, reference)) continue
      const isInherited = ownersOf(document.sections)(reference.section) !== undefined
      if (!qualifier && (isInherited || mayBelongElsewhere(document, reference, ownNumber))) continue
      const definer = qualifier || reference.last ? undefined : definerOf(context, feature, reference.id)
      const { prefix } = reference.id
      const key = `${qualifier?.number ?? ''} ${missing.map((id) => id.key)}`
      // An id that this specification defines was attributed to the other one by the words around it.
      const isDoubtful = missing.every(
        (id) =>
          (qualifier && isKnown(feature, id)) ||
          isZero(id) ||
          isOfEpic(feature, id) ||
          doubtfulIds(feature).has(id.key) ||
          isOutsideNumbers(feature, id) ||
          isLostNumber(feature, id) ||
          isBehindTopic(document, reference, context.topics, topicOf(baseName(feature.path)).toLowerCase()),
      )
      const isHere = isPlacedHere(feature, spec, reference)
      const same = found.get(key)
      if (same) {
        same.places.push(reference)
        same.isHere ||= isHere
      } else
        found.set(key, { names, prefix, owner: qualifier?.number, places: [reference], isDoubtful, isHere, definer })
    }
    // "SC-009 was removed" in one place explains every other place, and so does "T019 of the template".
    const isExplained = ({ owner, places: [first] }: Unknown): boolean =>
      owner === undefined &&
      first !== undefined &&
      !qualifierIn(feature, first) &&
      endsOf(first).every((id) => explainedIds(feature).has(id.key) || isKnown(feature, id))
    reportUnknown(
      [...found.values()].filter((one) => !isExplained(one)),
      report,
    )
  },
}

/** Whether an id stands for what is before or outside of the list: `[US0]` for tasks that belong to no story, T000 for preparations. */
const isZero = ({ prefix, number }: Id): boolean => number === 0 && (prefix === 'US' || prefix === 'T')

/** Whether a story has the number of an epic, as no story of the feature has: "Story 10.1". */
const isOfEpic = (feature: Feature, { prefix, suffix }: Id): boolean =>
  prefix === 'US' && /^\.\d/.test(suffix) && !hasParts(feature)

const hasParts = perObject(({ known }: Feature): boolean => [...known].some((key) => /^US-\d+\./.test(key)))

/** How an id is named in a message: `FR-002` for `002` in `FR-001, 002`, `FR-001b` for `b` in `FR-001a/b`. */
const nameOf = (id: Id): string =>
  /^\d/.test(id.text) ? id.lead + id.text : /^[a-z]$/.test(id.text) ? writeId(id, id.number) + id.text : id.text

/**
 * The number of a related specification that defines an id. Small numbers tell nothing, because all specifications have them,
 * and neither do stories, unless this specification numbers on from it.
 */
function definerOf({ related }: RuleContext, feature: Feature, id: Id): number | undefined {
  const role = kindOf(feature.format, { id })?.role
  const isCommon = id.suffix === '' && (role === 'story' || id.number < (role === 'task' ? 100 : 20))
  if (isCommon && !isBeforeNumbers(feature, id)) return undefined
  const definer = related.find(({ known, spellings }) => known.has(id.key) && isSpelled(spellings, id))
  return definer && numberOf(definer.path)
}
