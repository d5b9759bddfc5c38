import { excerpt } from '../base/words.ts'
import { trimmedValue } from '../document/fields.ts'
import type { Feature } from '../feature/feature.ts'
import { isArchived, statusOf } from '../feature/lifeCycle.ts'
import { allTasks, countDone, isFinished } from '../feature/progress.ts'
import { stageOfWord } from '../templates/status.ts'
import type { FeatureRule, Fix, RuleContext } from './engine/rule.ts'

/** The status says that the work has not started, and all of it is done. */
export const staleStatus: FeatureRule = {
  code: 'stale-status',
  scope: 'feature',
  severity: 'info',
  summary: 'The status is behind: all tasks are done, or the specification is archived.',
  why: `A specification whose tasks are all ticked, or that lies in an archive folder (\`done/\`), is still called a draft. Whoever looks at the list of specifications is misled. The fix takes the template's word for what is done; while questions are open there is none. Where the specifications with the nearest numbers all have the template's first status, the team keeps none, and nothing is said of the tasks.`,
  bad: `# Spec: Queue

**Status**: draft

## Tasks

- [x] T001: Write the composition
- [x] T002: Write the tests
`,
  good: `# Spec: Queue

**Status**: draft

## Tasks

- [x] T001: Write the composition
- [ ] T002: Write the tests
`,
  check(spec, report, { feature, context }) {
    if (spec !== feature.spec || (feature.stage !== 'draft' && feature.stage !== 'review')) return
    const status = statusOf(spec)
    const reason = reasonOf(feature, context)
    if (!status || !reason) return
    const { wanted, field } = status
    const open = feature.documents.flatMap((one) => one.clarifications.filter(({ state }) => state === 'open')).length
    const stop = open === 0 ? '' : ` Answer the ${open === 1 ? 'open question' : `${open} open questions`} first.`
    const span = trimmedValue(field)
    const word =
      wanted.shape.type === 'words' ? wanted.shape.words.find((one) => stageOfWord(one) === 'done') : undefined
    const fixes = (): Fix[] => [
      { title: `Set ${wanted.key} to "${word}"`, edits: [{ ...span, text: word ?? '' }], preferred: true },
    ]
    report(
      span,
      `${wanted.key} is "${excerpt(field.value, 40)}", but ${reason}.${stop}`,
      word === undefined || open > 0 ? {} : { fixes },
    )
  },
}

function reasonOf(feature: Feature, { root, setsStatus }: RuleContext): string | undefined {
  if (isArchived(feature.path, root)) return 'it lies among the archived ones'
  if (setsStatus === false || !isFinished(feature)) return undefined
  const { total } = countDone(allTasks(feature))
  return total === 1 ? 'the only task is done' : `all ${total} tasks are done`
}
