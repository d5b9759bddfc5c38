// task-order: a task that needs a later one.
import { t } from '../base/l10n.ts'
import { taskGraph } from '../feature/taskGraph.ts'
import type { FeatureRule } from './engine/rule.ts'
import { cyclesOf } from './taskCycle.ts'

/** A task that needs a later one. */
export const taskOrder: FeatureRule = {
  code: 'task-order',
  scope: 'feature',
  severity: 'hint',
  summary: 'A task depends on a task that comes later.',
  details: `The rule compares the dependencies that are written between tasks (\`(depends on T003)\`, \`blocked by T003\`, \`T003 blocks T001\`) with the order of the documents. Tasks that are done and tasks of a cycle are not reported.`,
  why: 'People and agents work through tasks from top to bottom. A task whose prerequisite comes later cannot be started in its turn.',
  whenOff: 'Turn the rule off if the order of your tasks has no meaning.',
  related: ['task-cycle', 'parallel-conflict'],
  bad: `## Tasks

### Phase 1: Implementation

- [ ] T001: Create queues (depends on T002)
- [ ] T002: Install the operator
`,
  good: `## Tasks

### Phase 1: Implementation

- [ ] T001: Install the operator
- [ ] T002: Create queues (depends on T001)
`,
  check(spec, report, { feature }) {
    const { dependencies } = taskGraph(feature)
    const inCycles = new Set(cyclesOf(feature).flat())
    for (const { task, on, at } of dependencies) {
      if (at.spec !== spec || on.position < task.position || inCycles.has(task)) continue
      if (!task.isOpen || !on.isOpen) continue
      const [own, other] = [task.task.definition.id.text, on.task.definition.id.text]
      report(at, t('{0} depends on {1}, which comes later.', own, other))
    }
  },
}
