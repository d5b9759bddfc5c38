// specwise check --fix --diff: the changes as a unified patch that `git apply` and `patch -p1` accept.
import { type Difference, differencesBetween } from '../base/diff.ts'

const context = 3 // lines around a change

/** The patch of a file; empty if both texts are the same. @param path relative to the working directory, with `/`. */
export function patchOf(path: string, before: string, after: string): string {
  const [old, now] = [linesIn(before), linesIn(after)]
  const changes = differencesBetween(old, now)
  const out: string[] = []
  for (let k = 0; k < changes.length; ) {
    const hunk = [changes[k++] as Difference]
    for (let next = changes[k]; next && next.from - (hunk.at(-1) as Difference).to <= 2 * context; next = changes[++k])
      hunk.push(next)
    const [first, last] = [hunk[0] as Difference, hunk.at(-1) as Difference]
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
