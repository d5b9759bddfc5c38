// The one bounded table: what stays and what goes.
import assert from 'node:assert/strict'
import { createLru, memoized } from '../../server/src/base/lru.ts'

describe('a bounded table', () => {
  const keys = (table: { entries(): [string, unknown][] }): string => table.entries().map(([key]) => key).join(' ') // biome-ignore format: one line

  it('lets go of what nobody asked for lately', () => {
    const table = createLru<string, number>(4)
    for (const [k, key] of [...'abcd'].entries()) table.set(key, k)
    assert.equal(keys(table), 'c d')
    table.set('e', 4)
    assert.equal(table.get('c'), 2)
    assert.equal(keys(table), 'e c')
    assert.deepEqual(
      [...'abcde'].map((key) => table.get(key)),
      [undefined, undefined, 2, undefined, 4],
    )
  })
  it('never has more than it may, and always what was set last', () => {
    for (const most of [1, 2, 3, 10, 1000]) {
      const table = createLru<number, number>(most)
      for (let k = 0; k < 3 * most; k++) {
        table.set(k, k)
        assert.equal(table.get(k), k)
        assert.ok(table.entries().length <= Math.max(most, 1))
      }
    }
  })
  it('keeps as much as may weigh so much, and the last one in any case', () => {
    const table = createLru<string, true>(10, ({ length }) => length)
    for (const key of ['aa', 'bb', 'c', 'd']) table.set(key, true)
    assert.equal(keys(table), 'aa bb c d')
    table.set('longer than all', true)
    assert.equal(keys(table), 'd longer than all')
    table.set('as long as that', true)
    assert.equal(keys(table), 'as long as that')
    table.delete('as long as that')
    table.set('e', true)
    assert.equal(keys(table), 'e')
    table.clear()
    assert.equal(keys(table), '')
  })
  it('of results asks once for what it keeps', () => {
    const asked: string[] = []
    const upper = memoized(4, (key: string) => {
      asked.push(key)
      return key.toUpperCase()
    })
    assert.deepEqual(['a', 'b', 'a', 'c', 'd', 'e', 'f', 'b'].map(upper), ['A', 'B', 'A', 'C', 'D', 'E', 'F', 'B'])
    assert.deepEqual(asked, ['a', 'b', 'c', 'd', 'e', 'f', 'b'])
  })
})
