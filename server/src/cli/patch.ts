// specwise check --fix --diff: the changes as a unified patch that `git apply` and `patch -p1` accept.

const context = 3 // lines around a change
const mostEdits = 1500 // differing lines that are aligned one by one: the cost is quadratic

/** Lines of a text, and the lines that replace them. Numbers from 0, ends excluded. */
interface Change {
  from: number
  to: number
  fromAfter: number
  toAfter: number
}

/** The patch of a file; empty if both texts are the same. @param path relative to the working directory, with `/`. */
export function patchOf(path: string, before: string, after: string): string {
  const [old, now] = [linesIn(before), linesIn(after)]
  const changes = changesOf(old, now)
  const out: string[] = []
  for (let k = 0; k < changes.length; ) {
    const hunk = [changes[k++] as Change]
    for (let next = changes[k]; next && next.from - (hunk.at(-1) as Change).to <= 2 * context; next = changes[++k])
      hunk.push(next)
    const [first, last] = [hunk[0] as Change, hunk.at(-1) as Change]
    const start = Math.max(0, first.from - context)
    const end = Math.min(old.length, last.to + context)
    const startAfter = first.fromAfter - (first.from - start)
    out.push(
      `@@ -${placed(start, end - start)} +${placed(startAfter, last.toAfter + (end - last.to) - startAfter)} @@\n`,
    )
    let at = start
    for (const { from, to, fromAfter, toAfter } of hunk) {
      out.push(...marked(' ', old.slice(at, from)))
      out.push(...marked('-', old.slice(from, to)), ...marked('+', now.slice(fromAfter, toAfter)))
      at = to
    }
    out.push(...marked(' ', old.slice(at, end)))
  }
  return out.length === 0 ? '' : `--- ${named(`a/${path}`)}\n+++ ${named(`b/${path}`)}\n${out.join('')}`
}

/** A name as git writes it: quoted if it has special characters, followed by a tab if it has spaces. */
function named(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters must be quoted
  const quoted = path.replace(/[\u0000-\u001f"\\\u007f]/g, (char) =>
    char === '"' || char === '\\' ? `\\${char}` : `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )
  return quoted !== path ? `"${quoted}"` : path.includes(' ') ? `${path}\t` : path
}

/** The first line of a hunk, from 1, and its length; an empty hunk is at the line before it. */
const placed = (start: number, length: number): string => `${length === 0 ? start : start + 1},${length}`

const marked = (mark: string, lines: readonly string[]): string[] =>
  lines.map((line) => mark + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`))

/** Lines with their ends: only `\n` ends a line of a patch. */
const linesIn = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** The differences in order, by Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). Equal lines at both ends are skipped first. */
function changesOf(old: readonly string[], now: readonly string[]): Change[] {
  const shorter = Math.min(old.length, now.length)
  let head = 0
  while (head < shorter && old[head] === now[head]) head++
  let tail = 0
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  const pairs = samePairs(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  const changes: Change[] = []
  let [from, fromAfter] = [head, head]
  for (const [oldLine, nowLine] of [...pairs, [old.length - tail - head, now.length - tail - head] as const]) {
    const [to, toAfter] = [head + oldLine, head + nowLine]
    if (to > from || toAfter > fromAfter) changes.push({ from, to, fromAfter, toAfter })
    from = to + 1
    fromAfter = toAfter + 1
  }
  return changes
}

/** The lines that stay, as pairs of their numbers; none if too much differs. */
function samePairs(old: readonly string[], now: readonly string[]): [number, number][] {
  const furthest = new Map<number, number>([[1, 0]]) // by diagonal: how far it reaches in the old text
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
