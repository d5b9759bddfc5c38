// textDocument/codeLens: how many questions are open, on the title.
import type { Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import { titleSpan } from '../rules/text.ts'
import type { Clarification } from '../spec/model.ts'

export interface Lens {
  /** The title that it stands above. */
  at: Span
  title: string
  /** The first open question. */
  first: { reading: Reading; question: Clarification }
}

/** Of a specification, the open questions of all its documents; of the others, their own. None where none is open. */
export function lensesOf(feature: Feature, reading: Reading): Lens[] {
  const looked = reading === feature.spec ? feature.documents : [reading]
  const open = looked.flatMap((one) =>
    one.clarifications.filter(({ state }) => state === 'open').map((question) => ({ reading: one, question })),
  )
  const [first] = open
  if (!first) return []
  const elsewhere = open.filter((one) => one.reading !== reading).length
  const count = `${open.length} open question${open.length === 1 ? '' : 's'}`
  const where =
    elsewhere === 0 ? '' : elsewhere === open.length ? ' beside this document' : `, ${elsewhere} beside this document`
  return [{ at: titleSpan(reading.spec), title: `${count}${where}`, first }]
}
