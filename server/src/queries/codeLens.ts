// textDocument/codeLens: how many questions are open, on the title.

import { counted, t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { fold } from '../base/words.ts'
import type { Clarification } from '../document/model.ts'
import { titleSpan } from '../document/sections.ts'
import type { Feature } from '../feature/feature.ts'
import { blockersOf } from '../feature/gate.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { stageOfWord } from '../templates/status.ts'

export interface Lens {
  /** The title or the status below the lens. */
  at: Span
  title: string
  /** The first open question; undefined for the status. */
  first: { spec: SpecDocument; question: Clarification } | undefined
}

/** For the main document of a feature, counts the open questions of all its documents; for the others, only theirs. */
export function lensesOf(feature: Feature, spec: SpecDocument): Lens[] {
  const counting = spec === feature.spec ? feature.documents : [spec]
  const open = counting.flatMap((one) =>
    one.clarifications.filter(({ state }) => state === 'open').map((question) => ({ spec: one, question })),
  )
  const [first] = open
  const status = statusLens(feature, spec)
  if (!first) return status
  const elsewhere = open.filter((one) => one.spec !== spec).length
  const title =
    elsewhere === 0
      ? counted(open.length, '{0} open question', '{0} open questions')
      : elsewhere === open.length
        ? counted(open.length, '{0} open question in another document', '{0} open questions in other documents')
        : t('{0} open questions, {1} in other documents', open.length, elsewhere)
  return [{ at: titleSpan(spec.document), title, first }, ...status]
}

/** The next status, and what blocks it. */
function statusLens(feature: Feature, spec: SpecDocument): Lens[] {
  const status = spec === feature.spec ? statusOf(spec) : undefined
  if (status?.wanted.shape.type !== 'words') return []
  const { words } = status.wanted.shape
  const now = words.findIndex((word) => fold(status.field.value).startsWith(fold(word)))
  const next = now < 0 ? undefined : words[now + 1]
  if (next === undefined) return []
  const stop = blockersOf(feature, stageOfWord(next))
  return [
    {
      at: status.field,
      title: stop ? t('Next: {0} (blocked by {1})', next, stop) : t('Next: {0}', next),
      first: undefined,
    },
  ]
}
