// Statements that a file does not exist: "This specification has no `plan.md`: …".
import { perObject } from '../base/perObject.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'

const file = String.raw`[\x60"'*(]{0,3}([a-z]{2,20}\.md)\b`
const denial = new RegExp(
  String.raw`\b(?:no|without|not\s+(?:need|require|have)|needs?\s+no|(?:must|does|do|did|will|should)\s+not\s+(?:create|have|need|include|require|add|write)|never\s+(?:had|has|got))\s+(?:an?\s+|any\s+|separate\s+|own\s+){0,2}(?:[\x60"'*(]{0,3}[a-z]{2,20}\.md[\x60"'*)]{0,3}(?:,\s*(?:or\s+)?|\s+(?:or|and|nor)\s+)){0,3}${file}`,
  'gi',
)
const denialBehind = new RegExp(
  String.raw`${file}[\x60"'*)]{0,3}\s+(?:(?:is|was|are|were)\s+)?(?:not\s+(?:required|needed|necessary|written|created|used|applicable)|n/a\b|unnecessary|omitted|intentionally)`,
  'gi',
)
const names = /[a-z]{2,20}\.md\b/gi

const deniedIn = perObject(({ text }: Chunk): ReadonlySet<string> => {
  if (!text.includes('.md')) return new Set()
  const all = [...text.matchAll(denial), ...text.matchAll(denialBehind)]
  return new Set(all.flatMap(([words]) => words.match(names) ?? []).map((name) => name.toLowerCase()))
})

const retroactive = /\bretro(?:active|spec)/i

/** Whether a document says that it was written after the work: "retroactive specification". */
export const isRetroactive = ({ chunks }: Pick<Document, 'chunks'>): boolean =>
  chunks.slice(0, 3).some(({ chunk }) => retroactive.test(chunk.text.slice(0, 2000)))

/** Whether a document says that it has no file with a name (`plan.md`), so that its absence is intended. Each chunk is searched once. */
export const deniesFile = ({ chunks }: Pick<Document, 'chunks'>, file: string): boolean =>
  chunks.some(({ chunk }) => deniedIn(chunk).has(file))
