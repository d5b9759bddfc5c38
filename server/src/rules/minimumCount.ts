// Too few items of a role: shared by the rules on requirements and criteria.

import { counted, t } from '../base/l10n.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { Section } from '../document/model.ts'
import { titleSpan } from '../document/sections.ts'
import { tasksOf } from '../feature/progress.ts'
import { codedBoxes } from '../templates/codedItems.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { LocalInput, Report } from './engine/rule.ts'

/** Reports at the home of a role when it has fewer items than the option says; a section that is missing is told by another rule. */
export function reportMinimumCount(
  spec: SpecDocument,
  role: Role,
  { options }: Pick<LocalInput, 'options'>,
  report: Report,
): void {
  const { documentKind } = spec.template
  if (spec.part || documentKind === 'checklist' || (role !== 'task' && documentKind !== 'spec')) return
  const home = [...spec.homes].find(([kind]) => kind.role === role && !kind.lent)?.[1]
  const span = home?.level === 0 ? titleSpan(spec.document) : home?.name
  const count = new Set(definitionsOf(spec, role).map(({ id }) => id.key)).size
  const least = Number(options.least)
  if (role === 'task' && home && (tasksOf(spec).length >= least || reportCoded(spec, home, report))) return
  if (spec.loose) return
  if (!home || !span || count >= least || count + listedIn(spec, home) >= least) return
  report(span, tooFew(role, count, least))
}

function tooFew(role: Role, count: number, least: number): string {
  if (role === 'requirement') return t('Too few requirements: {0} found, at least {1} expected.', count, least)
  if (role === 'criterion') return t('Too few success criteria: {0} found, at least {1} expected.', count, least)
  return t('Too few tasks: {0} found, at least {1} expected.', count, least)
}

/** Tasks that are code to Markdown are reported in place of too few; true where there are some. */
function reportCoded({ document, coded }: SpecDocument, home: Section, report: Report): boolean {
  if (coded.some(({ kind }) => kind.role === 'task')) return true // another rule reports them
  const found = codedBoxes(document, home)
  if (!found) return false
  const { line, fenced, count } = found
  const message = fenced
    ? counted(
        count,
        '{0} task is in a code block and not read. Remove the code fence.',
        '{0} tasks are in a code block and not read. Remove the code fence.',
      )
    : counted(
        count,
        '{0} task is not read: Markdown treats lines indented by four spaces as code.',
        '{0} tasks are not read: Markdown treats lines indented by four spaces as code.',
      )
  report(line, message)
  return true
}

/** List items at the top of a section without an id: another rule tells of them. */
function listedIn({ document }: SpecDocument, { start, end }: Section): number {
  const isThere = (one: { start: number; depth: number }): boolean =>
    one.depth === 0 && one.start >= start && one.start < end
  const defined = document.definitions.filter((one) => one.form === 'item' && isThere(one)).length
  return entriesOf(document).filter(isThere).length - defined
}
