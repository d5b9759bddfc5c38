// The LRU cache: which entries it keeps.
import assert from 'node:assert/strict'
import { createLru, memoized } from '../../server/src/base/lru.ts'

describe('an LRU cache', () => {
  const keys = (cache: { entries(): [string, unknown][] }): string => cache.entries().map(([key]) => key).join(' ') // biome-ignore format: one line

  it('drops entries that were not used recently', () => {
    const cache = createLru<string, number>(4)
    for (const [k, key] of [...'abcd'].entries()) cache.set(key, k)
    assert.equal(keys(cache), 'c d')
    cache.set('e', 4)
    assert.equal(cache.get('c'), 2)
    assert.equal(keys(cache), 'e c')
    assert.deepEqual(
      [...'abcde'].map((key) => cache.get(key)),
      [undefined, undefined, 2, undefined, 4],
    )
  })
  it('never exceeds its limit, and always keeps the last entry', () => {
    for (const most of [1, 2, 3, 10, 1000]) {
      const cache = createLru<number, number>(most)
      for (let k = 0; k < 3 * most; k++) {
        cache.set(k, k)
        assert.equal(cache.get(k), k)
        assert.ok(cache.entries().length <= Math.max(most, 1))
      }
    }
  })
  it('may be limited by weight, and always keeps the last entry', () => {
    const cache = createLru<string, true>(10, ({ length }) => length)
    for (const key of ['aa', 'bb', 'c', 'd']) cache.set(key, true)
    assert.equal(keys(cache), 'aa bb c d')
    cache.set('longer than all', true)
    assert.equal(keys(cache), 'd longer than all')
    cache.set('as long as that', true)
    assert.equal(keys(cache), 'as long as that')
    cache.delete('as long as that')
    cache.set('e', true)
    assert.equal(keys(cache), 'e')
    cache.clear()
    assert.equal(keys(cache), '')
  })
  it('of results computes a result once while it is kept', () => {
    const computed: string[] = []
    const upper = memoized(4, (key: string) => {
      computed.push(key)
      return key.toUpperCase()
    })
    assert.deepEqual(['a', 'b', 'a', 'c', 'd', 'e', 'f', 'b'].map(upper), ['A', 'B', 'A', 'C', 'D', 'E', 'F', 'B'])
    assert.deepEqual(computed, ['a', 'b', 'c', 'd', 'e', 'f', 'b'])
  })
})
