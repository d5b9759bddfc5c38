// The references of a feature that are more than a mention of an item: unknown ids, ids of other specifications, and ranges.
import { perObject } from '../base/perObject.ts'
import type { Id } from '../document/ids.ts'
import type { Reference } from '../document/model.ts'
import type { Qualifier } from '../document/qualifier.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { type Feature, isKnown, qualifierIn, spelledReferences } from './feature.ts'

export interface NotableReference {
  reference: Reference
  /** The id; of a range, its two ends. */
  ids: readonly Id[]
  /** Those that nothing in the feature defines. */
  unknown: readonly Id[]
  /** The other specification that it belongs to by the words around it. */
  qualifier: Qualifier | undefined
}

const byDocument = perObject((feature: Feature): ReadonlyMap<SpecDocument, readonly NotableReference[]> => {
  const all = new Map<SpecDocument, NotableReference[]>()
  for (const spec of feature.documents) {
    const notable: NotableReference[] = []
    for (const reference of spelledReferences(feature, spec)) {
      const qualifier = qualifierIn(feature, reference)
      const { id, last } = reference
      if (!qualifier && !last && isKnown(feature, id)) continue
      const ids = endsOf(reference)
      notable.push({ reference, ids, unknown: ids.filter((one) => !isKnown(feature, one)), qualifier })
    }
    all.set(spec, notable)
  }
  return all
})

/** The notable references in a document of a feature, in order. */
export const notableReferences = (feature: Feature, spec: SpecDocument): readonly NotableReference[] =>
  byDocument(feature).get(spec) ?? []

/** The id of a reference; of a range, its two ends. */
export const endsOf = ({ id, last }: Reference): Id[] => (last ? [id, last] : [id])
