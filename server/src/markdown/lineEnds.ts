// Line ends: `\n`, `\r\n` and `\r` (CommonMark 0.31.2, clause 2.1).

/** Returns a lookup of the end of the line around an offset, before its line end. It has to be called with rising offsets. */
export function lineEnds(text: string, from = 0): (offset: number) => number {
  let newline = text.indexOf('\n', from)
  let carriage = text.indexOf('\r', from)
  return (offset) => {
    if (newline >= 0 && newline < offset) newline = text.indexOf('\n', offset)
    if (carriage >= 0 && carriage < offset) carriage = text.indexOf('\r', offset)
    const end = newline < 0 ? text.length : newline
    return carriage >= 0 && carriage < end ? carriage : end
  }
}
