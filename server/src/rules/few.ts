// Too few items of a role: shared by the rules on requirements and criteria.
import type { Role } from '../formats/format.ts'
import { definitionsOf, type Reading } from '../formats/reading.ts'
import type { Section } from '../spec/model.ts'
import { nounOf } from './items.ts'
import type { Context, Report } from './rule.ts'
import { titleSpan } from './text.ts'

/** Reports at the home of a role when it has fewer items than the option says; a section that is missing is told by another rule. */
export function reportFew(reading: Reading, role: Role, { options }: Context, report: Report): void {
  if (reading.part || reading.loose || reading.template.document === 'checklist') return
  const home = [...reading.homes].find(([kind]) => kind.role === role)?.[1]
  const span = home?.level === 0 ? titleSpan(reading.spec) : home?.name
  const count = new Set(definitionsOf(reading, role).map(({ id }) => id.key)).size
  if (!home || !span || count + listedIn(reading, home) >= Number(options.least)) return
  const [one, many] = nounOf(role)
  report(
    span,
    `There ${count === 1 ? `is one ${one}` : `are ${count === 0 ? 'no' : count} ${many}`}; a specification has at least ${options.least}.`,
  )
}

/** List items without an id in a section: another rule tells of them. */
function listedIn({ spec }: Reading, { start, end }: Section): number {
  const isThere = (at: number): boolean => at >= start && at < end
  const defined = spec.definitions.filter((one) => one.form === 'item' && one.depth === 0 && isThere(one.start)).length
  return (
    spec.scan.blocks.filter((block) => block.type === 'item' && block.depth === 0 && isThere(block.start)).length -
    defined
  )
}
