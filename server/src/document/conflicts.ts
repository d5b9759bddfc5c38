// Merge conflicts that git left in a text: where they are, and which of their lines a reading passes over. A text with conflicts
// is read as if one side of each were kept: the lines of the other side, and those with markers, are read by nobody.
import type { Span } from '../base/span.ts'
import { createScanner } from '../markdown/scan.ts'

/** The side of the conflicts that is read; `base` is what both sides started from, where git wrote it down (diff3). */
export type Side = 'ours' | 'base' | 'theirs'

/** From the line `<<<<<<<` to the end of the line `>>>>>>>`, without its line end. */
export interface Conflict extends Span {
  /** The first line, without its line end. */
  marker: Span
  /** The lines between the markers, whole; `base` is undefined where git did not write it. */
  ours: Span
  base: Span | undefined
  theirs: Span
  /** Where the line behind it starts. */
  behind: number
  /** The first and the last line, from 1. */
  lines: { first: number; last: number }
  /** A further line `=======` stands in it: a heading's underline, or the separator itself. */
  ambiguous: boolean
}

const none: readonly Conflict[] = []

/**
 * The conflicts of a text, in order; linear in it, and next to nothing for a text without markers. Markers are seven characters
 * at the start of a line, in git's order, and only a complete sequence counts: a lone `=======` underlines a heading.
 *
 * A sequence inside a fenced code block is an example: documents about git show one, and a conflict in a code block would
 * hide no item. It counts where the block is torn by it: where the fence that opens or closes the block is in the conflict, so
 * that with one of the sides the block does not reach around it.
 */
export function conflictsOf(text: string): readonly Conflict[] {
  if (!text.includes(open)) return none
  const all = sequencesIn(text)
  if (all.length === 0) return none
  const [inOurs, inTheirs] = [codeAround(text, all, 'ours'), codeAround(text, all, 'theirs')]
  return all.filter((_, k) => !(inOurs[k] && inTheirs[k]))
}

/** The lines, with their line ends, that are passed over when a side is read; in order. */
export function linesHidden(conflicts: readonly Conflict[], side: Side): Span[] {
  return conflicts.flatMap(({ start, behind, ...sides }) => {
    const kept = sides[side] ?? { start: behind, end: behind }
    return [
      { start, end: kept.start },
      { start: kept.end, end: behind },
    ].filter((one) => one.start < one.end)
  })
}

/** A text with some lines blanked: offsets stay. */
export function withBlanks(text: string, hidden: readonly Span[]): string {
  let out = ''
  let at = 0
  for (const { start, end } of hidden) {
    out += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ')
    at = end
  }
  return out + text.slice(at)
}

const open = '<'.repeat(7)
const marker = /^(<{7}|\|{7}|={7}|>{7})(?![^ \t\r\n])[^\r\n]*/gm

interface Marker extends Span {
  sign: string
  behind: number
  line: number
}

function* markersIn(text: string): Generator<Marker> {
  let line = 1
  let at = 0
  for (const { 0: written, 1: sign = '', index } of text.matchAll(marker)) {
    const before = text[index - 1] ?? '\n'
    if (before !== '\n' && before !== '\r') continue // JavaScript has more line ends than Markdown
    if (sign[0] === '=' && written.trimEnd() !== sign) continue
    line += text.slice(at, index).match(/\r\n?|\n/g)?.length ?? 0
    at = index
    const end = index + written.length
    const behind = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : end < text.length ? 1 : 0)
    yield { start: index, end, behind, sign: sign[0] as string, line }
  }
}

/** All complete sequences, also in code. */
function sequencesIn(text: string): Conflict[] {
  const found: Conflict[] = []
  let first: Marker | undefined
  let base: Marker | undefined
  let separator: Marker | undefined
  let ambiguous = false
  let inner = 0 // sequences that are open inside of the base: git merges bases, too
  const begin = (one: Marker | undefined): void => {
    first = one
    base = undefined
    separator = undefined
    ambiguous = false
    inner = 0
  }
  for (const one of markersIn(text)) {
    const isInBase = base !== undefined && separator === undefined
    if (one.sign === '<') {
      if (isInBase) inner++
      else begin(one)
    } else if (!first || (inner > 0 && one.sign !== '>')) continue
    else if (one.sign === '|') base = separator ? base : (base ?? one)
    else if (one.sign === '=') {
      if (separator) ambiguous = true
      else separator = one
    } else if (inner > 0) inner--
    else {
      if (separator)
        found.push({
          start: first.start,
          end: one.end,
          marker: { start: first.start, end: first.end },
          ours: { start: first.behind, end: (base ?? separator).start },
          base: base && { start: base.behind, end: separator.start },
          theirs: { start: separator.behind, end: one.start },
          behind: one.behind,
          lines: { first: first.line, last: one.line },
          ambiguous,
        })
      begin(undefined)
    }
  }
  return found
}

/** For each of some sequences, whether a fenced code block reaches around it when a side of all of them is read. */
function codeAround(text: string, all: readonly Conflict[], side: Side): boolean[] {
  const hidden = linesHidden(all, side)
  const { blocks } = createScanner(withBlanks(text, hidden), 0, false, hidden).next() ?? { blocks: [] }
  const fences = blocks.filter((block) => block.type === 'code' && block.fenced)
  let k = 0
  return all.map(({ start, end }) => {
    while (k < fences.length && (fences[k] as Span).end <= start) k++
    const fence = fences[k]
    return fence !== undefined && fence.start < start && fence.end > end
  })
}
