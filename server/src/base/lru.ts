// The one bounded table: what was asked for lately stays. Two tables take turns, so that nothing is taken out one by one: a
// Map that loses entries all the time is copied all the time.

import { ownCopy } from './words.ts'

export interface Lru<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  clear(): void
  entries(): [K, V][]
}

/**
 * @param most how many entries are kept, or how much they weigh together; half of that at least are those that were asked for
 *   last. The last one is kept in any case.
 * @param weightOf what an entry weighs, by its key: each 1 without it.
 */
export function createLru<K, V>(most: number, weightOf: (key: K) => number = () => 1): Lru<K, V> {
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  let weight = 0 // of the young ones
  const set = (key: K, value: V): void => {
    if (!young.has(key)) weight += weightOf(key)
    young.set(typeof key === 'string' ? (ownCopy(key) as K & string) : key, value)
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
 * A function of one argument that keeps its last results. For values that are never undefined.
 * @param most as of `createLru`, and so is `weightOf`.
 */
export function memoized<K, V>(most: number, make: (key: K) => V, weightOf?: (key: K) => number): (key: K) => V {
  const known = createLru<K, V>(most, weightOf)
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = make(key)
      known.set(key, value)
    }
    return value
  }
}
