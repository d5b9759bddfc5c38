// Items without list markers in the lines of one paragraph, which Markdown reads as a single text: `FR-001 …` above `FR-002 …`.
import { t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import type { Chunk } from '../document/chunk.ts'
import type { Definition, Document, ReferenceFact, Section } from '../document/model.ts'
import type { Malformed } from './malformedItem.ts'
import type { IdKind } from './template.ts'

const fewest = 3 // lines in a row
const startsText = /^[:：.]?[ \t]+[\p{L}\d\x60*"'“(]/u
const blankLine = /(?:\r\n?|\n)[ \t]*[\r\n]/

/** The ids at the starts of lines of one paragraph that count from line to line. */
const runsIn = perObject(({ text, references }: Chunk): readonly (readonly ReferenceFact[])[] => {
  const runs: ReferenceFact[][] = []
  for (const reference of references) {
    const { id, start, end, code } = reference
    if (code || !/[\r\n]/.test(text[start - 1] ?? '\n') || !startsText.test(text.slice(end, end + 20))) continue
    const before = runs.at(-1)?.at(-1)
    const goesOn =
      before?.id.prefix === id.prefix &&
      before.id.number + 1 === id.number &&
      !blankLine.test(text.slice(before.end, start))
    if (goesOn) runs.at(-1)?.push(reference)
    else runs.push([reference])
  }
  return runs.filter(({ length }) => length >= fewest)
})

/**
 * Lines of a paragraph that were meant as the items of a kind without checkboxes, in its home section, if nothing else is an item of
 * that kind there.
 * @param read the definitions that the document has.
 */
export const runOnItems = (
  { text, chunks }: Document,
  homes: ReadonlyMap<IdKind, Section>,
  read: readonly Definition[],
): Malformed[] =>
  chunks.flatMap(({ chunk, start: by }) =>
    runsIn(chunk).flatMap((run): Malformed[] => {
      const [first] = run as [ReferenceFact]
      const { prefix } = first.id
      const [kind] =
        [...homes].find(
          ([kind, { start, end }]) => kind.prefix === prefix && start <= first.start + by && first.start + by < end,
        ) ?? []
      if (kind?.form !== 'item' || kind.boxed || read.some(({ id }) => id.prefix === prefix)) return []
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
