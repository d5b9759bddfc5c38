// What differs between two lists: lines of a file, words of an item.

const mostEdits = 1500 // elements that differ and are searched one by one: the effort is their square

/** A piece of one list and what takes its place in the other. Positions from 0, ends excluded. */
export interface Difference {
  from: number
  to: number
  fromAfter: number
  toAfter: number
}

/**
 * The differences between two lists, in order. If too much differs, everything between the equal ends is one difference.
 * Source: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
 */
export function differencesBetween(old: readonly string[], now: readonly string[]): Difference[] {
  const shorter = Math.min(old.length, now.length)
  let head = 0
  while (head < shorter && old[head] === now[head]) head++
  let tail = 0
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  const pairs = equalPairs(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  const differences: Difference[] = []
  let [from, fromAfter] = [head, head]
  for (const [k, j] of [...pairs, [old.length - tail - head, now.length - tail - head] as const]) {
    const [to, toAfter] = [head + k, head + j]
    if (to > from || toAfter > fromAfter) differences.push({ from, to, fromAfter, toAfter })
    from = to + 1
    fromAfter = toAfter + 1
  }
  return differences
}

/** The positions of the elements that stay, in both lists; none if too much differs. */
function equalPairs(old: readonly string[], now: readonly string[]): [number, number][] {
  const furthest = new Map<number, number>([[1, 0]]) // by diagonal: how far it goes in the old list
  const steps: Map<number, number>[] = []
  for (let edits = 0; edits <= Math.min(mostEdits, old.length + now.length); edits++) {
    steps.push(new Map(furthest))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const [down, right] = [furthest.get(diagonal + 1) ?? -1, furthest.get(diagonal - 1) ?? -1]
      let x = diagonal === -edits || (diagonal !== edits && right < down) ? down : right + 1
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++
      furthest.set(diagonal, x)
      if (x >= old.length && x - diagonal >= now.length) return walkBack(steps, old.length, now.length)
    }
  }
  return []
}

function walkBack(steps: readonly Map<number, number>[], endX: number, endY: number): [number, number][] {
  const pairs: [number, number][] = []
  let [x, y] = [endX, endY]
  for (let edits = steps.length - 1; edits >= 0; edits--) {
    const before = steps[edits] as Map<number, number>
    const diagonal = x - y
    const [down, right] = [before.get(diagonal + 1) ?? -1, before.get(diagonal - 1) ?? -1]
    const last = diagonal === -edits || (diagonal !== edits && right < down) ? diagonal + 1 : diagonal - 1
    const fromX = edits === 0 ? 0 : (before.get(last) ?? 0)
    const fromY = edits === 0 ? 0 : fromX - last
    while (x > fromX && y > fromY) pairs.push([--x, --y])
    if (edits > 0) [x, y] = [fromX, fromY]
  }
  return pairs.reverse()
}
