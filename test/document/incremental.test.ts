// A document that is read again after edits has the same facts as a document that is read from scratch. Its chunks together
// equal the scan of the whole text.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readDocument } from '../../server/src/document/read.ts'
import { scan } from '../../server/src/markdown/scan.ts'
import { property } from '../support/property.ts'
import { assertSameAfterEdits, someEdits, text } from '../support/reading.ts'
import { wholeScan } from '../support/wholeScan.ts'

describe('reading a new version', () => {
  it('gives the same facts as reading from scratch (6,000 sequences of edits)', () => {
    property(fc.property(text, someEdits, assertSameAfterEdits), 6_000)
  })

  it('gives chunks that together equal the scan of the whole text (10,000 documents)', () => {
    property(
      fc.property(text, (source) => assert.deepEqual(wholeScan(readDocument(source)), scan(source))),
      10_000,
    )
  })

  it('keeps the chunks that have not changed', () => {
    const before = readDocument('# A\n\n## B\n\n- **FR-001**: b\n\n## C\n\nc\n\n## D\n')
    const after = readDocument(before.text.replace('c\n', 'cc\n'), before)
    const kept = after.chunks.map(({ chunk }, k) => chunk === before.chunks[k]?.chunk)
    assert.deepEqual(kept, [true, true, false, true])
    assert.equal(after.definitions[0]?.fact, before.definitions[0]?.fact)
  })
  it('keeps the other chunks of a long list', () => {
    const items = Array.from({ length: 200 }, (_, k) => `- **FR-${k + 100}**: System MUST keep the order ${k}\n`)
    const before = readDocument(`# A\n\n${items.join('')}`)
    const after = readDocument(before.text.replace('order 150', 'orders 150'), before)
    const isKept = after.chunks.map(({ chunk }, k) => chunk === before.chunks[k]?.chunk)
    assert.ok(isKept.length > 3 && isKept.filter((kept) => !kept).length === 1)
  })
})
