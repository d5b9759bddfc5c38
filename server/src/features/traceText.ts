// A traceability table as Markdown, CSV or plain data.
import type { Definition } from '../spec/model.ts'
import type { Traced, TraceRow } from './trace.ts'

/** The words of an item behind its id, without marks. */
export const sectionText = (text: string, { end, whole, form, section }: Definition): string =>
  text
    .slice(end, Math.min(form === 'heading' && section ? section.name.end : whole.end, end + 400))
    .replace(/^[\s*_:：—–\])-]+/, '')
    .replace(/\*\*|__/g, '')

/** How a place is named: a link's destination, a path with a line. */
export type PlaceName = (one: Traced) => string

const head = ['Story', 'Requirement', 'Tasks', 'Criteria', 'Missing']

/** A table for people: ids are links, done tasks are ticked, gaps are named. */
export function traceMarkdown(title: string, rows: readonly TraceRow[], place: PlaceName): string {
  const cell = (list: readonly Traced[]): string =>
    list.map((one) => `${one.done === undefined ? '' : one.done ? '✓ ' : '○ '}[${one.id}](${place(one)})`).join(', ')
  const lines = rows.map(({ stories, requirement, tasks, criteria, gaps }) => [
    cell(stories),
    requirement
      ? `${cell([requirement])} ${escaped(requirement.text)}`
      : stories.length > 0
        ? escaped(stories[0]?.text ?? '')
        : '',
    cell(tasks),
    cell(criteria),
    gaps.length > 0 ? `**no ${gaps.join(', no ')}**` : '',
  ])
  const missing = rows.filter(({ gaps }) => gaps.length > 0).length
  const told = missing === 0 ? 'Nothing is missing.' : `${missing} of ${rows.length} rows have a gap.`
  const table = [head, head.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`)
  return `# Traceability: ${escaped(title)}\n\n${rows.length === 0 ? 'There is nothing to trace yet.' : `${told}\n\n${table.join('\n')}`}\n`
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
    String(tasks.filter(({ done }) => done).length),
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
