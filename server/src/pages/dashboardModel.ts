// The data of the dashboard: all specifications of a workspace.

export interface DashboardRow {
  uri: string
  /** The number or id; empty if there is none. */
  number: string
  title: string
  status: string
  /** `draft`, `review`, `approved`, `done`; empty if the status names no stage. */
  stage: string
  tasks: { done: number; total: number }
  review: { done: number; total: number }
  questions: number
  /** When the oldest open question was asked, as an ISO time; empty if that is unknown. */
  oldest: string
  errors: number
  warnings: number
  archived: boolean
}

export interface DashboardModel {
  rows: readonly DashboardRow[]
  /** The time that ages are relative to, as an ISO time. */
  now: string
}

export const columns = ['number', 'title', 'stage', 'tasks', 'review', 'questions', 'problems'] as const
export type Column = (typeof columns)[number]

/** Columns that are sorted by the largest number first; the others by the smallest. */
export const largestFirst: ReadonlySet<Column> = new Set(['questions', 'problems'])

const stages = ['draft', 'review', 'approved', 'done']

/** The sort key of a row: the smallest comes first. */
function weight(row: DashboardRow, column: Column): number | string {
  const share = ({ done, total }: { done: number; total: number }): number => (total === 0 ? 2 : done / total)
  switch (column) {
    case 'number':
      return row.number.padStart(12, '0')
    case 'title':
      return row.title.toLowerCase()
    case 'stage':
      return stages.indexOf(row.stage)
    case 'tasks':
      return share(row.tasks)
    case 'review':
      return share(row.review)
    case 'questions':
      return -row.questions
    case 'problems':
      return -(row.errors * 1000 + row.warnings)
  }
}

/** Rows sorted by a column; equal ones keep their order. */
export function sortedRows(rows: readonly DashboardRow[], column: Column, backwards: boolean): DashboardRow[] {
  const sign = backwards ? -1 : 1
  const compare = (a: DashboardRow, b: DashboardRow): number => {
    const [first, second] = [weight(a, column), weight(b, column)]
    return first < second ? -sign : first > second ? sign : 0
  }
  return [...rows].sort(compare)
}

/** How many specifications are in each stage, in the order of stages; the rest last. */
export function stageCounts(rows: readonly DashboardRow[]): { stage: string; count: number }[] {
  const countOf = (wanted: (row: DashboardRow) => boolean): number => rows.filter(wanted).length
  return [
    ...stages.map((stage) => ({ stage, count: countOf((row) => row.stage === stage) })),
    { stage: 'other', count: countOf((row) => !stages.includes(row.stage)) },
  ].filter(({ count }) => count > 0)
}
