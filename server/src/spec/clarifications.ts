// Open and answered questions: `[NEEDS CLARIFICATION: …]` and `[CLARIFIED: …]`, wherever they stand in prose. Brackets
// nest, code spans are skipped, and a marker may run over the lines of its block. The words without a
// question ("No [NEEDS CLARIFICATION] markers remain") are no marker.
import type { Scan } from '../markdown/blocks.ts'
import type { Clarification, Section } from './model.ts'
import { leafFinder, sectionFinder, spanAt } from './sections.ts'

const marker =
  /\[(NEEDS[ \t\r\n]+CLARIFICATION|CLARIFIED)(?:[ \t]*[:：]|[ \t]+[–—-][ \t]|[ \t]+(?=[^[\]\r\n]{1,200}\?))/g

export function readClarifications(scan: Scan, sections: Section[]): Clarification[] {
  const { text } = scan
  const found: Clarification[] = []
  marker.lastIndex = 0
  let match = marker.exec(text)
  if (!match) return found
  const leafAt = leafFinder(scan)
  const sectionAt = sectionFinder(sections)
  for (; match; match = marker.exec(text)) {
    const start = match.index
    const block = leafAt(start)
    if (!block || block.type === 'code' || block.type === 'html' || spanAt(scan.inlines, start)) continue
    const end = closingBracket(scan, start, block.end)
    const question = text.slice(start + match[0].length, text[end - 1] === ']' ? end - 1 : end)
    found.push({
      start,
      end,
      state: match[1] === 'CLARIFIED' ? 'answered' : 'open',
      question: question.replace(/\s+/g, ' ').trim(),
      section: sectionAt(start),
    })
    marker.lastIndex = end
  }
  return found
}

const longest = 4000 // characters of one marker: keeps a document of unclosed markers linear

/** The end of the bracket that opens at `start`; when it never closes, the end of its line. */
function closingBracket(scan: Scan, start: number, blockEnd: number): number {
  const { text } = scan
  const limit = Math.min(blockEnd, start + longest)
  let open = 0
  for (let i = start; i < limit; i++) {
    const c = text.charCodeAt(i)
    if (c === 96) i = Math.max(i, (spanAt(scan.inlines, i)?.end ?? 0) - 1)
    else if (c === 91) open++
    else if (c === 93 && --open === 0) return i + 1
  }
  const newline = text.slice(start, limit).search(/[\r\n]/)
  return newline < 0 ? limit : start + newline
}
