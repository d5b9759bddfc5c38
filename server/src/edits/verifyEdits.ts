// Whether a text still says the same after edits of its ids: it is read again, and compared. So no rule of reading has to be
// known where ids are written: what reads otherwise afterwards is refused.
import type { Edit } from '../base/edit.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import type { Document } from '../document/model.ts'
import { readDocument } from '../document/read.ts'

/** An id in a text: where it stands, and what it is read as. */
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
 * The first place of a text, as an offset, that would be read otherwise than meant after edits of ids: where one stood alone
 * there has to be one, where a range stood some, and everything beside the edits is as it was. Ids are not joined over line
 * ends, so the lines with edits are enough. Linear in these.
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
    const { in: own, of } = starts.at(-1) as { in: number; of: number }
    moved.push({ start: edit.start - of + own, end: edit.end - of + own, text: edit.text })
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
      if (handled === place) continue // another member of a line that stands for several
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
