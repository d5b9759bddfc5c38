// The block structure of a Markdown text, as plain data. Every number is an offset into the text (UTF-16 code units).
import type { Span } from '../base/span.ts'

interface Base extends Span {
  /** The innermost list item around this block. */
  parent: Item | undefined
  /** Stands inside a block quote. */
  quoted: boolean
}

/** Blocks with text: `from`/`to` count pairs of `Scan.lines`, the content of each source line without its prefix. */
interface Content extends Base {
  from: number
  to: number
}

export interface Heading extends Content {
  type: 'heading'
  level: number
}

export interface Paragraph extends Content {
  type: 'paragraph'
  /** The first block of its list item. */
  first: boolean
}

export interface Code extends Content {
  type: 'code'
  fenced: boolean
  /** The info string of a fence. */
  info: Span | undefined
  /** False for a fence that runs to the end of its container. */
  closed: boolean
}

export interface Html extends Content {
  type: 'html'
  /** The start condition of CommonMark 0.31, section 4.6: 1 to 7; 2 is a comment. */
  kind: number
  /** False for a block of conditions 1 to 5 that runs to the end of its container. */
  closed: boolean
}

/** The mark of a task box. */
export interface Box extends Span {
  mark: string
}

/** One row of a GFM table (the delimiter row is none); its `lines` are the cells. */
export interface Row extends Content {
  type: 'row'
  header: boolean
}

export interface Item extends Base {
  type: 'item'
  ordered: boolean
  /** Number of list items around this one. */
  depth: number
  /** Where the text after the marker starts. */
  content: number
  /** A task box: the offsets of the mark between the brackets. */
  box: Box | undefined
  /** Some block stands in it. */
  filled: boolean
}

export interface Break extends Base {
  type: 'break'
}

export type Block = Heading | Paragraph | Code | Html | Row | Item | Break

/** A code span or a piece of inline HTML: no prose. */
export interface Inline extends Span {
  type: 'code' | 'html'
}

/** `[label]: destination` */
export interface Definition extends Span {
  label: Span
  destination: Span
}

export interface Scan {
  readonly text: string
  /** In document order; a list item comes before what stands in it. */
  readonly blocks: Block[]
  /** Start and end offsets, alternating: content line k is `lines[2 * k]` to `lines[2 * k + 1]`. */
  readonly lines: number[]
  /** Code spans and inline HTML of paragraphs, headings and cells, in order, never overlapping. */
  readonly inlines: Inline[]
  readonly definitions: Definition[]
  /** YAML between `---` lines at the start, fences included. */
  readonly frontMatter: Span | undefined
}

/** The text of a block without indentation, quote marks and fences, its lines joined by `\n`. */
export function contentOf(scan: Pick<Scan, 'text' | 'lines'>, block: Pick<Content, 'from' | 'to'>): string {
  const { text, lines } = scan
  if (block.to === block.from + 1) return text.slice(lines[2 * block.from], lines[2 * block.from + 1])
  const parts: string[] = []
  for (let k = block.from; k < block.to; k++) parts.push(text.slice(lines[2 * k], lines[2 * k + 1]))
  return parts.join('\n')
}

/** Moves all offsets of a scan, in place. */
export function shiftScan(
  { blocks, lines, inlines, definitions }: Pick<Scan, 'blocks' | 'lines' | 'inlines' | 'definitions'>,
  by: number,
): void {
  const shift = (span: Span): void => {
    span.start += by
    span.end += by
  }
  for (const block of blocks) {
    shift(block)
    if (block.type === 'item') {
      block.content += by
      if (block.box) shift(block.box)
    } else if (block.type === 'code' && block.info) shift(block.info)
  }
  for (let k = 0; k < lines.length; k++) lines[k] = (lines[k] as number) + by
  for (const inline of inlines) shift(inline)
  for (const definition of definitions) {
    shift(definition)
    shift(definition.label)
    shift(definition.destination)
  }
}
