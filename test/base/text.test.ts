// Dates, bytes, differences of texts, long words, invalid URIs, and turns of the event loop.
import assert from 'node:assert/strict'
import { ageOf } from '../../server/src/base/date.ts'
import { decode, tooLargeMessage } from '../../server/src/base/decode.ts'
import { differencesBetween } from '../../server/src/base/diff.ts'
import { applyEdits, difference } from '../../server/src/base/edit.ts'
import { aroundOnLine } from '../../server/src/base/lines.ts'
import { runInNextTurn } from '../../server/src/base/turn.ts'
import { pathOf } from '../../server/src/base/uri.ts'
import { distance } from '../../server/src/base/words.ts'

describe('the age of a date', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  for (const [days, expected] of [
    [-1, 'today'],
    [0.9, 'today'],
    [1, '1 day'],
    [59, '59 days'],
    [60, '1 month'],
    [729, '23 months'],
    [730, '1 year'],
    [731, '2 years'],
  ] as const)
    it(`of ${days} days is ${expected}`, () => assert.equal(ageOf(new Date(now - days * 86_400_000), now), expected))
})

describe('bytes', () => {
  const utf16 = (text: string, first: 0 | 1): Uint8Array =>
    Uint8Array.from([...text].flatMap((one) => (first === 0 ? [one.charCodeAt(0), 0] : [0, one.charCodeAt(0)])))
  it('are read as UTF-8, without a byte order mark', () => {
    assert.equal(decode(new TextEncoder().encode('\ufeffä # A')), 'ä # A')
    assert.equal(decode(Uint8Array.from([0xff, 0x41])), '\ufffdA')
    assert.equal(decode(Uint8Array.from([0xfe, 0x41])), '\ufffdA')
    assert.equal(decode(Uint8Array.from([0x41, 0xff])), 'A\ufffd')
    assert.equal(decode(Uint8Array.from([0x41, 0, 0x42, 0])), 'A\0B\0')
    assert.equal(decode(new Uint8Array(8)), '\0'.repeat(8))
  })
  it('are not read as UTF-16', () => {
    for (const mark of [
      [0xff, 0xfe],
      [0xfe, 0xff],
    ])
      assert.throws(
        () => decode(Uint8Array.from([...mark, 0x41, 0])),
        /^Error: UTF-16 is not supported: save the file as UTF-8$/,
      )
    for (const first of [0, 1] as const)
      assert.throws(
        () => decode(utf16('Spec', first)),
        /^Error: Looks like UTF-16 without a byte order mark: save the file as UTF-8$/,
      )
  })
  it('are not read, if they are too many', () => assert.equal(tooLargeMessage(), 'Larger than 8 MB'))
})

describe('the difference of two texts', () => {
  for (const [before, after, start, end, text] of [
    ['abc', 'abc', 3, 3, ''],
    ['abc', 'axc', 1, 2, 'x'],
    ['abc', 'abcd', 3, 3, 'd'],
    ['abc', 'c', 0, 2, ''],
    ['aa', 'aaa', 2, 2, 'a'],
    ['', 'a', 0, 0, 'a'],
  ] as const)
    it(`from "${before}" to "${after}" is one edit`, () => {
      assert.deepEqual(difference(before, after), { start, end, text })
      assert.equal(applyEdits(before, [{ start, end, text }]), after)
    })
  it('is all of it, if too much differs', () => {
    const words = (letter: string, count: number): string[] => Array.from({ length: count }, (_, k) => letter + k)
    const [a, b] = [words('a', 5000), words('b', 5000)]
    assert.deepEqual(differencesBetween([...a, 'same', 'end'], [...b, 'same', 'other']), [
      { from: 0, to: 5002, fromAfter: 0, toAfter: 5002 },
    ])
  })
})

describe('words, URIs and turns', () => {
  it('the distance of a long word is large', () => {
    assert.equal(distance('a'.repeat(40), 'a'.repeat(38)), 2)
    assert.equal(distance('a'.repeat(41), 'a'.repeat(41)), 99)
    assert.equal(distance('a', 'a'.repeat(41)), 99)
  })
  it('an invalid URI has no path', () => {
    assert.equal(pathOf('file:///a%20b.md'), '/a b.md')
    for (const uri of ['file:////a/b.md', 'http://a/b', 'nothing', '']) assert.equal(pathOf(uri), undefined, uri)
  })
  it('work runs in the next turn, in order', async () => {
    const order: number[] = []
    await new Promise<void>((done) => {
      runInNextTurn(() => order.push(2))
      runInNextTurn(() => {
        order.push(3)
        done()
      })
      order.push(1)
    })
    assert.deepEqual(order, [1, 2, 3])
  })
})

describe('what is around a span on its lines', () => {
  const around = (text: string, most: number): string[] => {
    const start = text.indexOf('FR-001')
    return aroundOnLine(text, { start, end: start + 6 }, most)
  }
  for (const [text, most, expected] of [
    ['a\nb FR-001 c\nd', 9, ['b ', ' c']],
    ['a\r\nb FR-001 c\r\nd', 9, ['b ', ' c']],
    ['a\rb FR-001 c\rd', 9, ['b ', ' c']],
    ['FR-001', 9, ['', '']],
    ['abc FR-001 def', 3, ['bc ', ' de']],
  ] as const)
    it(`in ${JSON.stringify(text)} is ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(around(text, most), expected))
})
