// Merge conflicts that git left in a text: where they are, and which of their lines are skipped. A text with conflicts is read
// as if one side of each were kept: lines with markers, and the lines of the other sides, are not read.
import type { Span } from '../base/span.ts'
import { createScanner } from '../markdown/scan.ts'

/** A side of a conflict. `base` is the common ancestor, which git writes in the style diff3. */
export type Side = 'ours' | 'base' | 'theirs'

/** A conflict, from the line `<<<<<<<` to the line `>>>>>>>`, without the last line end. */
export interface Conflict extends Span {
  /** The first line, without its line end. */
  marker: Span
  /** The whole lines between the markers. `base` is undefined if git did not write it. */
  ours: Span
  base: Span | undefined
  theirs: Span
  /** The offset of the line after it. */
  behind: number
  /** The numbers of its first and last line, from 1. */
  lines: { first: number; last: number }
  /** Whether it has another line `=======`, so that one is the underline of a heading and one the separator. */
  ambiguous: boolean
}

const none: readonly Conflict[] = []

/**
 * The conflicts of a text, in order. Linear in the text, and almost free for a text without markers. Markers are seven
 * characters at the start of a line. Only a complete sequence in git's order counts: a lone `=======` underlines a heading.
 *
 * A sequence inside a fenced code block is an example: documents about git contain them, and a conflict in a code block would
 * hide no item. It is a conflict only if the opening or closing fence of the block is part of it, so that the block does not
 * enclose the sequence if one of the sides is read.
 */
export function conflictsOf(text: string): readonly Conflict[] {
  if (!text.includes(open)) return none
  const all = sequencesIn(text)
  if (all.length === 0) return none
  const [inOurs, inTheirs] = [codeAround(text, all, 'ours'), codeAround(text, all, 'theirs')]
  return all.filter((_, k) => !(inOurs[k] && inTheirs[k]))
}

/** The lines, with their line ends, that are skipped if a side is read; in order. */
export function hiddenLines(conflicts: readonly Conflict[], side: Side): Span[] {
  return conflicts.flatMap(({ start, behind, ...sides }) => {
    const kept = sides[side] ?? { start: behind, end: behind }
    return [
      { start, end: kept.start },
      { start: kept.end, end: behind },
    ].filter((lines) => lines.start < lines.end)
  })
}

/** Replaces some lines of a text by spaces, so that offsets stay valid. */
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
const markerLine = /^(<{7}|\|{7}|={7}|>{7})(?![^ \t\r\n])[^\r\n]*/gm

interface Marker extends Span {
  sign: string
  behind: number
  line: number
}

function* markersIn(text: string): Generator<Marker> {
  let line = 1
  let at = 0
  for (const { 0: written, 1: sign = '', index } of text.matchAll(markerLine)) {
    const before = text[index - 1] ?? '\n'
    if (before !== '\n' && before !== '\r') continue // `^` also matches after line ends that Markdown does not have
    if (sign[0] === '=' && written.trimEnd() !== sign) continue
    line += text.slice(at, index).match(/\r\n?|\n/g)?.length ?? 0
    at = index
    const end = index + written.length
    const behind = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : end < text.length ? 1 : 0)
    yield { start: index, end, behind, sign: sign[0] as string, line }
  }
}

/** All complete sequences of markers, including those in code. */
function sequencesIn(text: string): Conflict[] {
  const found: Conflict[] = []
  let first: Marker | undefined
  let base: Marker | undefined
  let separator: Marker | undefined
  let ambiguous = false
  let inner = 0 // open sequences inside the base, which is itself the result of a merge
  const begin = (marker: Marker | undefined): void => {
    first = marker
    base = undefined
    separator = undefined
    ambiguous = false
    inner = 0
  }
  for (const marker of markersIn(text)) {
    const isInBase = base !== undefined && separator === undefined
    if (marker.sign === '<') {
      if (isInBase) inner++
      else begin(marker)
    } else if (!first || (inner > 0 && marker.sign !== '>')) continue
    else if (marker.sign === '|') base = separator ? base : (base ?? marker)
    else if (marker.sign === '=') {
      if (separator) ambiguous = true
      else separator = marker
    } else if (inner > 0) inner--
    else {
      if (separator)
        found.push({
          start: first.start,
          end: marker.end,
          marker: { start: first.start, end: first.end },
          ours: { start: first.behind, end: (base ?? separator).start },
          base: base && { start: base.behind, end: separator.start },
          theirs: { start: separator.behind, end: marker.start },
          behind: marker.behind,
          lines: { first: first.line, last: marker.line },
          ambiguous,
        })
      begin(undefined)
    }
  }
  return found
}

/** For each of some sequences, whether a fenced code block encloses it if the given side of all of them is read. */
function codeAround(text: string, conflicts: readonly Conflict[], side: Side): boolean[] {
  const hidden = hiddenLines(conflicts, side)
  const { blocks } = createScanner(withBlanks(text, hidden), 0, false, hidden).next() ?? { blocks: [] }
  const fences = blocks.filter((block) => block.type === 'code' && block.fenced)
  let k = 0
  return conflicts.map(({ start, end }) => {
    while (k < fences.length && (fences[k] as Span).end <= start) k++
    const fence = fences[k]
    return fence !== undefined && fence.start < start && fence.end > end
  })
}
