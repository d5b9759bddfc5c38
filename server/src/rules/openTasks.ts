// The rule open-tasks: open tasks in a specification whose status is done.
import { counted } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import { notesFate } from '../document/fate.ts'
import { isPutAside } from '../document/sections.ts'
import { numberOf } from '../document/specNumber.ts'
import { isRecord, statedProgressOf } from '../document/statedProgress.ts'
import type { Feature } from '../feature/feature.ts'
import { isPutOff } from '../feature/itemText.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import { allTasks, countDone, tasksOf } from '../feature/progress.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { FeatureRule, Report } from './engine/rule.ts'

export const openTasks: FeatureRule = {
  code: 'open-tasks',
  scope: 'feature',
  severity: 'warning',
  summary: 'The specification is done, but tasks are open.',
  details: `The rule reports the first open task of each document of a completed specification. Tasks that were given up (\`[-]\`, \`[~]\`, \`[N/A]\`) are not open. It is a hint if the status says that something is left or names a part ("17/19 tasks", "Complete (core MVP)"), if all of the open tasks say that they are left ("— DEFERRED") or can be left out ("(Optional)"), if the status says that the work ended without being done ("Archived", "Closed — no-go", "Closed — superseded by SPEC-012"), or if the document says that its checkboxes are not kept up to date ("Historical record"). The rule also compares the progress that the text states (\`**Progress**: 76/92 tasks\`) with the ticked tasks, with severity \`info\`.`,
  why: 'Either the work is not finished or the tasks were not ticked. Readers cannot tell which, and every count of progress is wrong.',
  whenOff: 'Turn the rule off if tasks are tracked elsewhere.',
  related: ['stale-status'],
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
    if (tasks.length > 0) reportStated(spec, report, feature)
    if (feature.stage !== 'done') return
    const open = tasks.filter(({ state, definition }) => state === 'open' && !isPutAside(definition?.section))
    const [first] = open
    if (!first) return
    const status = statusOf(feature.spec)
    if (!status) return
    const { total } = countDone(tasks)
    report(
      first.span,
      counted(
        open.length,
        '{3} is "{1}", but {0} task is still open ({2} in total).',
        '{3} is "{1}", but {0} tasks are still open ({2} in total).',
        excerpt(status.field.value, 40),
        total,
        status.wanted.key,
      ),
      saysWhatIsLeft(status.field.value) ||
        isSetAside(status.field.value) ||
        isRecord(spec.document) ||
        open.every(
          ({ spec, definition }) =>
            definition && (status.field.value.includes(definition.id.text) || isPutOff(spec.document, definition)),
        )
        ? { as: 'hint' }
        : {},
    )
  },
}

// "Implemented (validation pending)", but not "Implemented, nothing left".
const left =
  /\b(?:pending|further|remain(?:s|ing)?|outstanding|partial(?:ly)?|except|awaiting|left|to be|carried over|moved to|tracked (?:in|as)|pendentes?|pendientes?|parcial(?:mente)?|ausstehend|offen|teilweise|en attente|restent?)\b|待(?:定|办|辦|完成|处理|處理|验证|驗證)|未完/u
const nothing = /\b(?:no|none|nothing|zero|0|kein\w*|ning[uú]n\w*|nenhum\w*|sans|sin|sem|without)\b[^.;()]{0,30}$/iu

/** Whether a status counts less than everything: "Completed (17/19 tasks)", "95% complete". */
function isPartial(status: string): boolean {
  const [, done, all] = /(?<![\d/.-])(\d{1,4})[ \t]*\/[ \t]*(\d{1,4})(?![\d/.-])/.exec(status) ?? []
  return Number(done) < Number(all) || /(?<!\d)\d{1,2}\s?%/.test(status)
}

// "Complete (Core MVP)": a part of it.
const part = /[(（][^()（）]*\b(?:core|MVP|MVD|milestone|phases?|only|initial|basic)\b/i

/** Whether a status does not claim that everything is done. */
function saysWhatIsLeft(status: string): boolean {
  if (isPartial(status) || part.test(status)) return true
  const at = status.search(left)
  return at >= 0 && !nothing.test(status.slice(0, at))
}

/** Whether a status says that the work ended without being done: "Archived", "Closed — superseded by SPEC-012". */
const isSetAside = (status: string): boolean => /\barchived?\b/i.test(status) || notesFate(status)

/** Reports a text that says that more tasks are done than are checked in the whole feature. */
function reportStated({ document }: SpecDocument, report: Report, feature: Feature): void {
  const tasks = allTasks(feature)
  if (tasks.some(({ state }) => state === undefined)) return
  const actual = countDone(tasks)
  const own = numberOf(feature.path)
  const stated = statedProgressOf(document).find(
    ({ done, spec }) => done > actual.done && (spec === undefined || spec === own),
  )
  if (!stated) return
  const message = counted(
    stated.done,
    'The text says {0} task is done, but the checkboxes say {1} of {2}.',
    'The text says {0} tasks are done, but the checkboxes say {1} of {2}.',
    actual.done,
    actual.total,
  )
  report(stated, message, { as: 'info' })
}
