// The rule placeholder: text of the template that was not replaced.
import { groupBy } from '../base/groups.ts'
import { listed, t } from '../base/l10n.ts'
import { firstIndexFrom } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import type { Section } from '../document/model.ts'
import { blockAt } from '../document/places.ts'
import { sectionFinder, titleSpan } from '../document/sections.ts'
import { rowsOf } from '../document/tables.ts'
import { hasBegun } from '../feature/progress.ts'
import { isUntouched, ownBlanksOf } from '../templates/copies.ts'
import { unmarkedTitle } from '../templates/learn.ts'
import type { LeftOver } from '../templates/leftOver.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { FeatureRule } from './engine/rule.ts'
import { isDraft, settledByApproval } from './engine/severity.ts'

export const placeholder: FeatureRule = {
  code: 'placeholder',
  scope: 'feature',
  severity: settledByApproval,
  summary: 'Placeholder or example text of the template is left over.',
  details: `Only exact text of the template is reported: \`[role]\`, the value \`SPEC-XXX\`, a row or an example that was left unchanged. Other brackets, links and code are never placeholders. A copy of the template in which almost nothing is filled in is one finding, and so are several values in the head of a document and more than three places in a section, where a table row counts as one. In a draft, an untouched copy or head is a warning once a task is done.`,
  why: 'A placeholder says that something is not decided, and an example of the template that was left in reads like a requirement.',
  whenOff: 'Leave the rule on. Its severity follows the status of the specification.',
  related: ['empty-section', 'missing-metadata'],
  bad: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **[role]**, I want **a queue**, so that **teams are decoupled**.
`,
  good: `## User Stories

### US-1: Order a queue (Priority: P1)

As a **developer**, I want **a queue**, so that **teams are decoupled** [see the list][role] or [role](roles.md) of \`[role]\`.
`,
  check(spec, report, { feature }) {
    const { fields, texts } = ownBlanksOf(spec) // the rule duplicate-section reports a copy beside the written text
    if (isUntouched(spec)) {
      const title = titleSpan(spec.document)
      const spans = [...fields.map(([, { valueSpan }]) => valueSpan), ...texts].sort((a, b) => a.start - b.start)
      report(title, t('{0} template placeholders are not filled in.', spans.length), {
        related: spans.map((span) => ({ span, message: t('Placeholder') })),
        // Many teams never change the status, but tasks are not done for a document that nobody has written.
        ...(isDraft(feature) && hasBegun(feature) && { as: 'warning' as const }),
      })
      return
    }
    const [first, ...others] = fields
    if (first && others.length > 0) {
      const names = fields.map(([{ key }]) => key)
      report(first[1].valueSpan, t('{0} still have the values of the template.', listed(names, 'and')), {
        ...(isDraft(feature) && hasBegun(feature) && { as: 'warning' }),
        related: others.map(([{ key }, { valueSpan }]) => ({ span: valueSpan, message: key })),
      })
    } else if (first) {
      const [{ key }, { value, valueSpan }] = first
      report(valueSpan, t('{0} still has the template value "{1}".', key, excerpt(value, 40)))
    }
    const rows = byRow(spec, texts)
    const sectionAt = sectionFinder(spec.document.sections)
    for (const [section, groups] of groupBy(rows, ([first]) => first && sectionAt(first.start))) {
      const isMerged = groups.length > mostSeparate && section !== undefined
      for (const group of isMerged ? [groups.flat()] : groups) {
        const [first, ...rest] = group
        if (!first) continue
        const isTable = (isMerged ? groups : [group]).every((row) => row.length > 1)
        report(first, messageOf(first, rest.length, isMerged ? section : undefined), {
          ...(isTable && isInUnusedTable(spec, first, rows) && { as: 'hint' }),
          related: rest.map(({ start, end }) => ({ span: { start, end }, message: t('Placeholder') })),
        })
      }
    }
  },
}

const mostSeparate = 3 // places in a section with findings of their own, where a table row is one; more are one finding

/** @param others the number of places that are reported with the first one: of its row or, if there is one, of its section. */
function messageOf({ words, kind }: LeftOver, others: number, section: Section | undefined): string {
  if (section)
    return t(
      'In "{1}", {0} places still have the text of the template.',
      others + 1,
      excerpt(unmarkedTitle(section), 50),
    )
  if (others > 0) return t('This row has {0} template placeholders. Fill them in, or remove the row.', others + 1)
  return kind === 'placeholder'
    ? t('Template placeholder "{0}" is not filled in.', excerpt(words, 50))
    : t('Template example "{0}" is left over. Replace or remove it.', excerpt(words, 50))
}

/**
 * Whether a place is in a table of an optional section in which every row is the template's: the section is not used, like
 * "Complexity Tracking" without violations.
 */
function isInUnusedTable(
  { document, sections }: SpecDocument,
  place: LeftOver,
  groups: readonly LeftOver[][],
): boolean {
  const section = rowsOf(document).find(({ start, end }) => start <= place.start && place.end <= end)?.section
  const wanted = [...sections].find(([, own]) => own === section)?.[0]
  if (!section || !wanted || wanted.required) return false
  const left = groups.filter((group) => group.length > 1).flatMap(([first]) => first ?? [])
  return rowsOf(document).every(
    (row) =>
      row.section !== section || row.header || (left[firstIndexFrom(left, row.start)]?.start ?? row.end) < row.end,
  )
}

/** Groups places by table row. Places outside of tables are groups of one. */
function byRow({ document }: SpecDocument, places: readonly LeftOver[]): LeftOver[][] {
  const groups: LeftOver[][] = []
  let end = -1 // of the last row
  for (const place of places) {
    if (place.start < end) {
      groups.at(-1)?.push(place)
      continue
    }
    groups.push([place])
    const block = blockAt(document, place.start)
    end = block?.type === 'row' ? block.end : -1
  }
  return groups
}
