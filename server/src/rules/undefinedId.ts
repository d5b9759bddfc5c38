// The rule undefined-id: references to ids that nothing in the feature defines.
import { groupBy } from '../base/groups.ts'
import { counted, quotedList, someOf, t } from '../base/l10n.ts'
import { isExample } from '../document/examples.ts'
import { isStruckOut, saysFate } from '../document/fate.ts'
import { isNamedWithOther, isSeparatedFromName, mayBelongElsewhere } from '../document/foreignIds.ts'
import { isOfParts, isToCome } from '../document/idForms.ts'
import { type Id, writeId } from '../document/ids.ts'
import type { Reference } from '../document/model.ts'
import { ownersOf } from '../document/qualifier.ts'
import { isNamedBy, numberOf } from '../document/specNumber.ts'
import { type Feature, isKnown, qualifierIn, spelledReferences } from '../feature/feature.ts'
import { isBeforeNumbers, isOutsideNumbers } from '../feature/numberSpace.ts'
import { doubtfulIds, endsOf, explainedIds, isInput, isLostNumber, isMeant } from '../feature/unknownIds.ts'
import { isTemplateText } from '../templates/leftOver.ts'
import { isSpelled, kindOf } from '../templates/specDocument.ts'
import type { FeatureRule, Report, RuleContext } from './engine/rule.ts'

export const undefinedId: FeatureRule = {
  code: 'undefined-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'An id is referenced but not defined.',
  details: `The rule looks at ids that are written like those the documents of the feature define; in a feature with FR-001 to FR-007, the SC-7 of a standard is a name. An id is reported once per document, with its other places; more than eight of one prefix are one finding.

A reference is not reported in code, in text of the template, as an example ("e.g., US1, US2"), as a part of a defined item (\`FR-003b\` of FR-003), on a line that says what became of it ("FR-009 was withdrawn"), or if it belongs to another specification (\`SPEC-003 FR-002\`, \`097's FR-016\`, a link) that defines it or cannot be found. Of a range, only the two ends are checked. An id that may belong to another specification by the words around it, or by its number in a repository that numbers on from one specification to the next, is a hint. If a specification that this one is built on or related to, as it says, defines the id, the finding is an info that says so.`,
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
    for (const reference of spelledReferences(feature, spec)) {
      const ids = endsOf(reference)
      const unknown = ids.filter((id) => !isKnown(feature, id))
      if (unknown.length === 0 && !context.namesOthers) continue
      if (saysFate(document, reference) || isStruckOut(document, reference)) continue
      const qualifier = qualifierIn(feature, reference)
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
      if (missing.length === 0 || isExample(document, reference) || isTemplateText(spec, reference.start)) continue
      const names = missing.map(nameOf)
      if (isNamedWithOther(document, reference)) continue
      const isInherited = ownersOf(document.sections)(reference.section) !== undefined
      if (!qualifier && (isInherited || mayBelongElsewhere(document, reference, ownNumber))) continue
      const definer = qualifier || reference.last ? undefined : definerOf(context, feature, reference.id)
      const { prefix } = reference.id
      const key = `${qualifier?.number ?? ''} ${missing.map((id) => id.key)}`
      const isDoubtful = missing.every(
        (id) =>
          isNoStory(id) ||
          doubtfulIds(feature).has(id.key) ||
          isOutsideNumbers(feature, id) ||
          isLostNumber(feature, id),
      )
      const same = found.get(key)
      if (same) same.places.push(reference)
      else found.set(key, { names, prefix, owner: qualifier?.number, places: [reference], isDoubtful, definer })
    }
    // "SC-009 was removed" in one place explains every other place, and so does "T019 of the template".
    const isExplained = ({ owner, places: [first] }: Unknown): boolean =>
      owner === undefined &&
      first !== undefined &&
      !qualifierIn(feature, first) &&
      endsOf(first).every((id) => explainedIds(feature).has(id.key) || isKnown(feature, id))
    reportAll(byPrefix([...found.values()].filter((one) => !isExplained(one))), report)
  },
}

/** Whether an id is the label of tasks that belong to no story: `[US0]`. */
const isNoStory = ({ prefix, number }: Id): boolean => prefix === 'US' && number === 0

/** An id that nothing defines. */
interface Unknown {
  names: string[]
  prefix: string
  owner: number | undefined
  places: Reference[]
  /** Whether it may belong elsewhere. */
  isDoubtful: boolean
  /** The number of a related specification that defines it. */
  definer: number | undefined
}

/** How an id is named in a message: `FR-002` for `002` in `FR-001, 002`, `FR-001b` for `b` in `FR-001a/b`. */
const nameOf = (id: Id): string =>
  /^\d/.test(id.text) ? id.lead + id.text : /^[a-z]$/.test(id.text) ? writeId(id, id.number) + id.text : id.text

/** Groups unknown ids by owner and prefix. If half of many may belong elsewhere, so may the others. */
function byPrefix(all: readonly Unknown[]): Unknown[][] {
  const groups = groupBy(all, ({ owner, prefix }) => `${owner ?? ''} ${prefix}`)
  return [...groups.values()].map((group) => {
    const isMostlyDoubtful =
      group.length >= many && 2 * group.filter(({ isDoubtful }) => isDoubtful).length >= group.length
    return isMostlyDoubtful ? group.map((one) => ({ ...one, isDoubtful: true })) : group
  })
}

const many = 4 // unknown ids of one prefix in a document that are judged together
const mostSeparate = 8 // unknown ids of one prefix in a document; more are one finding

function reportAll(groups: readonly Unknown[][], report: Report): void {
  for (const group of groups) {
    const sure = group.filter((one) => !one.isDoubtful && one.definer === undefined && one.owner === undefined)
    const isOne = sure.length > mostSeparate
    if (isOne) {
      const [first, ...rest] = sure.flatMap(({ places: [first] }) => first ?? []) as [Reference, ...Reference[]]
      const all = sure.flatMap(({ names }) => names.map((name) => t('"{0}"', name)))
      const names = someOf(all, mostNamed)
      report(first, t('{0} unknown ids: nothing in this specification defines {1}.', all.length, names), {
        related: rest.slice(0, mostRelated).map((span) => ({ span, message: t('Unknown id') })),
      })
    }
    for (const one of group) if (!isOne || !sure.includes(one)) reportOne(one, report)
  }
}

const mostNamed = 3
const mostRelated = 100

function reportOne({ names, owner, places, isDoubtful, definer }: Unknown, report: Report): void {
  const [first, ...rest] = places as [Reference, ...Reference[]]
  const repeats =
    rest.length > 0
      ? ` ${counted(rest.length, 'Referenced in {0} other location.', 'Referenced in {0} other locations.')}`
      : ''
  const message =
    definer === undefined
      ? messageOf(names, owner)
      : t('Unknown id "{0}": specification {1} defines it, but this one does not.', names[0] ?? '', definer)
  report(first, message + repeats, {
    related: rest.map((span) => ({ span, message: t('Also referenced here') })),
    ...(isDoubtful ? { as: 'hint' as const } : definer !== undefined && { as: 'info' as const }),
  })
}

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

function messageOf(names: readonly string[], owner: number | undefined): string {
  const [name = ''] = names
  const all = quotedList(names, 'and')
  if (owner !== undefined)
    return names.length === 1
      ? t('Unknown id "{0}": specification {1} does not define it.', name, owner)
      : t('Unknown ids {0}: specification {1} does not define them.', all, owner)
  return names.length === 1
    ? t('Unknown id "{0}": nothing in this specification defines it.', name)
    : t('Unknown ids {0}: nothing in this specification defines them.', all)
}
