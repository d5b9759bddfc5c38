// Reads a text as a `Document`. Never throws, and is linear in the text. For a new version of a document, unchanged chunks are
// reused, so that only the changed ones are read.
import { commonEnd, commonStart } from '../base/commonText.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { detachedCopy } from '../base/words.ts'
import { frontMatterOf } from '../markdown/frontMatter.ts'
import { createScanner, startsPart } from '../markdown/scan.ts'
import { assemble } from './assemble.ts'
import { type Chunk, keepIdentities, readChunk } from './chunk.ts'
import { conflictsOf, hiddenLines, type Side, withBlanks } from './conflicts.ts'
import type { Document } from './model.ts'

/**
 * Reads any text. A malformed document yields fewer facts. In merge conflicts, our side is read.
 * @param previous an older version of the document. It makes reading faster and does not change the result.
 */
export function readDocument(text: string, previous?: Document): Document {
  if (previous?.text === text) return previous
  const conflicts = conflictsOf(text)
  if (conflicts.length > 0) return readSide({ text, conflicts }, 'ours')
  // The chunks of a version with conflicts lack the lines that were not read, so they cannot be reused.
  const isPlain = previous && previous.conflicts.length === 0
  return assemble(text, isPlain ? readAgain(text, previous) : readAll(text), conflicts)
}

/** Reads a text as if one side of its merge conflicts were kept. Offsets count in the original text. */
export function readSide({ text, conflicts }: Pick<Document, 'text' | 'conflicts'>, side: Side): Document {
  const hidden = hiddenLines(conflicts, side)
  return assemble(text, readAll(withBlanks(text, hidden), hidden), conflicts)
}

/** The document as read with their side of its merge conflicts; the document itself if it has none. */
export const readTheirs = perObject(
  (document: Document): Document => (document.conflicts.length > 0 ? readSide(document, 'theirs') : document),
)

function readAll(text: string, hidden: readonly Span[] = []): Chunk[] {
  const chunks: Chunk[] = []
  const scanner = createScanner(text, 0, true, hidden)
  for (let scan = scanner.next(); scan; scan = scanner.next()) chunks.push(readChunk(scan))
  return chunks
}

/** The chunks of a new version. Those before and after the change are reused from the old one. */
function readAgain(text: string, { chunks: placed, text: old }: Document): Chunk[] {
  if (frontMatterOf(text)?.end !== frontMatterOf(old)?.end) return readAll(text)
  const oldChunks = placed.map(({ chunk }) => chunk)
  const endOf = (k: number): number => placed[k + 1]?.start ?? old.length
  const same = commonStart(text, old)
  let kept = 0
  let at = 0 // the end of the chunks that are kept at the start
  while (kept < placed.length) {
    const next = endOf(kept)
    // The last chunk may end in open code, so text that was added after it may belong to it.
    if (next > same || (next < text.length && (kept + 1 === placed.length || !startsPart(text, next)))) break
    at = next
    kept++
  }
  if (at === text.length && kept > 0) return oldChunks.slice(0, kept)
  const by = text.length - old.length
  const newStartOf = (k: number): number => (placed[k]?.start ?? Number.POSITIVE_INFINITY) + by
  // The index of the first unchanged chunk at the end.
  const firstSame = Math.max(at, text.length - commonEnd(text, old))
  let rest = placed.length
  while (rest - 1 > kept && newStartOf(rest - 1) >= firstSame) rest--
  const chunks = oldChunks.slice(0, kept)
  const scanner = createScanner(text, at)
  for (;;) {
    while (newStartOf(rest) < scanner.at) rest++
    if (newStartOf(rest) === scanner.at && scanner.at > at) return [...chunks, ...oldChunks.slice(rest)]
    const scan = scanner.next()
    if (!scan) return chunks
    // A piece of a text keeps the whole text in memory. Without the copy, each version would be kept by some chunk.
    const chunk = readChunk({ ...scan, text: detachedCopy(scan.text) })
    const before = oldChunks[chunks.length]
    chunks.push(before ? keepIdentities(chunk, before) : chunk)
  }
}
