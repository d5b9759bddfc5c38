// The types of the block structure of a Markdown text. Positions are offsets into the text, in UTF-16 code units.
import type { Span } from '../base/span.ts'

interface Base extends Span {
  /** The innermost list item around this block. */
  parent: Item | undefined
  /** Whether it is inside a block quote. */
  quoted: boolean
}

/** A block with text. Its content lines are number `from` to `to` (exclusive) of `Scan.lines`. */
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
  /** Whether it is the first block of its list item. */
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

/** The mark of a checkbox, between the brackets. */
export interface Box extends Span {
  mark: string
}

/** A row of a GFM table, except for the delimiter row. Its content lines are the cells. */
export interface Row extends Content {
  type: 'row'
  header: boolean
}

export interface Item extends Base {
  type: 'item'
  ordered: boolean
  /** The number of list items around it. */
  depth: number
  /** The offset at which the text after the marker starts. */
  content: number
  /** The checkbox at the start of its text. */
  box: Box | undefined
  /** Whether it contains a block. */
  filled: boolean
}

export interface Break extends Base {
  type: 'break'
}

export type Block = Heading | Paragraph | Code | Html | Row | Item | Break

/** A code span or a piece of inline HTML. */
export interface Inline extends Span {
  type: 'code' | 'html'
}

/** A link reference definition: `[label]: destination`. */
export interface LinkDefinition extends Span {
  label: Span
  destination: Span
}

export interface Scan {
  readonly text: string
  /** In document order. A list item comes before the blocks in it. */
  readonly blocks: Block[]
  /**
   * Content lines: source lines, or cells of tables, without indentation, quote marks and other prefixes. Start and end offsets
   * alternate: line k is `lines[2 * k]` to `lines[2 * k + 1]`.
   */
  readonly lines: number[]
  /** Code spans and inline HTML of paragraphs, headings and cells, in order and disjoint. */
  readonly inlines: Inline[]
  readonly definitions: LinkDefinition[]
  /** YAML between `---` lines at the start, including these lines. */
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

/** Moves all offsets of a scan, in place. The front matter is not moved, because it is always at the start. */
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
