// Offsets to lines and columns, from 1; columns in UTF-16 code units.

export interface Place {
  line: number
  column: number
}

/** Answers for any offset of a text, in logarithmic time. */
export function placesOf(text: string): (offset: number) => Place {
  const starts = [0]
  for (let at = 0; ; ) {
    const lf = text.indexOf('\n', at)
    const upTo = lf < 0 ? text.length : lf
    for (let cr = text.indexOf('\r', at); cr >= 0 && cr < upTo; cr = text.indexOf('\r', cr + 1)) {
      if (cr + 1 !== lf) starts.push(cr + 1)
      if (cr + 1 >= upTo) break
    }
    if (lf < 0) break
    at = lf + 1
    starts.push(at)
  }
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
