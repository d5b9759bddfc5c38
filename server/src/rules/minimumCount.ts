// Reports too few items of a role, for the rules too-few-requirements, too-few-criteria and too-few-tasks.

import { counted, t } from '../base/l10n.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { Section } from '../document/model.ts'
import { titleSpan } from '../document/sections.ts'
import { rowsOf } from '../document/tables.ts'
import { tasksOf } from '../feature/progress.ts'
import { codedCheckboxes } from '../templates/codedItems.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import type { LocalInput, Report } from './engine/rule.ts'

/**
 * Reports a home section that has fewer items, list items and rows of tables than the option `least` says. missing-section reports
 * missing ones.
 */
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
  const malformed = spec.malformed.filter(({ kind }) => kind.role === role) // malformed-id reports them
  const least = Number(options.least)
  if (role === 'task' && home && (tasksOf(spec).length >= least || reportCoded(spec, home, report))) return
  if (spec.loose || !home || !span) return
  const keys = new Set(malformed.map(({ meant }) => meant.key))
  for (const { id } of definitionsOf(spec, role)) {
    if (keys.size >= least) return
    keys.add(id.key)
  }
  const count = keys.size
  if (count < least && count + listedIn(spec, home) < least) report(span, tooFew(role, count, least))
}

function tooFew(role: Role, count: number, least: number): string {
  if (role === 'requirement') return t('Too few requirements: {0} found, at least {1} expected.', count, least)
  if (role === 'criterion') return t('Too few success criteria: {0} found, at least {1} expected.', count, least)
  return t('Too few tasks: {0} found, at least {1} expected.', count, least)
}

/** Reports tasks that Markdown treats as code, in place of too few tasks. Returns whether there are such tasks. */
function reportCoded({ document, coded }: SpecDocument, home: Section, report: Report): boolean {
  if (coded.some(({ kind }) => kind.role === 'task')) return true // malformed-id reports them
  const found = codedCheckboxes(document, home)
  if (!found) return false
  const { line, fenced, count } = found
  const message = fenced
    ? counted(
        count,
        '{0} task is in a code block and is not counted. Remove the code fence.',
        '{0} tasks are in a code block and are not counted. Remove the code fence.',
      )
    : counted(
        count,
        '{0} task is not counted: Markdown treats lines indented by four spaces as code. Remove the indentation.',
        '{0} tasks are not counted: Markdown treats lines indented by four spaces as code. Remove the indentation.',
      )
  report(line, message)
  return true
}

/** The number of top-level list items without an id in a section, which missing-id reports, and of the rows of its tables. */
function listedIn({ document }: SpecDocument, { start, end }: Section): number {
  const isTopLevel = (entry: { start: number; depth: number }): boolean =>
    entry.depth === 0 && entry.start >= start && entry.start < end
  const defined = document.definitions.filter(
    (definition) => definition.form === 'item' && isTopLevel(definition),
  ).length
  const rows = rowsOf(document).filter((row) => !row.header && row.start >= start && row.start < end).length
  return entriesOf(document).filter(isTopLevel).length - defined + rows
}
