// The bounded cache: it keeps the entries that were used last. It consists of two maps, and drops the older one as a whole,
// because a Map that constantly loses single entries is constantly copied.

import { detachedCopy } from './words.ts'

export interface Lru<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  clear(): void
  entries(): [K, V][]
}

/**
 * @param most the number of entries that are kept, or their total weight. At least half of that goes to the entries used last.
 *   The last entry is always kept.
 * @param weightOf the weight of an entry, by its key; 1 by default.
 */
export function createLru<K, V>(most: number, weightOf: (key: K) => number = () => 1): Lru<K, V> {
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  let weight = 0 // of the entries in `young`
  const set = (key: K, value: V): void => {
    if (!young.has(key)) weight += weightOf(key)
    young.set(typeof key === 'string' ? (detachedCopy(key) as K & string) : key, value)
    if (weight < most / 2) return
    old = young
    young = new Map()
    weight = 0
  }
  return {
    get(key) {
      const value = young.get(key)
      if (value !== undefined) return value
      const older = old.get(key)
      if (older !== undefined) set(key, older)
      return older
    },
    set,
    delete(key) {
      if (young.delete(key)) weight -= weightOf(key)
      old.delete(key)
    },
    clear() {
      young = new Map()
      old = new Map()
      weight = 0
    },
    entries: () => [...new Map([...old, ...young])],
  }
}

/**
 * Caches the last results of a function of one argument. The results must not be undefined.
 * @param most like `weightOf`, see `createLru`.
 */
export function memoized<K, V>(most: number, make: (key: K) => V, weightOf?: (key: K) => number): (key: K) => V {
  const cached = createLru<K, V>(most, weightOf)
  return (key) => {
    let value = cached.get(key)
    if (value === undefined) {
      value = make(key)
      cached.set(key, value)
    }
    return value
  }
}
