// Conversion of columns (from 0) between UTF-16, which JavaScript uses, and the other encodings of LSP.

/** The unit of a column: bytes, UTF-16 code units, or code points. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32'

/** How many units a code point takes. */
const widthIn = {
  'utf-8': (code: number) => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4),
  'utf-32': () => 1,
}

/** Converts a UTF-16 column of a line to another encoding. A column past the end becomes the end. */
export function columnIn(encoding: Encoding, line: string, utf16: number): number {
  if (encoding === 'utf-16') return utf16
  let units = 0
  for (let at = 0; at < Math.min(utf16, line.length); ) {
    const code = line.codePointAt(at) as number
    units += widthIn[encoding](code)
    at += code > 0xffff ? 2 : 1
  }
  return units
}

/** Converts a column of a line to UTF-16. A column inside a code point becomes its start, one past the end the end. */
export function columnFrom(encoding: Encoding, line: string, column: number): number {
  if (encoding === 'utf-16') return column
  let units = 0
  for (let at = 0; at < line.length; ) {
    const code = line.codePointAt(at) as number
    units += widthIn[encoding](code)
    if (units > column) return at
    at += code > 0xffff ? 2 : 1
  }
  return line.length
}
