// The rule stale-count: stated numbers of items that are no longer right.
import { groupBy } from '../base/groups.ts'
import { counted, t } from '../base/l10n.ts'
import { lazy } from '../base/lazy.ts'
import { isWithdrawn } from '../document/fate.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { Definition, Section } from '../document/model.ts'
import { sectionFinder } from '../document/sections.ts'
import { type StatedCount, statedCountsOf, statedTotalsOf } from '../document/statedCounts.ts'
import type { Feature } from '../feature/feature.ts'
import { allTasks, tasksOf } from '../feature/progress.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { FeatureRule, Report } from './engine/rule.ts'

export const staleCount: FeatureRule = {
  code: 'stale-count',
  scope: 'feature',
  severity: 'info',
  summary: 'A text states another number of items than there are.',
  details: `The rule compares a stated number of tasks (\`**Total Tasks**: 92\`) with the tasks of the document, and what plans, tasks and checklists say about the specification ("All 18 functional requirements are testable", "7 user stories", "5 success criteria") with its items, and in the specification itself a number of all requirements or criteria ("All 18 …"). A number is accepted if one way to count gives it: with or without withdrawn items, sub-items or dropped tasks, and for tasks also checkboxes, headings or those of a phase. Numbers of a part ("added 3 functional requirements", "2 of 8") are ignored, and so are numbers of tasks if some tasks cannot be read.`,
  why: 'A checklist that reviewed 18 requirements has not seen the nineteenth. A wrong total hides tasks that were added later.',
  whenOff: 'Turn the rule off if checklists record a review at one time and are not updated.',
  related: ['open-tasks', 'contradicted-review'],
  bad: `# Feature Specification: Queue

## Requirements

### Functional Requirements

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
- **FR-003**: System MUST drain the queue
//- checklists/requirements.md
# Specification Quality Checklist: Queue

## Notes

- All 2 functional requirements are testable.
`,
  good: `# Feature Specification: Queue

## Requirements

### Functional Requirements

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
- **FR-003**: System MUST drain the queue
//- checklists/requirements.md
# Specification Quality Checklist: Queue

## Notes

- All 3 functional requirements are testable.
`,
  check(spec, report, { feature }) {
    reportTotals(spec, report, feature)
    reportCounts(spec, report, feature)
  },
}

/** Reports each wrong number of items once. */
function reportCounts({ document }: SpecDocument, report: Report, { spec }: Feature): void {
  const seen = new Set<string>()
  for (const stated of statedCountsOf(document)) {
    const { role, total, written, isAll, isSoFar } = stated
    // Parts of it are counted there, too, and "all 8 user stories" may be those of the product.
    if (document === spec.document && (!isAll || role === 'story')) continue
    if (seen.has(`${role} ${total}`)) continue
    seen.add(`${role} ${total}`)
    const items = definitionsOf(spec, role)
    if (items.length === 0 || waysToCount(spec, items, role).has(total)) continue
    const now = new Set(
      countedIn(spec, role)
        .filter((item) => !isWithdrawn(spec.document, item))
        .map(({ id }) => id.key),
    ).size
    if (!isSoFar || total > now) report(stated, t('The text says "{0}", but the specification has {1}.', written, now))
  }
}

/** The items that a statement counts: "functional requirements" leave out NFR-001, if there are others. */
function countedIn(spec: SpecDocument, role: StatedCount['role']): readonly Definition[] {
  const all = definitionsOf(spec, role)
  const functional = role === 'requirement' ? all.filter(({ id }) => !/^N(?:F|R|FR)\b/.test(id.prefix)) : all
  return functional.length === 0 ? all : functional
}

/** The numbers of items: all or those that are not withdrawn, with or without sub-items, of all kinds or of one prefix. */
function waysToCount({ document }: SpecDocument, items: readonly Definition[], role: StatedCount['role']): Set<number> {
  const prefixes = role === 'requirement' ? [...new Set(items.map(({ id }) => id.prefix))] : []
  const ways = new Set<number>()
  for (const prefix of [undefined, ...prefixes]) {
    const all = items.filter(({ id }) => prefix === undefined || id.prefix === prefix)
    for (const some of [all, all.filter((item) => !isWithdrawn(document, item))]) {
      ways.add(some.length)
      ways.add(new Set(some.map(({ id }) => id.key)).size)
      ways.add(new Set(some.map(({ id }) => `${id.prefix} ${id.number}`)).size)
    }
  }
  // Some may stand in sections of their own: "Scope Additions".
  for (const prefix of prefixes)
    ways.add(new Set(document.definitions.flatMap(({ id }) => (id.prefix === prefix ? [id.key] : []))).size)
  return ways
}

const taskTitle = /^[\W_]*(?:task\s*)?[A-Z]{1,5}-?\d/i

// `- [ ] [P1-001] Create the table`: no id of a task, because P1 is a priority or a phase.
const ofPhase = /^[*_]*\[?[A-Z]\d{1,2}-\d{2,4}\b/

/** Reports a text that says how many tasks there are, unless one way to count them gives that number. */
function reportTotals(spec: SpecDocument, report: Report, feature: Feature): void {
  const totals = statedTotalsOf(spec.document)
  if (totals.length === 0 || spec.malformed.some(({ kind }) => kind.role === 'task')) return
  const tasks = tasksOf(spec)
  if (tasks.length === 0 || entriesOf(spec.document).some(({ box, words }) => box && ofPhase.test(words))) return
  const counts = lazy(() => {
    const all = [tasks, allTasks(feature)].flatMap((list) => [list, list.filter(({ state }) => state !== 'dropped')])
    const boxes = entriesOf(spec.document).filter(({ box }) => box).length
    const headings = spec.document.sections.filter(({ title }) => taskTitle.test(title)).length // `### TK-015-001 [P1] Build it`
    const ids = all.map((list) => new Set(list.map(({ definition }) => definition?.id.key)).size)
    const series = all.flatMap((list) => [...groupBy(list, ({ definition }) => definition?.id.prefix).values()])
    return new Set([boxes, headings, ...ids, ...[...all, ...series].map((list) => list.length)])
  })
  const sectionOf = sectionFinder(spec.document.sections)
  /** Whether a section or one around it has a number of tasks: "Total Tasks: 6" of a phase. */
  const isOfSection = (section: Section | undefined, total: number): boolean =>
    section !== undefined &&
    (tasks.filter(({ span: { start } }) => start >= section.start && start < section.end).length === total ||
      isOfSection(section.parent, total))
  for (const stated of totals) {
    if (counts().has(stated.total)) continue
    if (isOfSection(sectionOf(stated.start), stated.total)) continue
    const message = counted(
      stated.total,
      'The text says there is {0} task, but the document has {1}.',
      'The text says there are {0} tasks, but the document has {1}.',
      tasks.length,
    )
    report(stated, message)
  }
}
