// The id at a place of a document, and where it stands in the feature: definition, references, highlights, hover and rename
// stand on it, so that they cannot disagree.

import { firstFrom, type Span } from '../base/span.ts'
import { type Id, parentKey } from '../document/ids.ts'
import type { Definition, Reference } from '../document/model.ts'
import type { Qualifier } from '../document/qualifier.ts'
import {
  type Feature,
  type FeatureFile,
  filesOf,
  isName,
  isOwn,
  type Located,
  qualifierIn,
  resolve,
} from './feature.ts'

export interface IdSymbol extends Span {
  id: Id
  /** The end of a range, `FR-004` in `FR-001–FR-004`. */
  last: Id | undefined
  definition: Definition | undefined
  reference: Reference | undefined
  /** The other specification that the id belongs to. */
  owner: Qualifier | undefined
}

/** The id that an offset lies in, or at the end of. */
export function symbolAt(feature: Feature, file: FeatureFile, offset: number): IdSymbol | undefined {
  const definition = around(file.definitions, offset)
  if (definition) {
    const { id } = definition
    return { ...placeOf(definition), id, last: undefined, definition, reference: undefined, owner: undefined }
  }
  const reference = around(file.references, offset)
  if (!reference || isName(feature, reference.id)) return undefined
  const { id, last } = reference
  return {
    ...placeOf(reference),
    id,
    last,
    definition: undefined,
    reference,
    owner: qualifierIn(feature, reference),
  }
}

/** Where that id stands. */
export const idSpanAt = (file: FeatureFile, offset: number): Span | undefined =>
  around(file.definitions, offset) ?? around(file.references, offset)

const placeOf = ({ start, end }: Span): Span => ({ start, end })

function around<T extends Span>(sorted: readonly T[], offset: number): T | undefined {
  let at = firstFrom(sorted, offset + 1) - 1
  while (at > 0 && sorted[at - 1]?.start === sorted[at]?.start) at-- // members of a range stand at its first
  const one = sorted[at]
  return one && one.start <= offset && offset <= one.end ? one : undefined
}

/**
 * The feature that a symbol belongs to: its own, or the one that is named with it.
 * @param other the specification with a number.
 */
export const featureOfSymbol = async (
  feature: Feature,
  { owner }: Pick<IdSymbol, 'owner'>,
  other: (number: number) => Promise<Feature | undefined>,
): Promise<Feature | undefined> => (!owner ? feature : owner.number === undefined ? undefined : other(owner.number))

/** The definitions that a symbol speaks of in a feature: of a range those of all its members, in their order. */
export function definitionsOfSymbol(feature: Feature, { id, last }: Pick<IdSymbol, 'id' | 'last'>): readonly Located[] {
  if (!last) return resolve(feature, id)
  const found: Located[] = []
  for (const spec of feature.documents)
    for (const definition of spec.definitions) {
      const { prefix, number } = definition.id
      if (prefix === id.prefix && number >= id.number && number <= last.number) found.push({ spec, definition })
    }
  return found.sort((a, b) => a.definition.id.number - b.definition.id.number)
}

export interface ReferencePlace {
  file: FeatureFile
  reference: Reference
}

/**
 * The places of a feature's folder that speak of an id: by its own spelling or another, in a range, or by a sub-clause that is
 * defined nowhere. Ids of other specifications are left out.
 */
export function referencesOf(feature: Feature, id: Id): ReferencePlace[] {
  const found: ReferencePlace[] = []
  for (const file of filesOf(feature))
    for (const reference of file.references)
      if (speaksOf(feature, reference, id) && isOwn(feature, reference)) found.push({ file, reference })
  return found
}

function speaksOf(feature: Feature, { id: own, last }: Reference, id: Id): boolean {
  if (own.prefix !== id.prefix) return false
  if (own.key === id.key || last?.key === id.key) return true
  if (last) return own.number <= id.number && id.number <= last.number
  return parentKey(own) === id.key && resolve(feature, own)[0]?.definition.id.key === id.key
}
