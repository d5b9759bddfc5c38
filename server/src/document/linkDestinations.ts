// Where the links of a document lead.
import { createObjectTable } from '../base/perObject.ts'
import type { Chunk } from './chunk.ts'
import { type Destination, destinationOf } from './destination.ts'
import type { Document } from './model.ts'

interface Kept {
  from: string
  root: string | undefined
  all: readonly Destination[]
}

/** Keeps what is made for an object as long as the document stays where it is. */
function keptFor<K extends object>(
  make: (key: K, from: string, root: string | undefined) => readonly Destination[],
): (key: K, from: string, root: string | undefined) => readonly Destination[] {
  const kept = createObjectTable<K, Kept>()
  return (key, from, root) => {
    const last = kept.get(key)
    if (last && last.from === from && last.root === root) return last.all
    return kept.set(key, { from, root, all: make(key, from, root) }).all
  }
}

const ofChunk = keptFor(({ links }: Chunk, from, root) =>
  links.map(({ destination }) => destinationOf(from, destination, root)),
)

/**
 * The destination of each link target of a document, in the same order.
 * @param from the path of the document
 * @param root the folder that paths such as `/docs` start from
 */
export const destinationsOf = keptFor(({ chunks }: Document, from, root) =>
  chunks.flatMap(({ chunk }) => (chunk.links.length === 0 ? [] : ofChunk(chunk, from, root))),
)
