// Metadata fields: the lines `**Key**: value` between the title and the first section, in all spellings that are in use.
import { meansSection } from '../languages/names.ts'
import { contentOf, type Row, type Scan } from '../markdown/blocks.ts'
import type { Field, PlacedChunk, Section } from './model.ts'
import { isMetadata } from './sections.ts'

// `**Key**: value`, `**Key:** value`, `Key: value`, with an ASCII or full-width colon and any emphasis around the key
const line =
  /^(?:(\*\*|__|\*|_|`)([^*_`:：\n]{1,60})\1[ \t]*[:：]|(\*\*|__)([^*_:：\n]{1,60})[:：]\3|([\p{Lu}\p{Lo}][\p{L} ]{0,40})[:：](?=[ \t]|$))[ \t]*/u
// Between several fields on a line: `**ID**: SPEC-1 | **Status**: draft`, `**Created**: 2026-01-02 **Status**: Draft`
const separator =
  /[ \t]+(?:[|·•][ \t]+(?=\*\*[^*\n]{1,60}(?:\*\*[ \t]*[:：]|[:：]\*\*))|(?=\*\*\p{Lu}[^*:\n]{1,40}\*\*[ \t]*[:：]))/gu

/** Reads the fields between the title and the next heading; in a document without a title, above the first heading. */
export function readFields(chunks: readonly PlacedChunk[], sections: readonly Section[], length: number): Field[] {
  const title = sections.findIndex((section) => section.level === 1)
  const start = title > 0 ? (sections[title] as Section).start : 0
  const end = endOfFields(sections, title, length)
  const fields: Field[] = []
  for (const { chunk, start: by } of chunks) {
    if (by >= end) break
    if (by + chunk.text.length <= start) continue
    for (const field of readChunkFields(chunk.scan, start - by, end - by)) fields.push(placeField(field, by))
  }
  return fields
}

/** Reads the fields of a chunk between two offsets in it. */
function readChunkFields(scan: Scan, start: number, end: number): Field[] {
  const fields: Field[] = []
  for (const block of scan.blocks) {
    if (block.start >= end) break
    if (block.start < start) continue
    if (block.type === 'row') readRow(scan, block, fields)
    if (block.type !== 'paragraph' && !(block.type === 'heading' && isMetadata(scan, block))) continue
    for (let k = block.from; k < block.to; k++) {
      readLine(scan.text, scan.lines[2 * k] as number, scan.lines[2 * k + 1] as number, fields)
    }
  }
  return fields
}

const placeField = ({ start, end, name, valueSpan, ...field }: Field, by: number): Field => ({
  ...field,
  start: start + by,
  end: end + by,
  name: { start: name.start + by, end: name.end + by },
  valueSpan: { start: valueSpan.start + by, end: valueSpan.end + by },
})

/** The offset at which the fields end. A first section for metadata belongs to them. */
function endOfFields(sections: readonly Section[], title: number, length: number): number {
  const first = sections[title + 1]
  const isMetadataSection = first && meansSection(first.key, 'metadata')
  return (isMetadataSection ? sections[title + 2] : first)?.start ?? length
}

function readLine(text: string, from: number, to: number, fields: Field[]): void {
  const source = text.slice(from, Math.min(to, from + 1000))
  const cuts = [...source.matchAll(separator)]
  let start = from
  for (const cut of cuts) {
    readField(text, start, from + cut.index, fields)
    start = from + cut.index + cut[0].length
  }
  readField(text, start, to, fields)
}

/** Reads a value on the line after its key: `**Status**:` and `Draft` below it. */
function readWrapped(text: string, start: number, end: number, fields: Field[]): void {
  const last = fields.at(-1)
  if (
    !last ||
    last.row ||
    last.value.trim() !== '' ||
    !/^[ \t]*(?:\r\n?|\n)[ \t>]*$/.test(text.slice(last.valueSpan.start, start))
  )
    return
  fields[fields.length - 1] = { ...last, end, value: text.slice(start, end), valueSpan: { start, end } }
}

function readField(text: string, start: number, stop: number, fields: Field[]): void {
  const match = line.exec(text.slice(start, Math.min(stop, start + 400)))
  const key = match?.[2] ?? match?.[4] ?? match?.[5]
  if (!match || !key) {
    readWrapped(text, start, stop, fields)
    return
  }
  const at = start + match[0].indexOf(key)
  const from = Math.min(start + match[0].length, stop)
  const broken = /[ \t]*\\$/.exec(text.slice(Math.max(from, stop - 100), stop))?.[0].length ?? 0 // a hard line break
  const end = stop - broken
  fields.push({
    start,
    end,
    key: key.trim(),
    name: { start: at, end: at + key.length },
    value: text.slice(from, end),
    valueSpan: { start: from, end },
    row: false,
  })
}

/** Reads a field in a table row with two cells: `| **ID** | SPEC-1 |`. */
function readRow(scan: Scan, row: Row, fields: Field[]): void {
  if (row.to - row.from !== 2) return
  const cell = (k: number) => ({ start: scan.lines[2 * k] as number, end: scan.lines[2 * k + 1] as number })
  const key = contentOf(scan, { from: row.from, to: row.from + 1 })
    .replace(/[*_`:：]/g, '')
    .trim()
  const valueSpan = cell(row.from + 1)
  if (key === '' || key.length > 60) return
  const value = scan.text.slice(valueSpan.start, valueSpan.end)
  fields.push({ start: row.start, end: row.end, key, name: cell(row.from), value, valueSpan, row: true })
}

/** A metadata value without HTML comments. Only its start is used, because the pattern takes quadratic time. */
export const withoutComments = (value: string): string =>
  value
    .slice(0, 500)
    .replace(/<!--.*?-->/g, '')
    .trim()

/** The span of a field's value, without white space at the end. */
export const trimmedValue = ({ value, valueSpan }: Field): { start: number; end: number } => ({
  start: valueSpan.start,
  end: valueSpan.start + value.trimEnd().length,
})
