// Columns of a line in other units than those of JavaScript, which are utf-16's.

/** Bytes, units of utf-16, or characters. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32'

const widthIn = {
  'utf-8': (code: number) => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4),
  'utf-32': () => 1,
}

/** A column of a line, from utf-16 into another encoding; past the end, the end. */
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

/** A column of a line, into utf-16; in the middle of a character, its start. */
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
