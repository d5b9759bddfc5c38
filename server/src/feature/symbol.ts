// The id at an offset of a document, and its definitions and references in the feature. Go to definition, references,
// highlights, hover and rename share it, so that they agree.

import { firstIndexFrom, type Span } from '../base/span.ts'
import { type Id, parentKey } from '../document/ids.ts'
import type { Definition, Reference } from '../document/model.ts'
import type { Qualifier } from '../document/qualifier.ts'
import {
  type Feature,
  type FeatureFile,
  filesOf,
  isOnlyName,
  isOwnReference,
  type LocatedDefinition,
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

/** The id that an offset is in or at the end of. */
export function symbolAt(feature: Feature, file: FeatureFile, offset: number): IdSymbol | undefined {
  const definition = findAt(file.definitions, offset)
  if (definition) {
    const { id } = definition
    return { ...placeOf(definition), id, last: undefined, definition, reference: undefined, owner: undefined }
  }
  const reference = findAt(file.references, offset)
  if (!reference || isOnlyName(feature, reference.id)) return undefined
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

/** The span of the id that an offset is in or at the end of. */
export const idSpanAt = (file: FeatureFile, offset: number): Span | undefined =>
  findAt(file.definitions, offset) ?? findAt(file.references, offset)

const placeOf = ({ start, end }: Span): Span => ({ start, end })

function findAt<T extends Span>(sorted: readonly T[], offset: number): T | undefined {
  let at = firstIndexFrom(sorted, offset + 1) - 1
  while (at > 0 && sorted[at - 1]?.start === sorted[at]?.start) at-- // all members of a range have the span of the first
  const candidate = sorted[at]
  return candidate && candidate.start <= offset && offset <= candidate.end ? candidate : undefined
}

/**
 * The feature that a symbol belongs to: this one, or the one that its qualifier names.
 * @param lookUp looks up the specification with a number
 */
export const featureOfSymbol = async (
  feature: Feature,
  { owner }: Pick<IdSymbol, 'owner'>,
  lookUp: (number: number) => Promise<Feature | undefined>,
): Promise<Feature | undefined> => (!owner ? feature : owner.number === undefined ? undefined : lookUp(owner.number))

/** The definitions of a symbol in a feature. For a range, those of all its members, sorted by number. */
export function definitionsOfSymbol(
  feature: Feature,
  { id, last }: Pick<IdSymbol, 'id' | 'last'>,
): readonly LocatedDefinition[] {
  if (!last) return resolve(feature, id)
  const found: LocatedDefinition[] = []
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
 * The references to an id in the files of a feature: in any spelling, as a part of a range, or to a sub-clause that is not
 * defined. Ids of other specifications are left out.
 */
export function referencesOf(feature: Feature, id: Id): ReferencePlace[] {
  const found: ReferencePlace[] = []
  for (const file of filesOf(feature))
    for (const reference of file.references)
      if (refersTo(feature, reference, id) && isOwnReference(feature, reference)) found.push({ file, reference })
  return found
}

function refersTo(feature: Feature, { id: referenced, last }: Reference, id: Id): boolean {
  if (referenced.prefix !== id.prefix) return false
  if (referenced.key === id.key || last?.key === id.key) return true
  if (last) return referenced.number <= id.number && id.number <= last.number
  return parentKey(referenced) === id.key && resolve(feature, referenced)[0]?.definition.id.key === id.key
}
