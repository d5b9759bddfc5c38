// textDocument/codeLens: how many questions are open, on the title.
import { inTheWay } from '../clarify/status.ts'
import type { Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import { stageOfWord, statusOf } from '../formats/stage.ts'
import type { Span } from '../markdown/blocks.ts'
import { fold, titleSpan } from '../rules/text.ts'
import type { Clarification } from '../spec/model.ts'

export interface Lens {
  /** The title, or the status, that it stands above. */
  at: Span
  title: string
  /** The first open question; undefined for the status. */
  first: { reading: Reading; question: Clarification } | undefined
}

/** Of a specification, the open questions of all its documents; of the others, their own. None where none is open. */
export function lensesOf(feature: Feature, reading: Reading): Lens[] {
  const looked = reading === feature.spec ? feature.documents : [reading]
  const open = looked.flatMap((one) =>
    one.clarifications.filter(({ state }) => state === 'open').map((question) => ({ reading: one, question })),
  )
  const [first] = open
  const status = statusLens(feature, reading)
  if (!first) return status
  const elsewhere = open.filter((one) => one.reading !== reading).length
  const count = `${open.length} open question${open.length === 1 ? '' : 's'}`
  const where =
    elsewhere === 0 ? '' : elsewhere === open.length ? ' beside this document' : `, ${elsewhere} beside this document`
  return [{ at: titleSpan(reading.spec), title: `${count}${where}`, first }, ...status]
}

/** What comes after the status, and what stands in the way of it. */
function statusLens(feature: Feature, reading: Reading): Lens[] {
  const status = reading === feature.spec ? statusOf(reading) : undefined
  if (status?.wanted.shape.type !== 'words') return []
  const { words } = status.wanted.shape
  const now = words.findIndex((word) => fold(status.field.value).startsWith(fold(word)))
  const next = now < 0 ? undefined : words[now + 1]
  if (next === undefined) return []
  const stop = inTheWay(feature, stageOfWord(next))
  return [{ at: status.field, title: `Next: ${next}${stop ? ` (${stop})` : ''}`, first: undefined }]
}
