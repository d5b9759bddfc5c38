// What is derived from the text of one item: it is kept as long as the item says the same.
import { createObjectTable } from '../base/perObject.ts'
import type { Definition, Document } from './model.ts'
import { chunkAt } from './places.ts'

/**
 * The identity of an item: an object that stays the same as long as the item's text does. Undefined for an item that extends
 * over several chunks.
 */
export function identityOf(document: Document, { form, section, fact, whole }: Definition): object | undefined {
  if (form !== 'heading' || !section) return fact?.identity
  // The section must end in its chunk: it has no subsections, and no list in it continues in the next chunk.
  const part = chunkAt(document, whole.start)
  return part && section.end <= part.start + part.chunk.text.length ? fact?.identity : undefined
}

/**
 * Caches a function of an item as long as its text is the same.
 * @param make must read the text of the item only, and `others` must follow from it.
 */
export function perItem<V extends string | boolean | object, Others extends unknown[]>(
  make: (document: Document, definition: Definition, ...others: Others) => V,
): (document: Document, definition: Definition, ...others: Others) => V {
  const table = createObjectTable<object, V>()
  return (document, definition, ...others) => {
    const identity = identityOf(document, definition)
    const cached = identity && table.get(identity)
    if (cached !== undefined) return cached
    const value = make(document, definition, ...others)
    if (identity) table.set(identity, value)
    return value
  }
}
