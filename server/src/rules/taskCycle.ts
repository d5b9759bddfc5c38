// task-cycle: tasks that wait for each other.
import { t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import type { Feature } from '../feature/feature.ts'
import { type TaskNode, taskGraph } from '../feature/taskGraph.ts'
import type { FeatureRule } from './engine/rule.ts'

/** Tasks that wait for each other. */
export const taskCycle: FeatureRule = {
  code: 'task-cycle',
  scope: 'feature',
  severity: 'warning',
  summary: 'Tasks depend on each other.',
  details: `The rule reads dependencies that are written between tasks: \`(depends on T003)\`, \`blocked by T003\`, \`(after T003)\`, \`T001 blocks T002\`, \`T001 before T002\` and arrows (\`T001 → {T002, T003}\`). Each cycle is reported once, at its first task. An arrow from a later task to an earlier one is ignored, because writers use such arrows for "needs", too.`,
  why: 'None of the tasks in a cycle can be started.',
  whenOff: 'Leave the rule on.',
  related: ['task-order', 'parallel-conflict'],
  bad: `## Tasks

### Phase 1: Implementation

- [ ] T001: Create queues (depends on T002)
- [x] T002: Delete queues (depends on T001)
`,
  good: `## Tasks

### Phase 1: Implementation

- [ ] T001: Create queues
- [ ] T002: Delete queues (depends on T001)
`,
  check(spec, report, { feature }) {
    for (const cycle of cyclesOf(feature)) {
      const [first, ...others] = cycle
      if (first?.task.spec !== spec) continue
      const ids = [...cycle, first].map(({ task }) => task.definition.id.text)
      const shown = ids.length > 8 ? [...ids.slice(0, 6), '…', ids.at(-1)] : ids
      report(first.task.definition, t('Tasks depend on each other: {0}.', shown.join(' → ')), {
        related: others.flatMap(({ task }) =>
          task.spec === spec
            ? [{ span: task.definition, message: t('{0} is part of the cycle', task.definition.id.text) }]
            : [],
        ),
      })
    }
  },
}

/** The cycles of a task graph, each task in one of them at most. Linear in tasks and dependencies. */
export const cyclesOf = perObject((feature: Feature): readonly (readonly TaskNode[])[] => {
  const { tasks, needs } = taskGraph(feature)
  if (needs.size === 0) return []
  const state = new Map<TaskNode, 'open' | 'done'>()
  const cycles: TaskNode[][] = []
  for (const start of tasks) {
    if (state.has(start)) continue
    const path: { node: TaskNode; next: number }[] = [{ node: start, next: 0 }]
    state.set(start, 'open')
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const on = needs.get(last.node.key)?.[last.next++]?.on
      if (!on) {
        state.set(last.node, 'done')
        path.pop()
      } else if (state.get(on) === 'open') {
        const cycle = path.slice(path.findIndex(({ node }) => node === on)).map(({ node }) => node)
        if (!cycles.some((one) => one.some((node) => cycle.includes(node)))) cycles.push(inOrder(cycle))
      } else if (!state.has(on)) {
        state.set(on, 'open')
        path.push({ node: on, next: 0 })
      }
    }
  }
  return cycles
})

/** The same cycle from its first task on. */
function inOrder(cycle: readonly TaskNode[]): TaskNode[] {
  const first = cycle.reduce((least, node, k) => (node.position < (cycle[least]?.position ?? 0) ? k : least), 0)
  return [...cycle.slice(first), ...cycle.slice(0, first)]
}
