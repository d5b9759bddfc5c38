// The one bounded table: what was asked for least recently goes first.

export interface Lru<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  clear(): void
  /** The least recently used first. */
  entries(): Iterable<[K, V]>
}

/** @param most how many entries are kept. */
export function createLru<K, V>(most: number): Lru<K, V> {
  const entries = new Map<K, V>() // the least recently used first
  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      entries.delete(key)
      if (entries.size >= most) entries.delete(entries.keys().next().value as K)
      entries.set(key, value)
    },
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
    entries: () => entries.entries(),
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

/** A function of an object that is asked once for each: the result hangs on the object. */
export function perObject<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { value: V }>()
  return (key) => {
    let last = known.get(key)
    if (!last) {
      last = { value: make(key) }
      known.set(key, last)
    }
    return last.value
  }
}

/**
 * A function of two objects that is asked once for each pair: the result hangs on the first of them.
 * @param make may take a flag more.
 */
export function perPair<A extends object, B extends object, V>(
  make: (a: A, b: B, flag: boolean) => V,
): (a: A, b: B, flag?: boolean) => V {
  const known = new WeakMap<A, { b: B; flag: boolean; value: V }[]>()
  return (a, b, flag = false) => {
    const list = known.get(a) ?? []
    const last = list.find((one) => one.b === b && one.flag === flag)
    if (last) return last.value
    const value = make(a, b, flag)
    known.set(a, [{ b, flag, value }, ...list.slice(0, mostOfPair - 1)])
    return value
  }
}

const mostOfPair = 8 // results that hang on one object
