// stale-tick: a task that was ticked before an item that it refers to was changed.
import { t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom } from '../base/span.ts'
import { type Feature, isOwnReference, type LocatedDefinition, resolve, sourceOf } from '../feature/feature.ts'
import { comparedTextOf } from '../feature/featureDiff.ts'
import { agreedRoles, type DocumentVersion, type FeatureHistory, ticksOf, versionAt } from '../feature/history.ts'
import { asksForOther, meaningChanges, meaningText } from '../feature/itemDiff.ts'
import { tasksOf } from '../feature/progress.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { FeatureRule } from './engine/rule.ts'

/** A task that was ticked before an item that it refers to was changed. */
export const staleTick: FeatureRule = {
  code: 'stale-tick',
  scope: 'feature',
  severity: 'hint',
  summary: 'A requirement of a task changed after the task was ticked.',
  details: `The rule compares the items that a ticked task refers to (requirements, criteria, stories) with their text at the commit in which the task was ticked. A change counts if an obligation, a number or a negation changed, or words other than typing errors. A task has at most one finding. It needs the history of git: in the terminal, use \`check --history\`.`,
  why: 'A tick says that a requirement is implemented as it was written then. If the requirement changes later, the tick stays, and nobody looks at the code again.',
  whenOff: 'Turn the rule off if tasks are a plan of the past in your repository, and changes get new tasks.',
  related: ['changed-since-approval', 'open-tasks'],
  bad: `//- @2026-05-01/spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST delete messages after 10 days
//- @2026-05-01/tasks.md
# Tasks: Queue

- [x] T001 Delete old messages (FR-001)
//- spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST delete messages after 30 days
//- tasks.md
# Tasks: Queue

- [x] T001 Delete old messages (FR-001)
`,
  good: `//- @2026-05-01/spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST delete messages after 10 days
//- @2026-05-01/tasks.md
# Tasks: Queue

- [x] T001 Delete old messages (FR-001)
//- spec.md
# Queue

### Functional Requirements

- **FR-001**: System MUST delete messages after 30 days
//- tasks.md
# Tasks: Queue

- [ ] T001 Delete old messages (FR-001)
`,
  check(spec, report, { feature, context: { history } }) {
    const versions = history?.versions.get(spec.path)
    if (!history || !versions) return
    const ticks = ticksOf(versions)
    for (const { state, definition } of tasksOf(spec)) {
      const tick = state === 'done' && definition && !definition.shared && ticks.get(definition.id.key)
      if (!tick) continue
      for (const item of itemsWithin(feature, spec, definition.whole)) {
        const change = changeSince(history, item, tick)
        if (!change) continue
        const [task, id] = [definition.id.text, item.definition.id.text]
        const meaning = meaningText(meaningChanges(change.old, change.now))
        report(
          definition,
          meaning === ''
            ? t('{0} was ticked on {1}, but {2} was changed later.', task, tick.date, id)
            : t('{0} was ticked on {1}, but {2} was changed later: {3}.', task, tick.date, id, meaning),
          {
            related: [
              {
                span: item.definition,
                message: t('{0} was changed', id),
                ...(item.spec !== spec && { other: sourceOf(item.spec) }),
              },
            ],
          },
        )
        break
      }
    }
  },
}

type LocatedItem = LocatedDefinition & { role: Role }

/** The items that a part of a document refers to, in its order. */
function itemsWithin(feature: Feature, spec: SpecDocument, part: { start: number; end: number }): LocatedItem[] {
  const { references } = spec
  const items: LocatedItem[] = []
  for (let k = firstIndexFrom(references, part.start); (references[k]?.start ?? part.end) < part.end; k++) {
    const reference = references[k] as (typeof references)[number]
    if (!isOwnReference(feature, reference)) continue
    const [located] = resolve(feature, reference.id)
    const role = located && rolesIn(located.spec).get(located.definition)
    if (located && role) items.push({ ...located, role })
  }
  return items
}

const rolesIn = perObject(
  (spec: SpecDocument) =>
    new Map(agreedRoles.flatMap((role) => definitionsOf(spec, role).map((definition) => [definition, role] as const))),
)

/** The texts of an item at a commit and now, if it may ask for something else now. */
function changeSince(
  history: FeatureHistory,
  { spec, definition, role }: LocatedItem,
  tick: DocumentVersion,
): { old: string; now: string } | undefined {
  const then = versionAt(history, spec.path, tick)?.spec
  const was = then && itemsByKey(then).get(`${role} ${definition.id.key}`)
  if (!was) return undefined
  const [old, now] = [
    comparedTextOf(then.document, was, then, role),
    comparedTextOf(spec.document, definition, spec, role),
  ]
  return asksForOther(old, now) ? { old, now } : undefined
}

const itemsByKey = perObject(
  (spec: SpecDocument) =>
    new Map(
      agreedRoles.flatMap((role) =>
        definitionsOf(spec, role)
          .toReversed() // the first definition of an id counts
          .map((definition) => [`${role} ${definition.id.key}`, definition] as const),
      ),
    ),
)
