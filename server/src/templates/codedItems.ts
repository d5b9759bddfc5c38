// Items that are not read because Markdown treats them as code: a list indented by four spaces, tasks inside a fence.
import { lineEnd } from '../base/lines.ts'
import { createObjectTable } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { type CodeBlock, codeBlocksOf } from '../document/codeBlocks.ts'
import type { Id } from '../document/ids.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { Document, Section } from '../document/model.ts'
import { readDocument } from '../document/read.ts'
import type { IdKind } from './template.ts'

/** An id that would be defined if its line were not code. */
export interface CodedItem extends Span {
  id: Id
  kind: IdKind
  /** The code block around it. */
  block: Span
}

interface CodedDefinition {
  id: Id
  /** Offset in the content of the block. */
  at: number
  boxed: boolean
}

const definitionsByBlock = createObjectTable<object, readonly CodedDefinition[]>()

/** The items that a block would define. Cached as long as the block is the same. */
const definedIn = ({ fact, content }: CodeBlock): readonly CodedDefinition[] =>
  definitionsByBlock.get(fact) ??
  definitionsByBlock.set(
    fact,
    readDocument(content)
      .definitions.filter(({ strong, form }) => strong && form !== 'heading')
      .map(({ id, start, box }) => ({ id, at: start, boxed: box !== undefined })),
  )

/** Items in indented code, in the home sections of their kinds, in the order of the text. */
export function readCodedItems(document: Document, homes: ReadonlyMap<IdKind, Section>): CodedItem[] {
  const kinds = [...homes].filter(([{ form, role }]) => form === 'item' && role !== 'check')
  if (kinds.length === 0) return []
  return codeBlocksOf(document)
    .filter(({ fenced }) => !fenced)
    .flatMap((block) =>
      definedIn(block).flatMap(({ id, at, boxed }): CodedItem[] => {
        const start = block.at(at)
        const [kind] =
          kinds.find(([{ prefix }, home]) => prefix === id.prefix && home.start <= start && start < home.end) ?? []
        if (!kind || (kind.boxed && !boxed)) return []
        return [{ start, end: start + id.text.length, id, kind, block: { start: block.start, end: block.end } }]
      }),
    )
}

const proseLanguages = /^(?:|md|markdown|text|txt|plain|plaintext)$/

/**
 * The first code block with checkboxes in a part of a document: its first line, and the number of checkboxes. Undefined if
 * there is none.
 */
export function codedCheckboxes(
  document: Document,
  part: Span,
): { line: Span; fenced: boolean; count: number } | undefined {
  for (const block of codeBlocksOf(document)) {
    const isThere = block.start >= part.start && block.start < part.end
    if (!isThere || !proseLanguages.test(block.language)) continue
    const count = entriesOf(readDocument(block.content)).filter(({ box }) => box).length
    if (count > 0)
      return { line: { start: block.start, end: lineEnd(document.text, block.start) }, fenced: block.fenced, count }
  }
  return undefined
}
