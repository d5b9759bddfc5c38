// Too few items of a role: shared by the rules on requirements and criteria.

import { entriesOf } from '../document/listEntries.ts'
import type { Section } from '../document/model.ts'
import { titleSpan } from '../document/sections.ts'
import { nounOf } from '../feature/items.ts'
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
  const [one, many] = nounOf(role)
  report(
    span,
    `There ${count === 1 ? `is one ${one}` : `are ${count === 0 ? 'no' : count} ${many}`}; a specification has at least ${options.least}.`,
  )
}

/** Tasks that are code to Markdown are reported in place of too few; true where there are some. */
function reportCoded({ document, coded }: SpecDocument, home: Section, report: Report): boolean {
  if (coded.some(({ kind }) => kind.role === 'task')) return true // another rule reports them
  const found = codedBoxes(document, home)
  if (!found) return false
  const { line, fenced, count } = found
  const [what, verb, them] = count === 1 ? ['1 task', 'is', 'it'] : [`${count} tasks`, 'are', 'them']
  const why = fenced
    ? `in a code block and not read: remove the fence around ${them}.`
    : `not read: lines that are indented by four spaces are code in Markdown.`
  report(line, `${what} ${verb} ${why}`)
  return true
}

/** List items at the top of a section without an id: another rule tells of them. */
function listedIn({ document }: SpecDocument, { start, end }: Section): number {
  const isThere = (one: { start: number; depth: number }): boolean =>
    one.depth === 0 && one.start >= start && one.start < end
  const defined = document.definitions.filter((one) => one.form === 'item' && isThere(one)).length
  return entriesOf(document).filter(isThere).length - defined
}
