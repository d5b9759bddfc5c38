// Caches that are attached to objects: a derived value is computed once, and is collected together with its object.

const holder = Symbol('holder')

/** An object with a hidden slot for derived values. WeakMaps with many small objects are expensive for the garbage collector. */
type Holder = object & { [holder]?: unknown[] }

/** Gives an object a hidden slot. It is not enumerable, so copies do not have it. */
export const holding = <T extends object>(object: T): T =>
  Object.defineProperty(object, holder, { value: [], enumerable: false })

/** Creates an object that consists of a hidden slot only. */
export const createHolder = (): object => new BareHolder()

class BareHolder {
  readonly #held: unknown[] = []
  get [holder](): unknown[] {
    return this.#held
  }
}

/** A map whose keys are objects. */
export interface ObjectTable<K extends object, V> {
  get(key: K): V | undefined
  set(key: K, value: V): V
}

let tables = 0

/** Creates a table that does not keep its keys alive. */
export function createObjectTable<K extends object, V>(): ObjectTable<K, V> {
  const slot = tables++
  const weak = new WeakMap<K, V>()
  return {
    get: (key) => {
      const held = (key as Holder)[holder]
      return held ? (held[slot] as V | undefined) : weak.get(key)
    },
    set(key, value) {
      const held = (key as Holder)[holder]
      if (held) held[slot] = value
      else weak.set(key, value)
      return value
    },
  }
}

/** Stands for a cached `undefined`. */
const nothing = Symbol('nothing')

/** Caches a function of an object: it is called once per object. */
export function perObject<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const table = createObjectTable<K, V | typeof nothing>()
  return (key) => {
    const cached = table.get(key)
    if (cached !== undefined) return cached === nothing ? (undefined as V) : (cached as V)
    const value = make(key)
    table.set(key, value === undefined ? nothing : value)
    return value
  }
}

/**
 * Caches a function of two objects and a flag. The results are attached to the first object, which keeps the last
 * `mostOfPair` of them.
 */
export function perPair<A extends object, B extends object, V>(
  make: (a: A, b: B, flag: boolean) => V,
): (a: A, b: B, flag?: boolean) => V {
  const table = createObjectTable<A, readonly { b: B; flag: boolean; value: V }[]>()
  return (a, b, flag = false) => {
    const results = table.get(a) ?? []
    const cached = results.find((result) => result.b === b && result.flag === flag)
    if (cached) return cached.value
    const value = make(a, b, flag)
    table.set(a, [{ b, flag, value }, ...results.slice(0, mostOfPair - 1)])
    return value
  }
}

const mostOfPair = 8 // results per object
