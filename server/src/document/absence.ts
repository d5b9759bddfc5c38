// Statements that a file does not exist: "This specification has no `plan.md`: …".
import { perObject } from '../base/perObject.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'

const denial =
  /\b(?:no|without|not\s+need|needs?\s+no)\s+(?:an?\s+|any\s+|separate\s+|own\s+){0,2}[\x60"'*(]{0,3}([a-z]{2,20}\.md)\b/gi

const deniedIn = perObject(
  ({ text }: Chunk): ReadonlySet<string> =>
    new Set(text.includes('.md') ? [...text.matchAll(denial)].map(([, file = '']) => file.toLowerCase()) : []),
)

/** Whether a document says that it has no file with a name (`plan.md`), so that its absence is intended. Each chunk is searched once. */
export const deniesFile = ({ chunks }: Pick<Document, 'chunks'>, file: string): boolean =>
  chunks.some(({ chunk }) => deniedIn(chunk).has(file))
