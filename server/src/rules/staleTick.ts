// stale-tick: a task that was ticked before an item that it refers to was changed.
import { t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import type { Definition, Reference } from '../document/model.ts'
import { definitionsByKey, type Feature, isOwnReference, type LocatedDefinition, sourceOf } from '../feature/feature.ts'
import { comparedTextOf } from '../feature/featureDiff.ts'
import { type DocumentVersion, type FeatureHistory, type Tick, ticksOf, versionAt } from '../feature/history.ts'
import { asksForOther, isSameText, meaningChanges, meaningText } from '../feature/itemDiff.ts'
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
  details: `The rule compares the requirements and criteria that a ticked task refers to with their text at the commit in which the task was ticked. A change counts if an obligation, a number or a negation changed, or words other than typing errors. Nothing is reported if the words of the task were changed, too. A task has at most one finding. It needs the history of git: in the terminal, use \`check --history\`.`,
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
      if (!tick || isReworded(spec, definition, tick)) continue
      const then = namedIn(tick)
      for (const item of itemsWithin(feature, spec, definition.whole)) {
        const { id } = item.definition
        const change = then.has(id.key) && changeSince(history, item, tick.version)
        if (!change) continue
        const meaning = meaningText(meaningChanges(change.old, change.now))
        const what = [change.date, meaning].filter(Boolean).join(', ')
        report(
          definition,
          what === ''
            ? t('{0} was ticked on {1}, before {2} was changed.', definition.id.text, tick.version.date, id.text)
            : t(
                '{0} was ticked on {1}, before {2} was changed ({3}).',
                definition.id.text,
                tick.version.date,
                id.text,
                what,
              ),
          {
            related: [
              {
                span: item.definition,
                message: t('{0} was changed', id.text),
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

/** Whether somebody has changed the words of a task since its tick, and so has looked at it again. */
const isReworded = (spec: SpecDocument, definition: Definition, { version, definition: then }: Tick): boolean =>
  !isSameText(
    comparedTextOf(spec.document, definition, spec, 'task'),
    comparedTextOf(version.spec.document, then, version.spec, 'task'),
  )

/** The ids that a task named when it was ticked. */
const namedIn = ({ version: { spec }, definition: { whole } }: Tick): ReadonlySet<string> =>
  new Set(referencesWithin(spec, whole).flatMap((reference) => membersOf(reference)))

const referencesWithin = ({ references }: SpecDocument, { start, end }: Span): readonly Reference[] =>
  references.slice(firstIndexFrom(references, start), firstIndexFrom(references, end))

const longestRange = 100

/** The keys of a reference, or of all ids of its range. */
const membersOf = ({ id, last }: Reference): string[] =>
  last
    ? Array.from(
        { length: Math.min(longestRange, Math.max(0, last.number - id.number + 1)) },
        (_, k) => `${id.prefix}-${id.number + k}`,
      )
    : [id.key]

type LocatedItem = LocatedDefinition & { role: Role }

// Stories are left out: a task carries the label of its story whatever the story says, so that each edit would be a finding.
const roles: readonly Role[] = ['requirement', 'criterion']

/** The items that a part of a document refers to, in its order. */
function itemsWithin(feature: Feature, spec: SpecDocument, part: Span): LocatedItem[] {
  const index = definitionsByKey(feature)
  return referencesWithin(spec, part)
    .filter((reference) => isOwnReference(feature, reference))
    .flatMap((reference) => membersOf(reference))
    .flatMap((key): LocatedItem[] => {
      const [located] = index.get(key) ?? []
      const role = located && rolesIn(located.spec).get(located.definition)
      return located && role ? [{ ...located, role }] : []
    })
}

const rolesIn = perObject(
  (spec: SpecDocument) =>
    new Map(roles.flatMap((role) => definitionsOf(spec, role).map((definition) => [definition, role] as const))),
)

interface Change {
  old: string
  now: string
  /** The day of the commit with the change; undefined if it is not committed. */
  date: string | undefined
}

/** The change of an item since a commit, if it may ask for something else now. */
function changeSince(
  history: FeatureHistory,
  { spec, definition, role }: LocatedItem,
  tick: DocumentVersion,
): Change | undefined {
  const key = `${role} ${definition.id.key}`
  const textIn = (version: SpecDocument): string | undefined => {
    const was = itemsByKey(version).get(key)
    return was && comparedTextOf(version.document, was, version, role)
  }
  const then = versionAt(history, spec.path, tick)
  const old = then && textIn(then.spec)
  const now = comparedTextOf(spec.document, definition, spec, role)
  if (!then || old === undefined || !asksForOther(old, now)) return undefined
  const later = (history.versions.get(spec.path) ?? []).filter(({ order }) => order < then.order)
  return { old, now, date: later.findLast((version) => textIn(version.spec) !== old)?.date }
}

const itemsByKey = perObject(
  (spec: SpecDocument) =>
    new Map<string, Definition>(
      roles.flatMap((role) =>
        definitionsOf(spec, role)
          .toReversed() // the first definition of an id counts
          .map((definition) => [`${role} ${definition.id.key}`, definition] as const),
      ),
    ),
)
