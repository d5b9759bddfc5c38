// The line around an offset.

/** Where the line around an offset starts. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

/** Where the line around an offset ends, before its line end. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  const stop = end < 0 ? text.length : end
  return text[stop - 1] === '\r' ? stop - 1 : stop
}
