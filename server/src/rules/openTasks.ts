import { counted, excerpt } from '../base/words.ts'
import { statedProgressOf } from '../document/statedProgress.ts'
import type { Feature } from '../feature/feature.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import { allTasks, countDone, tasksOf } from '../feature/progress.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { FeatureRule, Report } from './engine/rule.ts'

/** The status says done, and tasks are open. */
export const openTasks: FeatureRule = {
  code: 'open-tasks',
  scope: 'feature',
  severity: 'warning',
  summary: 'The specification is called done, and tasks are open.',
  why: `Either the work is not done, or the boxes were not ticked: a reader cannot tell which, and every count of progress is wrong. Told once for each document, at the first open task. What the document says of its progress (\`**Progress**: 76/92 tasks\`) is compared too, as an information: no more tasks can be done than are ticked. A task that was given up (\`[-]\`, \`[~]\`, \`[N/A]\`) is not open.`,
  bad: `# Spec: Queue

**Status**: done

## Tasks

- [x] T001: Write the composition
- [ ] T002: Write the tests
`,
  good: `# Spec: Queue

**Status**: done

## Tasks

- [x] T001: Write the composition
- [~] T002: Write the tests
`,
  check(spec, report, { feature }) {
    const tasks = tasksOf(spec)
    if (tasks.length > 0) tellStated(spec, report, feature)
    if (feature.stage !== 'done') return
    const open = tasks.filter(({ state }) => state === 'open')
    const [first] = open
    if (!first) return
    const value = statusOf(feature.spec)?.field.value ?? ''
    const { total } = countDone(tasks)
    report(
      first.span,
      `The status is "${excerpt(value, 40)}", but ${open.length} of ${total} tasks ${open.length === 1 ? 'is' : 'are'} open.`,
    )
  },
}

/** More tasks are said to be done than are ticked in the whole feature. */
function tellStated({ document }: SpecDocument, report: Report, feature: Feature): void {
  const tasks = allTasks(feature)
  if (tasks.some(({ state }) => state === undefined)) return
  const known = countDone(tasks)
  const one = statedProgressOf(document).find(({ done }) => done > known.done)
  if (!one) return
  const message = `${counted(one.done, 'task')} ${one.done === 1 ? 'is' : 'are'} said to be done, but only ${known.done} of ${known.total} ${known.done === 1 ? 'is' : 'are'} ticked.`
  report(one, message, { as: 'info' })
}
