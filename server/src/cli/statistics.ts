// specwise check --statistics: the number of findings of each rule, the most frequent first.
import { groupBy } from '../base/groups.ts'
import type { CheckedFile } from './checkUnit.ts'

export function statisticsText(checked: readonly CheckedFile[]): string {
  const byRule = groupBy(
    checked.flatMap(({ findings }) => findings),
    ({ code }) => code,
  )
  const rows = [...byRule].sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1))
  const width = String(rows[0]?.[1].length ?? 0).length
  return rows.map(([code, { length }]) => `${String(length).padStart(width)}  ${code}\n`).join('')
}
