// The rule untraced-task: tasks that reference no requirement or story, among tasks that do.
import { t } from '../base/l10n.ts'
import { lazy } from '../base/lazy.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import { isWithdrawn } from '../document/fate.ts'
import { basePrefix, isTechnical } from '../document/ids.ts'
import type { Definition, Reference, Section } from '../document/model.ts'
import { definitionsOfRole } from '../feature/feature.ts'
import { openingWords, wholeText } from '../feature/itemText.ts'
import { stateOf } from '../feature/progress.ts'
import { wordsOf } from '../languages/index.ts'
import { anyOf, wholeWord } from '../languages/pattern.ts'
import { storyWord } from '../languages/stories.ts'
import { definitionsOf, kindOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { FeatureRule } from './engine/rule.ts'

const namesReason = new RegExp(String.raw`${storyWord}|\b[A-Z]{2,4}-?\d`, 'iu')
const namesStory = new RegExp(String.raw`(?:${storyWord})\s*#?\d`, 'iu')
const ofStory = new RegExp(String.raw`${storyWord}|\bUS-?\d`, 'iu')
const reasonRoles: readonly Role[] = ['requirement', 'criterion', 'story']

/** Whether the heading of a section, or one above it, says what its tasks are for: `## Phase 6: Queries (FR-002)`. */
const isGiven = (section: Section | undefined, names = namesReason): boolean =>
  section !== undefined && section.level > 1 && (names.test(section.title) || isGiven(section.parent, names))

// Tasks that check or describe what other tasks make: `[P] **Run** the tests`, `E2Eテストを確認 ✅`, "Add the unit tests".
const checking = new RegExp(
  String.raw`^(?:\[[^[\]]{0,40}\]|\([^()]{0,40}\)|[\s*_:：-])*(?:${wholeWord(wordsOf(({ checks }) => checks.first))})|${anyOf(wordsOf(({ checks }) => checks.last))}[^\p{L}\p{N}]*$|^[\s*_:：-]*(?:add|create|write)\b[^.]{0,60}(?:\btests\b|\.(?:test|spec)\.)`,
  'iu',
)

export const untracedTask: FeatureRule = {
  code: 'untraced-task',
  scope: 'feature',
  severity: 'hint',
  summary: 'A task references no requirement or user story, unlike the tasks around it.',
  details:
    'The rule looks at sections in which at least three of four tasks reference a requirement, criterion or story, and whose headings name none. Where other phases are for stories, such a section is for what all stories share, and is ignored. Several such tasks in a row are on purpose. Tasks that were given up and tasks that run, check or describe what others make ("Run the tests", "Verify …", "Document …", "Add tests for …") need no reference.',
  why: 'A task without a reference either lacks it by mistake or is work that nobody asked for.',
  whenOff: 'Turn the rule off if tasks are not traced to requirements.',
  related: ['uncovered-requirement', 'uncovered-story'],
  bad: `## Tasks

### Phase 1: Implementation

- [ ] T001: Create queues (FR-001)
- [ ] T002: Delete queues (FR-002)
- [ ] T003: List queues (US-1)
- [ ] T004: Repaint the dashboard
`,
  good: `## Tasks

### Phase 1: Prerequisites

- [ ] T001: Install the operator

### Phase 2: Implementation

- [ ] T002: Create queues (FR-001)
- [ ] T003: Delete queues (FR-002)
`,
  check(spec, report, { feature }) {
    const bySection = new Map<Section | undefined, Definition[]>()
    for (const task of definitionsOf(spec, 'task')) {
      const same = bySection.get(task.section)
      if (same) same.push(task)
      else bySection.set(task.section, [task])
    }
    // Where phases are for stories, the others are for what all stories share: setup, foundations, polish.
    const lists = [...bySection.values()].filter((tasks) => tasks.length >= 4)
    if (lists.length === 0 || [...bySection.keys()].some((section) => isGiven(section, ofStory))) return
    const prefixes = new Set<string>()
    for (const { prefix, role } of spec.format.kinds) if (reasonRoles.includes(role)) prefixes.add(prefix)
    for (const role of ['requirement', 'criterion'] as const)
      for (const { definition } of definitionsOfRole(feature, role)) prefixes.add(definition.id.prefix)
    const reasons = spec.references.filter(({ id }) => prefixes.has(id.prefix) || prefixes.has(basePrefix(id)))
    // Other ids than those of tasks, such as AC-SYNC-01 or ADR-3, are reasons as well, but not what others must have.
    const others = lazy(() => spec.references.filter((reference) => isOther(spec, reference)))
    for (const tasks of lists) {
      if (isGiven(tasks[0]?.section)) continue
      const named = (task: Definition): boolean =>
        stateOf(spec, task) === 'dropped' ||
        isWithdrawn(spec.document, task) ||
        hasOneOf(reasons, task.whole) ||
        namesStory.test(wholeText(spec.document, task))
      const isBare = tasks.map((task) => !named(task))
      const bare = tasks.filter((_, k) => isBare[k])
      if (bare.length > tasks.length / 4) continue
      for (const [k, task] of tasks.entries())
        if (
          isBare[k] &&
          !isBare[k - 1] &&
          !isBare[k + 1] &&
          !hasOneOf(others(), task.whole) &&
          !checking.test(openingWords(spec.document, task))
        )
          report(task, t('{0} references no requirement or user story, unlike the tasks around it.', task.id.text))
    }
  },
}

/** Whether one of some references, in order, is in a span. */
const hasOneOf = (references: readonly Reference[], { start, end }: Span): boolean =>
  (references[firstIndexFrom(references, start)]?.start ?? end) < end

function isOther({ format }: SpecDocument, reference: Reference): boolean {
  const role = kindOf(format, reference)?.role
  return role !== 'task' && role !== 'check' && !isTechnical(reference.id)
}
