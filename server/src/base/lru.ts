// The one bounded table: what was asked for lately stays. Two tables take turns, so that nothing is taken out one by one: a
// Map that loses entries all the time is copied all the time.

export interface Lru<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  clear(): void
  entries(): [K, V][]
}

/** @param most how many entries are kept; half of them at least are those that were asked for last. */
export function createLru<K, V>(most: number): Lru<K, V> {
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  const set = (key: K, value: V): void => {
    young.set(key, value)
    if (young.size < most / 2) return
    old = young
    young = new Map()
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
      young.delete(key)
      old.delete(key)
    },
    clear() {
      young = new Map()
      old = new Map()
    },
    entries: () => [...new Map([...old, ...young])],
  }
}

/** A function of one argument that keeps its last results. For values that are never undefined. */
export function memoized<K, V>(most: number, make: (key: K) => V): (key: K) => V {
  const known = createLru<K, V>(most)
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = make(key)
      known.set(key, value)
    }
    return value
  }
}
