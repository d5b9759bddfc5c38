// Verifies that a text keeps its meaning after edits of its ids, by reading it again and comparing. So the code that writes ids
// needs no knowledge of how they are read.
import type { Edit } from '../base/edit.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import type { Document } from '../document/model.ts'
import { readDocument } from '../document/read.ts'

/** An id in a text: its span, and what it is read as. */
interface Token {
  start: number
  end: number
  what: string
  single: boolean
}

const tokensOf = ({ definitions, references }: Document): Token[] =>
  [
    ...definitions.map(({ start, end, id, shared }) => ({ start, end, what: `defines ${id.key}`, single: !shared })),
    ...references.map(({ start, end, id, last }) => ({
      start,
      end,
      what: `names ${id.key} ${last?.key ?? ''}`,
      single: !last,
    })),
  ].sort((a, b) => a.start - b.start || a.end - b.end || (a.what < b.what ? -1 : 1))

/**
 * The first offset of a text that would not be read as intended after edits of ids: a single id has to stay single, a range
 * has to stay one or more ids, and everything else must not change. Ids are not joined over line ends, so only the lines with
 * edits are read. Linear in these.
 * @param edits in the order of the text, not overlapping.
 */
export function misreadAt(text: string, edits: readonly Edit[]): number | undefined {
  let lines = ''
  let end = -1
  const moved: Edit[] = []
  const starts: { in: number; of: number }[] = []
  for (const edit of edits) {
    if (edit.start > end) {
      const start = lineStart(text, edit.start)
      end = lineEnd(text, edit.end)
      starts.push({ in: lines.length, of: start })
      lines += `${text.slice(start, end)}\n\n`
    }
    const { in: to, of } = starts.at(-1) as { in: number; of: number }
    moved.push({ start: edit.start - of + to, end: edit.end - of + to, text: edit.text })
  }
  const wrong = misread(readDocument(lines), moved)
  if (wrong === undefined) return undefined
  const line = starts.findLast((one) => one.in <= wrong)
  return line && wrong - line.in + line.of
}

/** The same for a whole text. */
function misread(document: Document, edits: readonly Edit[]): number | undefined {
  let text = ''
  let from = 0
  const written = edits.map((edit) => {
    text += document.text.slice(from, edit.start)
    from = edit.end
    const start = text.length
    text += edit.text
    return { start, end: text.length, edit }
  })
  const now = tokensOf(readDocument(text + document.text.slice(from)))
  let k = 0 // the next of `now`
  let e = 0 // the next edit
  let shift = 0
  let handled: (typeof written)[number] | undefined
  for (const token of tokensOf(document)) {
    while (e < written.length && (written[e]?.edit.end ?? 0) <= token.start) {
      const { edit, start, end } = written[e++] as (typeof written)[number]
      shift += end - start - (edit.end - edit.start)
    }
    const place = written[e]
    if (place && place.edit.start < token.end) {
      if (handled === place) continue // another id of a line that defines several
      handled = place
      const first = k
      while (k < now.length && (now[k]?.start ?? 0) < place.end) {
        if ((now[k]?.start ?? 0) < place.start || (now[k]?.end ?? 0) > place.end) return token.start
        k++
      }
      const own = now[first]
      const isWhole = own?.start === place.start && own.end === place.end && own.single && k === first + 1
      if (k === first || (token.single && !isWhole)) return token.start
      if (token.what.startsWith('defines') !== own?.what.startsWith('defines')) return token.start
    } else {
      const own = now[k++]
      if (own?.start !== token.start + shift || own.end !== token.end + shift || own.what !== token.what)
        return token.start
    }
  }
  return k < now.length ? document.text.length : undefined
}
