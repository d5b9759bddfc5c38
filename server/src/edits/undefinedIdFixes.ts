// Fixes of a reference to an undefined id: the id that was probably meant, or a new item with the id.

import { t } from '../base/l10n.ts'
import { distance } from '../base/words.ts'
import type { Id } from '../document/ids.ts'
import type { Reference } from '../document/model.ts'
import type { Feature, LocatedDefinition } from '../feature/feature.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Change } from './change.ts'
import { itemBehind } from './itemEdits.ts'
import { like } from './rangeText.ts'

export interface UndefinedIdFix {
  title: string
  change: Change
}

/** The fixes of the reference that starts at an offset, the likelier first; empty for ranges and ids of other specifications. */
export function undefinedIdFixes(feature: Feature, spec: SpecDocument, at: number): UndefinedIdFix[] {
  const reference = spec.references.find(({ start }) => start === at)
  if (!reference || reference.last || reference.qualifier) return []
  const { id } = reference
  const defined = feature.documents.flatMap((one) =>
    one.definitions
      .filter((definition) => definition.id.prefix === id.prefix && !definition.shared)
      .map((definition): LocatedDefinition => ({ spec: one, definition })),
  )
  return [...corrected(spec, reference, defined), ...added(id, defined)]
}

/** The defined id with the smallest edit distance, at most two; of several the nearest number. */
function corrected(
  { path, document }: SpecDocument,
  reference: Reference,
  defined: readonly LocatedDefinition[],
): UndefinedIdFix[] {
  const { id, start, end } = reference
  const written = (one: Id): string => `${one.number}`.padStart(one.digits, '0') + one.suffix
  const [best] = defined
    .map(({ definition }) => definition.id)
    .map((one) => ({ one, far: distance(written(one), written(id)), apart: Math.abs(one.number - id.number) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far || a.apart - b.apart)
  if (!best) return []
  const text = like(id, best.one)
  const title = t('Change to "{0}"', text)
  return [
    { title, change: { label: title, documents: [{ path, before: document.text, edits: [{ start, end, text }] }] } },
  ]
}

/** An empty item after the last one with a smaller number, in its document. */
function added(id: Id, defined: readonly LocatedDefinition[]): UndefinedIdFix[] {
  const inOrder = [...defined].sort((a, b) => a.definition.id.number - b.definition.id.number)
  const before = inOrder.findLast(({ definition }) => definition.id.number < id.number) ?? inOrder.at(-1)
  const edit = before && itemBehind(before.spec, before.definition, id)
  if (!edit) return []
  const { path, document } = before.spec
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const written = like(before.definition.id, id)
  const title = name === '' ? t('Add "{0}" to This Document', written) : t('Add "{0}" to {1}', written, name)
  const cursor = edit.start + edit.inside
  return [
    {
      title,
      change: {
        label: title,
        documents: [{ path, before: document.text, edits: [edit] }],
        cursor: { path, start: cursor, end: cursor },
      },
    },
  ]
}
