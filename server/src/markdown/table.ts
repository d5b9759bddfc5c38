// The lines of a table (GFM 0.29, section 4.10).
import { isSpace, skipSpace, trimEnd } from './leaf.ts'

const PIPE = 124

/** The number of columns of a delimiter row (`| --- | :-: |`), or 0 if the line is not one. */
function delimiterColumns(text: string, at: number, end: number): number {
  end = trimEnd(text, at, end)
  let columns = 0
  let hasSign = text.charCodeAt(at) === PIPE // dashes alone are the underline of a heading
  let i = hasSign ? at + 1 : at
  for (;;) {
    i = skipSpace(text, i, end)
    if (i === end) break
    const start = i
    if (text.charCodeAt(i) === 58) i++
    const dashes = i
    while (i < end && text.charCodeAt(i) === 45) i++
    if (i === dashes) return 0
    if (i < end && text.charCodeAt(i) === 58) i++
    if (text.charCodeAt(start) === 58 || text.charCodeAt(i - 1) === 58) hasSign = true
    columns++
    i = skipSpace(text, i, end)
    if (i === end) break
    if (text.charCodeAt(i) !== PIPE) return 0
    hasSign = true
    i++
  }
  return hasSign ? columns : 0
}

/** Appends the start and end offsets of each cell of a row to `out`, without the spaces around it. Returns the number of cells. */
export function splitCells(text: string, at: number, end: number, out: number[]): number {
  end = trimEnd(text, at, end)
  let i = text.charCodeAt(at) === PIPE ? at + 1 : at
  let count = 0
  let start = i
  for (; i <= end; i++) {
    const c = i === end ? PIPE : text.charCodeAt(i)
    if (c === 92) i++
    else if (c === PIPE) {
      if (i === end && start === end) break
      const from = skipSpace(text, start, i)
      out.push(from, trimEnd(text, from, i))
      count++
      start = i + 1
    }
  }
  if (i > end && start <= end && start !== end) {
    const from = skipSpace(text, start, end)
    out.push(from, trimEnd(text, from, end))
    count++
  }
  return count
}

/** Whether a line is a delimiter row that makes the line above it (`headStart` to `headEnd`) the header of a table. */
export function delimitsHead(text: string, at: number, end: number, headStart: number, headEnd: number): boolean {
  const c = text.charCodeAt(at)
  if (c !== PIPE && c !== 45 && c !== 58) return false
  const columns = delimiterColumns(text, at, end)
  return columns > 0 && canBeHeader(text, headStart, headEnd) && splitCells(text, headStart, headEnd, []) === columns
}

/** Whether a line can be the header of a table: more than a lone pipe. */
function canBeHeader(text: string, at: number, end: number): boolean {
  for (let i = at, seen = 0; i < end; i++) {
    const c = text.charCodeAt(i)
    if (isSpace(c)) continue
    if (c !== PIPE || ++seen > 1) return true
  }
  return false
}
