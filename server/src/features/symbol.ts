// The id at a place of a document, and where it stands in the feature: definition, references, highlights, hover and rename
// stand on it, so that they cannot disagree.
import { type Feature, isName, isOwn, type Located, ownerOf, type Page, pagesOf, resolve } from '../formats/feature.ts'
import type { Span } from '../markdown/blocks.ts'
import { type Id, parentKey } from '../spec/ids.ts'
import type { Definition, Mention } from '../spec/model.ts'
import type { OtherOwner } from '../spec/scope.ts'
import { firstFrom } from '../spec/sections.ts'

export interface IdSymbol extends Span {
  id: Id
  /** The end of a range, `FR-004` in `FR-001–FR-004`. */
  last: Id | undefined
  definition: Definition | undefined
  mention: Mention | undefined
  /** The other specification that the id belongs to. */
  owner: OtherOwner | undefined
}

/** The id that an offset lies in, or at the end of. */
export function symbolAt(feature: Feature, page: Page, offset: number): IdSymbol | undefined {
  const definition = around(page.definitions, offset)
  if (definition) {
    const { id } = definition
    return { ...placeOf(definition), id, last: undefined, definition, mention: undefined, owner: undefined }
  }
  const mention = around(page.mentions, offset)
  if (!mention || isName(feature, mention.id)) return undefined
  const { id, last } = mention
  return { ...placeOf(mention), id, last, definition: undefined, mention, owner: ownerOf(feature, page, mention) }
}

/** Where that id stands. */
export const idSpanAt = (page: Page, offset: number): Span | undefined =>
  around(page.definitions, offset) ?? around(page.mentions, offset)

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
  for (const reading of feature.documents)
    for (const definition of reading.definitions) {
      const { prefix, number } = definition.id
      if (prefix === id.prefix && number >= id.number && number <= last.number) found.push({ reading, definition })
    }
  return found.sort((a, b) => a.definition.id.number - b.definition.id.number)
}

export interface MentionPlace {
  page: Page
  mention: Mention
}

/**
 * The places of a feature's folder that speak of an id: by its own spelling or another, in a range, or by a sub-clause that is
 * defined nowhere. Ids of other specifications are left out.
 */
export function mentionsOf(feature: Feature, id: Id): MentionPlace[] {
  const found: MentionPlace[] = []
  for (const page of pagesOf(feature))
    for (const mention of page.mentions)
      if (speaksOf(feature, mention, id) && isOwn(feature, page, mention)) found.push({ page, mention })
  return found
}

function speaksOf(feature: Feature, { id: own, last }: Mention, id: Id): boolean {
  if (own.prefix !== id.prefix) return false
  if (own.key === id.key || last?.key === id.key) return true
  if (last) return own.number <= id.number && id.number <= last.number
  return parentKey(own) === id.key && resolve(feature, own)[0]?.definition.id.key === id.key
}
