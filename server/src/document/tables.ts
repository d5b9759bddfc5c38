// The rows and cells of tables.
import { perObject } from '../base/perObject.ts'
import { type Span, spanAt } from '../base/span.ts'
import { placed, shifted } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import type { Document, Section } from './model.ts'
import { chunkAt } from './places.ts'
import { sectionFinder } from './sections.ts'

export interface Cell extends Span {
  words: string
}

export interface TableRow extends Span {
  header: boolean
  cells: readonly Cell[]
  section: Section | undefined
}

const rowsIn = perObject(({ scan, sections }: Chunk): readonly TableRow[] => {
  const rows: TableRow[] = []
  const sectionAt = sectionFinder(sections)
  for (const block of scan.blocks) {
    if (block.type !== 'row') continue
    const cells = Array.from({ length: block.to - block.from }, (_, k): Cell => {
      const [start, end] = [scan.lines[2 * (block.from + k)] as number, scan.lines[2 * (block.from + k) + 1] as number]
      return { start, end, words: scan.text.slice(start, end) }
    })
    rows.push({ start: block.start, end: block.end, header: block.header, cells, section: sectionAt(block.start) })
  }
  return rows
})

/** The rows of all tables of a document, including header rows, in order. */
export const rowsOf = perObject((document: Document): readonly TableRow[] =>
  placed(document, rowsIn, (fact, by, section) => ({
    ...shifted(fact, by),
    header: fact.header,
    cells: placeCells(fact, by),
    section,
  })),
)

/** The cells of the table row around an offset, in order; none if there is no row. Reads only the chunk around the offset. */
export function cellsAt(document: Document, offset: number): readonly Cell[] {
  const placed = chunkAt(document, offset)
  const row = placed && spanAt(rowsIn(placed.chunk), offset - placed.start)
  return row ? placeCells(row, placed.start) : []
}

const placeCells = ({ cells }: TableRow, by: number): Cell[] =>
  cells.map((cell) => ({ ...shifted(cell, by), words: cell.words }))
