// Open questions without brackets, as plans write them: `**Storage**: NEEDS CLARIFICATION: which one?`.
import { spanAt } from '../base/span.ts'
import { leafFinder } from '../markdown/find.ts'
import { saysNone } from './bareMarkers.ts'
import type { Chunk } from './chunk.ts'
import type { Clarification } from './model.ts'
import { firstCell, isProse, lineBefore, namedIn, oneLine, saysResolved, wordsBehind } from './questionText.ts'
import { sectionFinder } from './sections.ts'

const bare = /(\*\*|__)?(?<![[(【［（〔「{])\bNEEDS[ \t]+CLARIFICATION\b(\*\*|__)?/g
const behind = /^(?:[ \t]*[:：][ \t]*|[ \t]+[–—-][ \t]+|[ \t]*(?=[(（])|[ \t]+(?=[^\n]*[?？]$))(\S[\s\S]*)$/
// A value that is only half decided, as the template has it: "**Testing**: Jest or NEEDS CLARIFICATION".
const alternative = /^([^:：]*[:：][*_]{0,2}).*[ \t](?:or|oder|ou|o|または|或)[ \t]+$/
const longest = 4000 // characters of one question

/**
 * Reads markers without brackets where they stand for a value, or alone in a table cell. Elsewhere they are words of a
 * sentence. Offsets count from the start of the chunk.
 */
export function readBareClarifications({ scan, sections }: Pick<Chunk, 'scan' | 'sections'>): Clarification[] {
  const { text } = scan
  const found: Clarification[] = []
  const leafAt = leafFinder(scan)
  const sectionAt = sectionFinder(sections)
  for (const match of text.matchAll(bare)) {
    const start = match.index
    const block = leafAt(start)
    if (!isProse(block) || block.type === 'heading' || spanAt(scan.inlines, start)) continue
    const cell = block.type === 'row'
    const before = lineBefore(text, block, start)
    const after = start + match[0].length
    const words = wordsBehind(text.slice(after, Math.min(block.end, after + longest)), cell)
    const [, lead] = words === '' ? (alternative.exec(before) ?? []) : []
    const name = namedIn(lead ?? before)
    if (name === undefined) continue
    const [, question] = behind.exec(words) ?? []
    if (question === undefined ? words !== '' && words !== '.' : saysNone(question) && !/[?？]/.test(question)) continue
    if (question !== undefined && saysResolved(question)) continue
    const inner = { start: after + words.length - (question?.length ?? 0), end: after + words.length }
    found.push({
      start,
      end: inner.end,
      state: 'open',
      question:
        question === undefined
          ? name !== '' || !cell
            ? name
            : firstCell(text, block)
          : oneLine(text, inner)
              .replace(/\\$/, '') // a hard line break
              .replace(/^[(（](.*)[)）]$/, '$1'),
      inner,
      bracketed: false,
      section: sectionAt(start),
    })
  }
  return found
}
