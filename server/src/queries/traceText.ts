// A traceability table as Markdown, CSV or plain data.
import type { Traced, TraceRow } from '../feature/trace.ts'

/** How a place is named: a link's destination, a path with a line. */
export type PlaceName = (one: Traced) => string

const head = ['Story', 'Requirement', 'Tasks', 'Criteria', 'Missing', 'Text']

/** A table for people: ids are links, done tasks are ticked, gaps are named. */
export function traceMarkdown(title: string, rows: readonly TraceRow[], place: PlaceName): string {
  const lines = rows.map((row) => cellsOf(row, (one) => `[${one.id}](${place(one)})`))
  const table = [head, head.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`)
  return `${opening(title, rows)}${rows.length === 0 ? '' : `\n${table.join('\n')}\n`}`
}

const signs = { done: '✓ ', open: '○ ', dropped: '– ' } as const

function opening(title: string, rows: readonly TraceRow[]): string {
  const missing = rows.filter(({ gaps }) => gaps.length > 0).length
  const told =
    rows.length === 0
      ? 'There is nothing to trace yet.'
      : missing === 0
        ? 'Nothing is missing.'
        : `${missing} of ${rows.length} rows have a gap.`
  return `# Traceability: ${escaped(title)}\n\n${told}\n`
}

/** A cell for each column; the text is that of the first that the row is about. */
function cellsOf({ stories, requirement, tasks, criteria, gaps }: TraceRow, name: (one: Traced) => string): string[] {
  const cell = (list: readonly Traced[]): string =>
    list.map((one) => `${one.state === undefined ? '' : signs[one.state]}${name(one)}`).join(', ')
  const about = requirement ?? stories[0] ?? criteria[0] ?? (tasks.length === 1 ? tasks[0] : undefined)
  return [
    cell(stories),
    requirement ? cell([requirement]) : '',
    cell(tasks),
    cell(criteria),
    gaps.length > 0 ? `**no ${gaps.join(', no ')}**` : '',
    escaped(about?.text ?? ''),
  ]
}

const escaped = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\|<>[\]`*_]/g, '\\$&')

/** A table for spreadsheets, by RFC 4180; a cell that would be a formula is quoted as text. */
export function traceCsv(rows: readonly TraceRow[]): string {
  const ids = (list: readonly Traced[]): string => list.map(({ id }) => id).join(' ')
  const lines = rows.map(({ stories, requirement, tasks, criteria, gaps }) => [
    ids(stories),
    requirement?.id ?? '',
    requirement?.text ?? stories[0]?.text ?? '',
    ids(tasks),
    String(tasks.filter(({ state }) => state === 'done').length),
    ids(criteria),
    gaps.join(' '),
  ])
  const all = [['stories', 'requirement', 'text', 'tasks', 'tasks done', 'criteria', 'missing'], ...lines]
  return `${all.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** A cell of CSV. */
export function quoted(cell: string): string {
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
