// recycled-id: an id that named another item before.
import { t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { namesFate } from '../document/fate.ts'
import { comparedTextOf } from '../feature/featureDiff.ts'
import { agreedRoles, otherItemBefore } from '../feature/history.ts'
import { itemOf } from '../feature/items.ts'
import { definitionsOf } from '../templates/specDocument.ts'
import type { FeatureRule } from './engine/rule.ts'

/** An id that named another item before. */
export const recycledId: FeatureRule = {
  code: 'recycled-id',
  scope: 'feature',
  severity: { draft: 'hint', review: 'info', approved: 'warning', done: 'warning' },
  summary: 'An id names a different item than before.',
  details: `The rule compares requirements, criteria and stories with the item that last had their id where it counts: on the main branch, in an approved version, or in a version after which the item was removed or withdrawn. It reports an id only if the two texts have next to no words in common. It needs the history of git: in the terminal, use \`check --history\`.`,
  why: 'Tests, commits and conversations keep the id of a requirement. If it is used again for something else, they silently claim something that is not true. An id is never reused, even if its requirement is deleted (ISO/IEC/IEEE 29148:2018, 5.2.8).',
  whenOff: 'Turn the rule off if nothing outside of the specification refers to its ids.',
  related: ['duplicate-id', 'changed-since-approval'],
  bad: `//- @2026-05-01/spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST create queues on demand
- **FR-002**: System MUST encrypt all messages at rest
//- @2026-05-02/spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST create queues on demand
//- spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST create queues on demand
- **FR-002**: Operators can list dead letters by tenant
`,
  good: `//- @2026-05-01/spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST create queues on demand
- **FR-002**: System MUST encrypt all messages at rest
//- @2026-05-02/spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST create queues on demand
//- spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST create queues on demand
- **FR-003**: Operators can list dead letters by tenant
`,
  check(spec, report, { context: { history } }) {
    if (!history) return
    for (const role of agreedRoles)
      for (const definition of definitionsOf(spec, role)) {
        if (definition.shared || namesFate(itemOf(spec, role, definition).opening)) continue // "Reserved - removed in v2"
        const earlier = otherItemBefore(history, spec, role, definition)
        if (!earlier) continue
        const opening = excerpt(comparedTextOf(earlier.spec.document, earlier.definition, earlier.spec, role), 60)
        const id = definition.id.text
        report(
          definition,
          earlier.version
            ? t('{0} named a different item until {1} ("{2}"). Use a new id.', id, earlier.version.date, opening)
            : t('{0} names a different item on the main branch ("{1}"). Use a new id.', id, opening),
        )
      }
  },
}
