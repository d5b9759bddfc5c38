// A document that is read again after edits says what one says that is read from the start; its parts together say what
// the whole text says, read as one.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Document } from '../../server/src/document/model.ts'
import { readDocument } from '../../server/src/document/read.ts'
import { scan } from '../../server/src/markdown/scan.ts'
import { edit, edited } from '../support/edits.ts'
import { markdown } from '../support/generate.ts'
import { property } from '../support/property.ts'
import { specification } from '../support/specifications.ts'
import { wholeScan } from '../support/wholeScan.ts'

const text = fc.oneof(
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

describe('reading a new version', () => {
  it('says what reading it from the start says (6,000 sequences of edits)', () => {
    const same = fc.property(text, fc.array(edit, { minLength: 1, maxLength: 6 }), (first, edits) => {
      let now = readDocument(first)
      for (const one of edits) {
        const next = edited(now.text, one)
        now = readDocument(next, now)
        assert.deepEqual(said(now), said(readDocument(next)))
      }
    })
    property(same, 6_000)
  })

  it('says in parts what the whole text says (10,000 documents)', () => {
    property(
      fc.property(text, (one) => assert.deepEqual(wholeScan(readDocument(one)), scan(one))),
      10_000,
    )
  })

  it('keeps what was read of the parts that are as they were', () => {
    const before = readDocument('# A\n\n## B\n\n- **FR-001**: b\n\n## C\n\nc\n\n## D\n')
    const after = readDocument(before.text.replace('c\n', 'cc\n'), before)
    const kept = after.chunks.map(({ chunk }, k) => chunk === before.chunks[k]?.chunk)
    assert.deepEqual(kept, [true, true, false, true])
    assert.equal(after.definitions[0]?.fact, before.definitions[0]?.fact)
  })
  it('keeps what was read of the other parts of a long list', () => {
    const items = Array.from({ length: 200 }, (_, k) => `- **FR-${k + 100}**: System MUST keep the order ${k}\n`)
    const before = readDocument(`# A\n\n${items.join('')}`)
    const after = readDocument(before.text.replace('order 150', 'orders 150'), before)
    const isKept = after.chunks.map(({ chunk }, k) => chunk === before.chunks[k]?.chunk)
    assert.ok(isKept.length > 3 && isKept.filter((one) => !one).length === 1)
  })
})
