// The specifications that a document says it is built on or related to.
import { perObject } from '../base/perObject.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { specsNamedIn } from './qualifier.ts'

/** The number of each specification that a chunk names; undefined for one that is named without a number. */
export const numbersNamedIn = perObject(({ text }: Chunk): readonly (number | undefined)[] => specsNamedIn(text))

// "**Builds on**: [009 spec.md](../009-x/spec.md)"
const relation =
  /^.{0,200}\b(?:buil(?:ds?|t|ding)\s+(?:up)?on|depend(?:s|ent|encies|ency|ing)?|extends|supersedes|inherits|based\s+on|companions?|follow[- ]?ups?|prerequisites?|continues|split\s+(?:from|off)|parent|related|relates)\b.*/gim

const relatedIn = perObject((chunk: Chunk): readonly number[] =>
  numbersNamedIn(chunk).length === 0
    ? []
    : [...chunk.text.matchAll(relation)].flatMap(([line]) =>
        specsNamedIn(line).filter((number) => number !== undefined),
      ),
)

/** The numbers of the specifications that a document is built on, or otherwise related to, as it says itself. */
export const relatedSpecsOf = perObject(
  ({ chunks }: Document): ReadonlySet<number> => new Set(chunks.flatMap(({ chunk }) => relatedIn(chunk))),
)
