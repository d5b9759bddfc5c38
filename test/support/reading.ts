// The properties of reading that hold for every text: it never throws, spans are inside the text, and a text that is read
// again after edits has the same facts as a text that is read from scratch.
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
  // Long lists are read in chunks, too.
  fc.array(fc.oneof(markdown, specification), { minLength: 2, maxLength: 4 }).map((all) => all.join(long)),
)
const long = `\n- ${'word '.repeat(500)}\n- `
/** The facts of a document, without the objects that are the identities of items. */
const factsOf = ({
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
  definitions: definitions.map(({ fact: _, ...definition }) => definition),
  references,
  clarifications,
  links: [...links],
  scan: wholeScan({ text, chunks }),
})

/** The text from one heading to the next. Chunks of a list are joined: where it is divided depends on its history. */
function partsOf(chunks: Document['chunks']): (Omit<Document['chunks'][number], 'chunk'> & { text: string })[] {
  const parts: ReturnType<typeof partsOf> = []
  for (const { chunk, ...position } of chunks) {
    const last = parts.at(-1)
    if (last && !chunk.text.startsWith('#')) last.text += chunk.text
    else parts.push({ ...position, text: chunk.text })
  }
  return parts
}

/** Reads a text in all ways that involve no rules, and asserts that spans are inside it. Anything thrown is a failure. */
export function assertReadable(text: string): void {
  const { blocks, inlines, lines } = scan(text)
  for (const span of [...blocks, ...inlines])
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length)
  for (const offset of lines) assert.ok(0 <= offset && offset <= text.length)
  recognise(makeText('', text, ''), builtinFormats())
  summarise(featureOf(read(text)))
}

export const someEdits = fc.array(edit, { minLength: 1, maxLength: 6 })

/** Asserts that a text that is read again after each edit has the same facts as a text that is read from scratch. */
export function assertSameAfterEdits(first: string, edits: readonly Parameters<typeof edited>[1][]): void {
  let document = readDocument(first)
  for (const change of edits) {
    const next = edited(document.text, change)
    document = readDocument(next, document)
    assert.deepEqual(factsOf(document), factsOf(readDocument(next)))
  }
}
