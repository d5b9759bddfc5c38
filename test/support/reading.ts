// What holds of reading, for every text: it never throws, spans lie inside, and a text that is read again after edits says
// what one says that is read from the start.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Document } from '../../server/src/document/model.ts'
import { readDocument } from '../../server/src/document/read.ts'
import { featureOf } from '../../server/src/feature/feature.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import { scan } from '../../server/src/markdown/scan.ts'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { recognise } from '../../server/src/templates/detect.ts'
import { makeText } from '../../server/src/workspace/store.ts'
import { edit, edited } from './edits.ts'
import { markdown } from './generate.ts'
import { read } from './rules.ts'
import { specification } from './specifications.ts'
import { wholeScan } from './wholeScan.ts'

/** Texts of every kind: specifications, Markdown, and both at once. */
export const text = fc.oneof(
  specification,
  markdown,
  fc.tuple(markdown, specification, markdown).map((all) => all.join('\n')),
  // Long lists are read in parts, too.
  fc.array(fc.oneof(markdown, specification), { minLength: 2, maxLength: 4 }).map((all) => all.join(long)),
)
const long = `\n- ${'word '.repeat(500)}\n- `
/** What a document says, without the objects that facts are compared by. */
const said = ({
  text,
  chunks,
  title,
  sections,
  conflicts,
  fields,
  definitions,
  references,
  clarifications,
  links,
}: Document) => ({
  text,
  conflicts,
  parts: partsOf(chunks),
  title,
  sections,
  fields,
  definitions: definitions.map(({ fact: _, ...one }) => one),
  references,
  clarifications,
  links: [...links],
  scan: wholeScan({ text, chunks }),
})

/** The parts by headings: where long lists are divided depends on what they were before. */
function partsOf(chunks: Document['chunks']): (Omit<Document['chunks'][number], 'chunk'> & { text: string })[] {
  const parts: ReturnType<typeof partsOf> = []
  for (const { chunk, ...place } of chunks) {
    const last = parts.at(-1)
    if (last && !chunk.text.startsWith('#')) last.text += chunk.text
    else parts.push({ ...place, text: chunk.text })
  }
  return parts
}

/** Reads a text as far as no rule is asked; everything thrown is a failure. */
export function readsWell(text: string): void {
  const { blocks, inlines, lines } = scan(text)
  for (const span of [...blocks, ...inlines])
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length)
  for (const offset of lines) assert.ok(0 <= offset && offset <= text.length)
  recognise(makeText('', text, ''), builtinFormats())
  summarise(featureOf(read(text)))
}

export const someEdits = fc.array(edit, { minLength: 1, maxLength: 6 })

/** Reads a text again after each of some edits, and from the start: both say the same. */
export function readsAlike(first: string, edits: readonly Parameters<typeof edited>[1][]): void {
  let now = readDocument(first)
  for (const one of edits) {
    const next = edited(now.text, one)
    now = readDocument(next, now)
    assert.deepEqual(said(now), said(readDocument(next)))
  }
}
