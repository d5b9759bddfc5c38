// Text to Document. Never throws; linear in the text, and for a new version in what changed: parts of the text that are as
// they were keep what was read of them.
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { ownCopy } from '../base/words.ts'
import { frontMatterOf } from '../markdown/frontMatter.ts'
import { createScanner, startsPart } from '../markdown/scan.ts'
import { assemble } from './assemble.ts'
import { type Chunk, keepIdentities, readChunk } from './chunk.ts'
import { conflictsOf, linesHidden, type Side, withBlanks } from './conflicts.ts'
import type { Document } from './model.ts'

/**
 * Reads any text. A broken document gives a smaller Document; of merge conflicts our side is read.
 * @param previous an older version of it. What is read is the same without it.
 */
export function readDocument(text: string, previous?: Document): Document {
  if (previous?.text === text) return previous
  const conflicts = conflictsOf(text)
  if (conflicts.length > 0) return readSide({ text, conflicts }, 'ours')
  // What was read of a text with conflicts says less than its parts do.
  const isPlain = previous && previous.conflicts.length === 0
  return assemble(text, isPlain ? readAgain(text, previous) : readAll(text), conflicts)
}

/** Reads a text as if one side of its merge conflicts were kept. Offsets count in the whole text. */
export function readSide({ text, conflicts }: Pick<Document, 'text' | 'conflicts'>, side: Side): Document {
  const hidden = linesHidden(conflicts, side)
  return assemble(text, readAll(withBlanks(text, hidden), hidden), conflicts)
}

/** The same document with their side of its merge conflicts; itself where it has none. */
export const theirsOf = perObject(
  (document: Document): Document => (document.conflicts.length > 0 ? readSide(document, 'theirs') : document),
)

function readAll(text: string, hidden: readonly Span[] = []): Chunk[] {
  const chunks: Chunk[] = []
  const scanner = createScanner(text, 0, true, hidden)
  for (let scan = scanner.next(); scan; scan = scanner.next()) chunks.push(readChunk(scan))
  return chunks
}

/** The parts of a new version: those before and behind the change are those of the old one. */
function readAgain(text: string, { chunks: placed, text: old }: Document): Chunk[] {
  if (frontMatterOf(text)?.end !== frontMatterOf(old)?.end) return readAll(text)
  const before = placed.map(({ chunk }) => chunk)
  let kept = 0
  let at = 0 // behind those that are kept
  for (const { text: own } of before) {
    if (!text.startsWith(own, at)) break
    const next = at + own.length
    // The last part may have ended in open code: what is added behind it is read with it.
    if (next < text.length && (kept + 1 === before.length || !startsPart(text, next))) break
    at = next
    kept++
  }
  if (at === text.length && kept > 0) return before.slice(0, kept)
  // Where the parts at the end start, as far as they are as they were.
  const tail = new Map<number, number>()
  let end = text.length
  for (let k = before.length - 1; k > kept; k--) {
    const own = (before[k] as Chunk).text
    const start = end - own.length
    if (start < at || !text.startsWith(own, start)) break
    tail.set(start, k)
    end = start
  }
  const chunks = before.slice(0, kept)
  const scanner = createScanner(text, at)
  for (;;) {
    const rest = tail.get(scanner.at)
    if (rest !== undefined && scanner.at > at) return [...chunks, ...before.slice(rest)]
    const scan = scanner.next()
    if (!scan) return chunks
    // A copy: a piece of a text keeps all of it in memory, and each version would be kept by another part.
    const chunk = readChunk({ ...scan, text: ownCopy(scan.text) })
    const old = before[chunks.length]
    chunks.push(old ? keepIdentities(chunk, old) : chunk)
  }
}
