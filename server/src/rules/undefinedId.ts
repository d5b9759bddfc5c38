import { counted, quotedList, t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import { isExample } from '../document/examples.ts'
import { saysFate } from '../document/fate.ts'
import type { Id } from '../document/ids.ts'
import type { Reference } from '../document/model.ts'
import { isApart, mayBelongElsewhere } from '../document/otherSpec.ts'
import { numberOf } from '../document/specNumber.ts'
import { type Feature, isKnown, mentionsIn } from '../feature/feature.ts'
import { isTemplateText } from '../templates/leftOver.ts'
import { isSpelled } from '../templates/specDocument.ts'
import type { FeatureRule } from './engine/rule.ts'

/** A mention of an id that nothing in the feature defines. */
export const undefinedId: FeatureRule = {
  code: 'undefined-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'An id is referenced but not defined.',
  details: `The rule looks at ids that are written like those the documents of the feature define; in a feature with FR-001 to FR-007, the SC-7 of a standard is a name. An id is reported once per document, with its other places.

A reference is not reported in code, in text of the template, as an example ("e.g., US1, US2"), as a part of a defined item (\`FR-003b\` of FR-003), on a line that says what became of it ("FR-009 was withdrawn"), or if it belongs to another specification (\`SPEC-003 FR-002\`, \`097's FR-016\`, a link) that defines it or cannot be found. Of a range, only the two ends are checked.`,
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
- **FR-002**: System MUST drain the queue as FR-001 and SPEC-004 FR-012 say
`,
  check(spec, report, { feature, context }) {
    const { document } = spec
    const found = new Map<string, { names: string[]; owner: number | undefined; places: Reference[] }>()
    for (const reference of mentionsIn(feature, spec)) {
      const own = ends(reference)
      const unknown = own.filter((id) => !isKnown(feature, id))
      if (unknown.length === 0 && !context.namesOthers) continue
      if (saysFate(document, reference)) continue
      const owner = reference.qualifier
      // An id of another specification is looked for there, where that one is known.
      const other = owner?.number === undefined ? undefined : context.spec(owner.number)
      const missing = owner
        ? own.filter((id) => other && isSpelled(other.spellings, id) && !isKnown(other, id))
        : unknown
      // "Handover to `015-hosting` (T097)", "Spec 010 (Mail): T079, T180": they may be own ones behind the name of another.
      if (owner && unknown.length === 0 && isApart(document, reference)) continue
      if (missing.length === 0 || isExample(document, reference) || isTemplateText(spec, reference.start)) continue
      const names = missing.map((id) => (/^\d/.test(id.text) ? id.lead + id.text : id.text))
      if (!owner && mayBelongElsewhere(document, reference, numberOf(feature.path))) continue
      const key = `${owner?.number ?? ''} ${missing.map((id) => id.key)}`
      const same = found.get(key)
      if (same) same.places.push(reference)
      else found.set(key, { names, owner: owner?.number, places: [reference] })
    }
    for (const { names, owner, places } of found.values()) {
      const [first, ...more] = places as [Reference, ...Reference[]]
      // "SC-009 was removed" once says it for every other place, and so does "T019 of the template".
      if (!first.qualifier && ends(first).every((id) => explained(feature).has(id.key) || isKnown(feature, id)))
        continue
      const again =
        more.length > 0
          ? ` ${counted(more.length, 'Referenced in {0} more place.', 'Referenced in {0} more places.')}`
          : ''
      report(first, messageOf(names, owner) + again, {
        related: more.map((span) => ({ span, message: t('Also referenced here') })),
      })
    }
  },
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

/** The ids of which some document of a feature says what became of them, or whose they are. */
const explained = perObject((feature: Feature): ReadonlySet<string> => {
  const keys = new Set<string>()
  for (const spec of feature.documents)
    for (const reference of mentionsIn(feature, spec)) {
      if (ends(reference).every((id) => isKnown(feature, id))) continue
      if (reference.qualifier || saysFate(spec.document, reference))
        for (const { key } of ends(reference)) keys.add(key)
    }
  return keys
})

const ends = ({ id, last }: Reference): Id[] => (last ? [id, last] : [id])
