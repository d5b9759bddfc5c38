// The line around an offset.

/** Where the line around an offset starts. */
export function lineStart(text: string, at: number): number {
  let start = at
  for (let c = text.charCodeAt(start - 1); start > 0 && c !== 10 && c !== 13; c = text.charCodeAt(--start - 1));
  return start
}

/** Where the line around an offset ends, before its line end. */
export function lineEnd(text: string, at: number): number {
  let end = at
  for (let c = text.charCodeAt(end); end < text.length && c !== 10 && c !== 13; c = text.charCodeAt(++end));
  return end
}

/** The line end that a text uses. */
const eolOf = (text: string): string => {
  const newline = text.indexOf('\n')
  if (newline < 0) return text.includes('\r') ? '\r' : '\n'
  return text[newline - 1] === '\r' ? '\r\n' : '\n'
}

/** `text` in the line ends of a document. */
export const inLineEndsOf = (document: string, text: string): string => text.replace(/\r?\n/g, eolOf(document))
