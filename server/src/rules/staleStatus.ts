// The rule stale-status: specifications whose work is done but whose status says that it has not started.
import { counted, t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { isWithdrawn } from '../document/fate.ts'
import { trimmedValue } from '../document/fields.ts'
import type { Feature } from '../feature/feature.ts'
import { isArchived, statusOf } from '../feature/lifeCycle.ts'
import { allTasks, countDone, isFinished } from '../feature/progress.ts'
import { stageOfWord } from '../templates/status.ts'
import type { FeatureRule, Fix, RuleContext } from './engine/rule.ts'

export const staleStatus: FeatureRule = {
  code: 'stale-status',
  scope: 'feature',
  severity: 'info',
  summary: 'The status is outdated: all tasks are done, or the specification is archived.',
  details: `The rule reports a draft or a specification in review whose tasks are all ticked, or that is in an archive folder (\`done/\`). The quick fix sets the template's word for "done"; it is not offered while questions are open. If the specifications with the nearest numbers all have the first status of the template, your team does not maintain the status, and ticked tasks are not reported. Neither are they if some tasks cannot be read, or are marked with \`[~]\` and not said to be dropped: for some teams, that means partly done.`,
  why: 'People look at the status to see what is finished. An outdated one misleads them.',
  whenOff: 'Turn the rule off if the status is not maintained in the documents.',
  related: ['open-tasks', 'invalid-metadata'],
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
    const open = feature.documents.flatMap((document) =>
      document.clarifications.filter(({ state }) => state === 'open'),
    ).length
    const first =
      open > 0 ? ` ${counted(open, 'Answer the open question first.', 'Answer the {0} open questions first.')}` : ''
    const span = trimmedValue(field)
    const word =
      wanted.shape.type === 'words' ? wanted.shape.words.find((option) => stageOfWord(option) === 'done') : undefined
    const fixes = (): Fix[] => [
      { title: t('Set {0} to "{1}"', wanted.key, word ?? ''), edits: [{ ...span, text: word ?? '' }], preferred: true },
    ]
    report(span, reason(wanted.key, excerpt(field.value, 40)) + first, word === undefined || open > 0 ? {} : { fixes })
  },
}

/** Why the status is stale, as a function that makes the message. Undefined if it is not. */
function reasonOf(
  feature: Feature,
  { root, setsStatus }: RuleContext,
): ((key: string, value: string) => string) | undefined {
  if (isArchived(feature.path, root))
    return (key, value) => t('{0} is "{1}", but the specification is archived.', key, value)
  // A task that cannot be read may be open.
  const isUnread = feature.documents.some(({ malformed }) => malformed.some(({ kind }) => kind.role === 'task'))
  // Dropped for some teams, partly done for others.
  const isPartial = allTasks(feature).some(
    ({ box, definition, spec }) =>
      box?.mark === '~' && definition && !definition.shared && !isWithdrawn(spec.document, definition),
  )
  if (setsStatus === false || isUnread || isPartial || !isFinished(feature)) return undefined
  const { total } = countDone(allTasks(feature))
  return (key, value) =>
    counted(total, '{1} is "{2}", but the only task is done.', '{1} is "{2}", but all {0} tasks are done.', key, value)
}
