// Conversion of offsets to lines and columns. Both count from 1, columns in UTF-16 code units.

export interface Location {
  line: number
  column: number
}

/** Indexes the lines of a text. The returned function takes logarithmic time. */
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

/** The offsets at which lines start, for a text with any kind of line ends. */
function startsOf(text: string): number[] {
  const starts = [0]
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n?|\n/g)) starts.push(index + lineEnd.length)
  return starts
}
