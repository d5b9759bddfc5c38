// Lines that were meant as headings but are not headings in Markdown: `/# Feature Specification: Queue`, `##Requirements`.
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { contentOf } from '../markdown/blocks.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { normalTitle } from './sections.ts'

export interface LostHeading extends Span {
  /** The number of `#` signs. */
  level: number
  /** The text after them. */
  title: string
  /** The normalised title, like the key of a section. */
  key: string
}

// A few characters before the `#` signs, or no space after them. A single `#` needs a space: `#12` and `#topic` are tags.
const lost = /^(?:([^\p{L}\p{N}\s#*_`~|>[\](){}<&'"\\-]{1,2})[ \t]?(#{1,6})[ \t]+|()(#{2,6})(?=\p{Lu}))(\S.{1,200})$/u

const lostIn = perObject(({ scan }: Chunk): readonly LostHeading[] => {
  const { text, blocks, lines } = scan
  const found: LostHeading[] = []
  for (const block of blocks) {
    if (block.type !== 'paragraph' || block.first || text.slice(block.start, block.start + 9).indexOf('#') < 0) continue
    const [first = ''] = contentOf(scan, block).split('\n', 1)
    const [, , prefixed, , unspaced, title = ''] = lost.exec(first) ?? []
    const marks = prefixed ?? unspaced
    if (marks === undefined) continue
    found.push({
      start: block.start,
      end: lines[2 * block.from + 1] as number,
      level: marks.length,
      title: title.trim(),
      key: normalTitle(title),
    })
  }
  return found
})

/** The lines of a document that were meant as headings, in order. */
export const lostHeadingsOf = ({ chunks }: Document): LostHeading[] =>
  chunks.flatMap(({ chunk, start: by }) =>
    lostIn(chunk).map((heading) => ({ ...heading, start: heading.start + by, end: heading.end + by })),
  )
