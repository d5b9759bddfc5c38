// The line around an offset, and the line ends of a text.

/** The offset at which the line around an offset starts. */
export function lineStart(text: string, at: number): number {
  let start = at
  for (let c = text.charCodeAt(start - 1); start > 0 && c !== 10 && c !== 13; c = text.charCodeAt(--start - 1));
  return start
}

/** The offset at which the line around an offset ends, before the line end. */
export function lineEnd(text: string, at: number): number {
  let end = at
  for (let c = text.charCodeAt(end); end < text.length && c !== 10 && c !== 13; c = text.charCodeAt(++end));
  return end
}

/** The line end that a text uses first. */
const eolOf = (text: string): string => {
  const newline = text.indexOf('\n')
  if (newline < 0) return text.includes('\r') ? '\r' : '\n'
  return text[newline - 1] === '\r' ? '\r\n' : '\n'
}

/** Converts `text` to the line ends of a document. */
export const inLineEndsOf = (document: string, text: string): string => text.replace(/\r?\n/g, eolOf(document))
