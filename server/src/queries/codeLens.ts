// textDocument/codeLens: how many questions are open, on the title.

import type { Span } from '../base/span.ts'
import { counted, fold } from '../base/words.ts'
import type { Clarification } from '../document/model.ts'
import { titleSpan } from '../document/sections.ts'
import type { Feature } from '../feature/feature.ts'
import { inTheWay } from '../feature/gate.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { stageOfWord } from '../templates/status.ts'

export interface Lens {
  /** The title, or the status, that it stands above. */
  at: Span
  title: string
  /** The first open question; undefined for the status. */
  first: { spec: SpecDocument; question: Clarification } | undefined
}

/** Of a specification, the open questions of all its documents; of the others, their own. None where none is open. */
export function lensesOf(feature: Feature, spec: SpecDocument): Lens[] {
  const looked = spec === feature.spec ? feature.documents : [spec]
  const open = looked.flatMap((one) =>
    one.clarifications.filter(({ state }) => state === 'open').map((question) => ({ spec: one, question })),
  )
  const [first] = open
  const status = statusLens(feature, spec)
  if (!first) return status
  const elsewhere = open.filter((one) => one.spec !== spec).length
  const count = counted(open.length, 'open question')
  const where =
    elsewhere === 0 ? '' : elsewhere === open.length ? ' beside this document' : `, ${elsewhere} beside this document`
  return [{ at: titleSpan(spec.document), title: `${count}${where}`, first }, ...status]
}

/** What comes after the status, and what stands in the way of it. */
function statusLens(feature: Feature, spec: SpecDocument): Lens[] {
  const status = spec === feature.spec ? statusOf(spec) : undefined
  if (status?.wanted.shape.type !== 'words') return []
  const { words } = status.wanted.shape
  const now = words.findIndex((word) => fold(status.field.value).startsWith(fold(word)))
  const next = now < 0 ? undefined : words[now + 1]
  if (next === undefined) return []
  const stop = inTheWay(feature, stageOfWord(next))
  return [{ at: status.field, title: `Next: ${next}${stop ? ` (${stop})` : ''}`, first: undefined }]
}
