// The line around an offset.

/** Where the line around an offset starts. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

/** Where the line around an offset ends, before its line end. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  const stop = end < 0 ? text.length : end
  return text[stop - 1] === '\r' ? stop - 1 : stop
}

/** The line end that a text uses. */
const eolOf = (text: string): string => {
  const newline = text.indexOf('\n')
  if (newline < 0) return text.includes('\r') ? '\r' : '\n'
  return text[newline - 1] === '\r' ? '\r\n' : '\n'
}

/** `text` in the line ends of a document. */
export const inLineEndsOf = (document: string, text: string): string => text.replace(/\r?\n/g, eolOf(document))
