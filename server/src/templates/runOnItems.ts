// Items without list markers in the lines of one paragraph, which Markdown reads as a single text: `FR-001 …` above `FR-002 …`.
import { t } from '../base/l10n.ts'
import { lazy } from '../base/lazy.ts'
import { lineEnd } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import type { Chunk } from '../document/chunk.ts'
import { saysFate } from '../document/fate.ts'
import type { Definition, Document, ReferenceFact, Section } from '../document/model.ts'
import { paragraphsIn } from '../document/places.ts'
import { duty } from '../languages/speech.ts'
import type { Malformed } from './malformedItem.ts'
import type { IdKind } from './template.ts'

const fewest = 3 // lines in a row
const widestGap = 5 // between the numbers of two lines
const longest = 600 // characters of a line that are examined
const startsText = /^[:：.]?[ \t]+[\p{L}\d\x60*"'“(]/u

/**
 * The ids that start the lines of a paragraph from its first line on, in rising order. Most lines have to say what must be, or have a
 * colon behind the id; in prose about items, others stand at the start of a line.
 */
const runsIn = perObject((chunk: Chunk): readonly (readonly ReferenceFact[])[] => {
  const { text, references } = chunk
  if (references.length < fewest) return []
  const alone = { chunks: [{ chunk, start: 0, section: 0, table: 0 }] }
  let next = 0
  return paragraphsIn(chunk).flatMap(({ start: from, end: to }) => {
    while (next < references.length && (references[next] as ReferenceFact).start < from) next++
    const run: ReferenceFact[] = []
    let stated = 0
    for (let k = next; k < references.length && (references[k] as ReferenceFact).start < to; k++) {
      const reference = references[k] as ReferenceFact
      if (!/[\r\n]/.test(text[reference.start - 1] ?? '\n')) continue
      const behind = text.slice(reference.end, Math.min(lineEnd(text, reference.end), reference.end + longest))
      const { prefix, number } = run.at(-1)?.id ?? { prefix: reference.id.prefix, number: reference.id.number - 1 }
      const rises = reference.id.prefix === prefix && reference.id.number > number
      if (!rises || reference.id.number - number > widestGap || reference.code || !startsText.test(behind)) return []
      if (saysFate(alone, reference)) return [] // "FR-002 was removed"
      if (/^[:：]/.test(behind) || duty.test(behind)) stated++
      run.push(reference)
    }
    return run.length >= fewest && run[0]?.start === from && 2 * stated >= run.length ? [run] : []
  })
})

/**
 * Lines of a paragraph that were meant as the items of a kind without checkboxes, in its home section, unless one of them is defined
 * elsewhere.
 * @param read the definitions that the document has.
 */
export function runOnItems(
  { text, chunks }: Document,
  homes: ReadonlyMap<IdKind, Section>,
  read: readonly Definition[],
): Malformed[] {
  const known = lazy(() => new Set(read.map(({ id }) => id.key)))
  return chunks.flatMap(({ chunk, start: by }) =>
    runsIn(chunk).flatMap((run): Malformed[] => {
      const [first] = run as [ReferenceFact]
      const at = first.start + by
      const [kind] =
        [...homes].find(([kind, { start, end }]) => kind.prefix === first.id.prefix && start <= at && at < end) ?? []
      if (kind?.form !== 'item' || kind.boxed || run.some(({ id }) => known().has(id.key))) return []
      return run.map((reference): Malformed => {
        const [start, end] = [reference.start + by, reference.end + by]
        const written = text.slice(start, end)
        return {
          start,
          end,
          kind,
          written,
          reason: t('the list marker is missing'),
          meant: reference.id,
          certain: true,
          mayBeReference: true,
          replacement: `- ${written}`,
          group: 'unmarked',
        }
      })
    }),
  )
}
