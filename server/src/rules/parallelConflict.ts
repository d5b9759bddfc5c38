// parallel-conflict: parallel tasks of one phase that name the same file.
import { groupBy } from '../base/groups.ts'
import { listed, someOf, t } from '../base/l10n.ts'
import { type TaskNode, taskGraph } from '../feature/taskGraph.ts'
import type { FeatureRule } from './engine/rule.ts'

/** Tasks that are marked as parallel and change one file. */
export const parallelConflict: FeatureRule = {
  code: 'parallel-conflict',
  scope: 'feature',
  severity: 'hint',
  summary: 'Parallel tasks of a phase name the same file.',
  details: `The rule looks at open tasks of one phase that are marked with \`[P]\` and name the same path of a file (\`src/models/user.py\`). Tasks that depend on each other are not reported, and neither are paths that a task only reads ("per contracts/api.md").`,
  why: '`[P]` says that a task touches other files than the tasks beside it (spec-kit, tasks template). If two agents change one file at the same time, the changes of one of them are lost or conflict.',
  whenOff: 'Turn the rule off if a single person works on the tasks one after the other.',
  related: ['task-order', 'task-cycle'],
  bad: `## Tasks

### Phase 1: Implementation

- [ ] T001: [P] Create queues in src/queue.ts
- [ ] T002: [P] Delete queues in src/queue.ts
`,
  good: `## Tasks

### Phase 1: Implementation

- [ ] T001: [P] Create queues in src/create.ts
- [ ] T002: [P] Delete queues in src/delete.ts
- [ ] T003: List queues in src/create.ts
`,
  check(spec, report, { feature }) {
    const { tasks, needs } = taskGraph(feature)
    const open = tasks.filter(({ task, isParallel, isOpen }) => isParallel && isOpen && task.spec === spec)
    const areLinked = (one: TaskNode, other: TaskNode): boolean =>
      [...(needs.get(one.key) ?? []), ...(needs.get(other.key) ?? [])].some(({ on }) => on === one || on === other)
    for (const inPhase of groupBy(open, ({ phase }) => phase).values()) {
      const byPath = groupBy(
        inPhase.flatMap((node) => node.paths.map(({ path }) => ({ node, path }))),
        ({ path }) => path,
      )
      const byTasks = groupBy(
        [...byPath].filter(([, all]) => all.length > 1),
        ([, all]) => all.map(({ node }) => node.key).join(' '),
      )
      for (const same of byTasks.values()) {
        const nodes = (same[0]?.[1] ?? []).map(({ node }) => node)
        const [first, second, ...others] = nodes
        if (!first || !second || (others.length === 0 && areLinked(first, second))) continue
        const ids = nodes.map(({ task }) => task.definition.id.text)
        const message = t(
          '{0} are marked [P] but name the same file: {1}.',
          someOf(ids, 5),
          listed(same.map(([path]) => path)),
        )
        report(first.task.definition, message, {
          related: nodes.slice(1).map(({ task }) => ({
            span: task.definition,
            message: t('{0} names the same file', task.definition.id.text),
          })),
        })
      }
    }
  },
}
