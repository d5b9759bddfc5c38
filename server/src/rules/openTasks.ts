import { excerpt } from '../base/words.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import { countDone, tasksOf } from '../feature/progress.ts'
import type { FeatureRule } from './engine/rule.ts'

/** The status says done, and tasks are open. */
export const openTasks: FeatureRule = {
  code: 'open-tasks',
  scope: 'feature',
  severity: 'warning',
  summary: 'The specification is called done, and tasks are open.',
  why: `Either the work is not done, or the boxes were not ticked: a reader cannot tell which, and every count of progress is wrong. Told once for each document, at the first open task. A task that was given up (\`[-]\`, \`[~]\`, \`[N/A]\`) is not open.`,
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
    if (feature.stage !== 'done') return
    const tasks = tasksOf(spec)
    const open = tasks.filter(({ state }) => state === 'open')
    const [first] = open
    if (!first) return
    const value = statusOf(feature.spec)?.field.value ?? ''
    const { total } = countDone(tasks)
    report(first.span, `The status is "${excerpt(value, 40)}", but ${open.length} of ${total} tasks are open.`)
  },
}
