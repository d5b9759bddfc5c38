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
  summary: 'An id is mentioned that nothing defines.',
  why: `A reference to an item that does not exist is a typing error, or what is left of an item that was removed.

Only ids are looked at that are written like those that the feature's documents define: beside FR-001 to FR-007, the FR-12 and the SC-7 of some standard are names. A mention is left alone in code, when another specification is named with it (\`SPEC-003 FR-002\`, \`097's FR-016\`, a link) that does define it or is not to be found, when it is a sub-clause of a defined item (\`FR-003b\` of FR-003), on a line that says what became of it ("FR-009 was withdrawn"), in a sentence that has named another specification before ("the posture that feature 039 took for its FR-011", "\`scaffold\` FR-002"), as an example ("e.g., US1, US2"), and in text that the template has word for word. Of a range the two ends are looked at, so a gap inside it is none. An id that is mentioned in several places is told once a document, with the other places.`,
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
    const found = new Map<string, { names: string; where: string; places: Reference[] }>()
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
      const names = missing.map((id) => (/^\d/.test(id.text) ? id.lead + id.text : id.text)).join(' and ')
      if (!owner && mayBelongElsewhere(document, reference, numberOf(feature.path))) continue
      const where = owner ? `specification ${owner.number}` : 'this specification'
      const key = `${where} ${missing.map((id) => id.key)}`
      const same = found.get(key)
      if (same) same.places.push(reference)
      else found.set(key, { names, where, places: [reference] })
    }
    for (const { names, where, places } of found.values()) {
      const [first, ...more] = places as [Reference, ...Reference[]]
      // "SC-009 was removed" once says it for every other place, and so does "T019 of the template".
      if (!first.qualifier && ends(first).every((id) => explained(feature).has(id.key) || isKnown(feature, id)))
        continue
      const [are, again] = [names.includes(' and ') ? 'are' : 'is', more.length === 1 ? 'once' : `${more.length} times`]
      report(
        first,
        `${names} ${are} not defined in ${where}${more.length > 0 ? ` (mentioned ${again} more)` : ''}: correct it, or add the item.`,
        { related: more.map((span) => ({ span, message: `${names}, here too` })) },
      )
    }
  },
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
