// Where the links of a document lead. What a chunk links to is kept as long as the document stays where it is.
import { createObjectTable } from '../base/perObject.ts'
import type { Chunk } from './chunk.ts'
import { type Destination, destinationOf } from './destination.ts'
import type { Document } from './model.ts'

interface Kept {
  from: string
  root: string | undefined
  all: readonly Destination[]
}

const kept = createObjectTable<Chunk, Kept>()

/**
 * The destination of each link target of a document, in the same order.
 * @param from the path of the document
 * @param root the folder that paths such as `/docs` start from
 */
export const destinationsOf = ({ chunks }: Document, from: string, root: string | undefined): Destination[] =>
  chunks.flatMap(({ chunk }) => {
    if (chunk.links.length === 0) return []
    const last = kept.get(chunk)
    if (last && last.from === from && last.root === root) return last.all
    const all = chunk.links.map(({ destination }) => destinationOf(from, destination, root))
    kept.set(chunk, { from, root, all })
    return all
  })
