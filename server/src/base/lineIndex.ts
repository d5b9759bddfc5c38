// Offsets to lines and columns, from 1; columns in UTF-16 code units.

export interface Location {
  line: number
  column: number
}

/** Answers for any offset of a text, in logarithmic time. */
export function lineIndex(text: string): (offset: number) => Location {
  const starts = text.includes('\r') ? startsOf(text) : [0]
  if (starts.length === 1)
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 }
  }
}

/** Where lines start, with line ends of all kinds. */
function startsOf(text: string): number[] {
  const starts = [0]
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n?|\n/g)) starts.push(index + lineEnd.length)
  return starts
}
