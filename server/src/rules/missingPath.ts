// The rule missing-path: tasks that change a file that does not exist.
import { t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { changedPaths, possiblePaths } from '../feature/changedPaths.ts'
import type { FeatureRule } from './engine/rule.ts'

/** Open tasks that change a file that neither exists nor is made by an earlier task. */
export const missingPath: FeatureRule = {
  code: 'missing-path',
  scope: 'feature',
  severity: 'hint',
  summary: 'A task changes a file that does not exist.',
  details: `The rule looks at open tasks that start with a word such as "Update", "Extend" or "Remove", and at the first path in them (\`src/queue.ts\`). It is reported if its first folder is in the top folder of the repository, but the file is neither there nor in a folder around the specification, and if no earlier task names a file of that name. A file that the task itself creates ("into src/parser.ts", "src/parser.ts (new)") is not reported. Documents (\`docs/api.md\`) are left out, because such a task may create them, and so are features in which no task is done.`,
  why: 'The file was moved or has another name since the tasks were written, or a task that creates it is missing. An agent that does the task creates a second file beside the real one.',
  whenOff: 'Turn the rule off if tasks name files of other repositories.',
  related: ['task-order', 'broken-link'],
  bad: `# Spec: Queue

## Tasks

- [x] T001: Create the limits in src/limits.ts
- [ ] T002: Extend the queue in src/queue.ts with limits
//- ../../src/limits.ts
x
`,
  good: `# Spec: Queue

## Tasks

- [x] T001: Create the limits in src/limits.ts
- [ ] T002: Extend the limits in src/limits.ts
- [ ] T003: Create the topic in src/topic.ts
- [ ] T004: Extend the topic in src/topic.ts
- [ ] T005: Update docs/queues.md
//- ../../src/limits.ts
x
`,
  check(spec, report, { feature, context: { root, target } }) {
    if (root === undefined) return
    for (const changed of changedPaths(feature)) {
      const paths = possiblePaths(root, feature, changed)
      if (!paths || changed.node.task.spec !== spec || target(paths.first)?.kind !== 'folder') continue
      if (!paths.files.every((path) => target(path)?.kind === 'none')) continue
      report(changed, t('"{0}" does not exist, and no earlier task creates it.', excerpt(changed.path, 80)))
    }
  },
}
