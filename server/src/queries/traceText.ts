// A traceability table as Markdown, CSV or plain data.
import { counted, t } from '../base/l10n.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Traced, TraceRow } from '../feature/trace.ts'
import { verifiedText } from './evidenceText.ts'

/** What verifies an item. */
export type EvidenceOfItem = (item: Traced) => Evidence

/** How a location is written: as the destination of a link, or as a path with a line. */
export type PlaceName = (one: Traced) => string

/** A table for readers, with links for ids, marks for done tasks, and gaps. */
export function traceMarkdown(
  title: string,
  rows: readonly TraceRow[],
  place: PlaceName,
  evidenceFor?: EvidenceOfItem,
): string {
  const lines = rows.map((row) => cellsOf(row, (one) => `[${one.id}](${place(one)})`, evidenceFor))
  const verified = evidenceFor ? [t('Verified')] : []
  const head = [t('Story'), t('Requirement'), t('Tasks'), t('Criteria'), ...verified, t('Missing'), t('Text')]
  const table = [head, head.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`)
  return `${opening(title, rows)}${rows.length === 0 ? '' : `\n${table.join('\n')}\n`}`
}

const signs = { done: '✓ ', open: '○ ', dropped: '– ' } as const

function opening(title: string, rows: readonly TraceRow[]): string {
  const missing = rows.filter(({ gaps }) => gaps.length > 0).length
  const summary =
    rows.length === 0
      ? t('Nothing to trace yet.')
      : missing === 0
        ? t('No gaps.')
        : counted(missing, '{0} of {1} rows has gaps.', '{0} of {1} rows have gaps.', rows.length)
  return `# ${t('Traceability: {0}', escaped(title))}\n\n${summary}\n`
}

/** A cell for each column; the text is that of the item that the row is about. */
function cellsOf(row: TraceRow, name: (one: Traced) => string, evidenceFor?: EvidenceOfItem): string[] {
  const { stories, requirement, tasks, criteria, gaps } = row
  const cell = (list: readonly Traced[]): string =>
    list.map((one) => `${one.state === undefined ? '' : signs[one.state]}${name(one)}`).join(', ')
  const about = aboutOf(row) ?? (tasks.length === 1 ? tasks[0] : undefined)
  const verifiable = aboutOf(row)
  return [
    cell(stories),
    requirement ? cell([requirement]) : '',
    cell(tasks),
    cell(criteria),
    ...(evidenceFor ? [verifiable ? verifiedText(evidenceFor(verifiable)) : ''] : []),
    gaps.length > 0 ? `**${gaps.map(gapText).join(', ')}**` : '',
    escaped(about?.text ?? ''),
  ]
}

/** The item that a row is about. */
const aboutOf = ({ requirement, stories, criteria }: TraceRow): Traced | undefined =>
  requirement ?? stories[0] ?? criteria[0]

const gapText = (gap: string): string => (gap === 'task' ? t('no task') : t('no requirement'))

const escaped = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\|<>[\]`*_]/g, '\\$&')

/** A table for spreadsheets (RFC 4180), with the same column names in every language. Formulas are quoted as text. */
export function traceCsv(rows: readonly TraceRow[], evidenceFor?: EvidenceOfItem): string {
  const ids = (list: readonly Traced[]): string => list.map(({ id }) => id).join(' ')
  const verified = (row: TraceRow): string[] => {
    const about = aboutOf(row)
    return evidenceFor ? [about ? evidenceFor(about).verified : ''] : []
  }
  const lines = rows.map(({ stories, requirement, tasks, criteria, gaps }, k) => [
    ids(stories),
    requirement?.id ?? '',
    requirement?.text ?? stories[0]?.text ?? '',
    ids(tasks),
    String(tasks.filter(({ state }) => state === 'done').length),
    ids(criteria),
    gaps.join(' '),
    ...verified(rows[k] as TraceRow),
  ])
  const head = ['stories', 'requirement', 'text', 'tasks', 'tasks done', 'criteria', 'missing']
  const all = [[...head, ...(evidenceFor ? ['verified'] : [])], ...lines]
  return `${all.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** A cell of CSV. */
export function quoted(cell: string): string {
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
