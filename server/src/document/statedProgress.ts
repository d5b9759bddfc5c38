// Statements about the progress of tasks: `**Progress**: 76/92 tasks`.
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { contentOf } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'

export interface StatedProgress extends Span {
  done: number
  total: number
  /** The number of the specification that the line names, if any: "015-sync: 88/106 tasks". */
  spec: number | undefined
}

const stated = /(?<![\w/.-])(\d{1,4})[ \t]*(?:\/|of)[ \t]*(\d{1,4})[ \t]+[Tt]asks\b/g
const mayState = /\d[ \t]*(?:\/|of)[ \t]*\d{1,4}[ \t]+[Tt]asks\b/
/** Words for a plan, a condition, the past, or a part of the tasks: the line does not state the current progress. */
export const unreal =
  /\b(?:if|when|once|until|should|must|would|will|after|before|e\.g|example|was|were|previously|remaining|left|target|goal|parallel\w*|eligible)\b/i

const statedIn = perObject(({ scan }: Chunk): readonly StatedProgress[] => {
  const found: StatedProgress[] = []
  if (!mayState.test(scan.text)) return found
  for (const block of scan.blocks) {
    if (block.type !== 'paragraph' && block.type !== 'heading') continue
    for (const line of contentOf(scan, block).split('\n')) {
      for (const match of line.matchAll(stated)) {
        const start = scan.text.indexOf(match[0], block.start)
        if (start < 0 || start >= block.end || unreal.test(line)) continue
        const folder = /(?<![\w-])(\d{3,4})-[a-z]/.exec(line)?.[1]
        const spec = folder === undefined ? undefined : Number(folder)
        found.push({ start, end: start + match[0].length, done: Number(match[1]), total: Number(match[2]), spec })
      }
    }
  }
  return found
})

// "The unchecked boxes are not outstanding work"; at the start, "Historical record: this list captures the original plan."
const kept =
  /\b(?:un(?:checked|ticked)|open)\s+(?:(?:check)?boxes|items|tasks)\b[^.]{0,60}\b(?:not\s+(?:outstanding|open|remaining|pending|missing)|intentional(?:ly)?|kept|retained|historical)\b|^[\s*_]*historical\s+(?:record|artifact|document|snapshot)\b/i

const keepsIn = perObject(({ scan }: Chunk): boolean =>
  scan.blocks.some((block) => block.type === 'paragraph' && !block.parent && kept.test(contentOf(scan, block))),
)

/** Whether a document says that its checkboxes are not kept up to date. */
export const isRecord = ({ chunks }: Document): boolean => chunks.some(({ chunk }) => keepsIn(chunk))

/** The statements about progress in a document, in order. */
export const statedProgressOf = ({ chunks }: Document): StatedProgress[] =>
  chunks.flatMap(({ chunk, start: by }) =>
    statedIn(chunk).map((statement) => ({ ...statement, start: statement.start + by, end: statement.end + by })),
  )
