// How much two texts have in common at their ends. Whole pieces are compared at once, which is as fast as copying them.

const piece = 4096 // characters

/** The number of characters that two texts share at their start. */
export function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let same = 0
  while (same < most && a.slice(same, same + piece) === b.slice(same, same + piece)) same += piece
  same = Math.min(same, most)
  while (same < most && a.charCodeAt(same) === b.charCodeAt(same)) same++
  return same
}

/** The number of characters that two texts share at their end. */
export function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  const endOf = (text: string, same: number): string =>
    text.slice(Math.max(0, text.length - same - piece), text.length - same)
  let same = 0
  while (same + piece <= most && endOf(a, same) === endOf(b, same)) same += piece
  while (same < most && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++
  return same
}
