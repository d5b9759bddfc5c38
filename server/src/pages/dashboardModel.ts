// What the dashboard shows, as plain data: all specifications of a workspace.

export interface DashboardRow {
  uri: string
  /** Its number or id; empty where it has none. */
  number: string
  title: string
  status: string
  /** `draft`, `review`, `approved`, `done`; empty where the status does not tell. */
  stage: string
  tasks: { done: number; total: number }
  review: { done: number; total: number }
  questions: number
  /** When the oldest open question was asked, as an ISO time; empty where nobody knows. */
  oldest: string
  errors: number
  warnings: number
  archived: boolean
}

export interface DashboardModel {
  rows: readonly DashboardRow[]
  /** The time for which ages are told, as an ISO time. */
  now: string
}

export const columns = ['number', 'title', 'stage', 'tasks', 'review', 'questions', 'problems'] as const
export type Column = (typeof columns)[number]

/** Columns in which the largest number stands first; in the others the smallest. */
export const largestFirst: ReadonlySet<Column> = new Set(['questions', 'problems'])

const stages = ['draft', 'review', 'approved', 'done']

/** Smaller stands first; what is open or wrong weighs most. */
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

/** Rows by a column; those that are alike stay as they were. */
export function sortedRows(rows: readonly DashboardRow[], column: Column, backwards: boolean): DashboardRow[] {
  const sign = backwards ? -1 : 1
  const compare = (a: DashboardRow, b: DashboardRow): number => {
    const [one, other] = [weight(a, column), weight(b, column)]
    return one < other ? -sign : one > other ? sign : 0
  }
  return [...rows].sort(compare)
}

/** How many specifications are in each stage, in the order of stages; the rest last. */
export function stageCounts(rows: readonly DashboardRow[]): { stage: string; count: number }[] {
  const count = (wanted: (row: DashboardRow) => boolean): number => rows.filter(wanted).length
  return [
    ...stages.map((stage) => ({ stage, count: count((row) => row.stage === stage) })),
    { stage: 'other', count: count((row) => !stages.includes(row.stage)) },
  ].filter((one) => one.count > 0)
}
