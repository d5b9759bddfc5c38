// What is worked out of an object, once: the result hangs on the object, and goes with it.

const holder = Symbol('holder')

/** An object with a place of its own for what hangs on it: many small ones in a WeakMap cost the garbage collector dearly. */
type Holder = object & { [holder]?: unknown[] }

/** Gives an object such a place; nobody sees it, and no copy has it. */
export const holding = <T extends object>(object: T): T =>
  Object.defineProperty(object, holder, { value: [], enumerable: false })

/** An object that is nothing but such a place. */
export const createHolder = (): object => new Place()

class Place {
  readonly #held: unknown[] = []
  get [holder](): unknown[] {
    return this.#held
  }
}

/** A table by object. */
export interface ObjectTable<K extends object, V> {
  get(key: K): V | undefined
  set(key: K, value: V): V
}

let tables = 0

/** Makes a table that keeps no object alive. */
export function createObjectTable<K extends object, V>(): ObjectTable<K, V> {
  const slot = tables++
  const others = new WeakMap<K, V>()
  return {
    get: (key) => {
      const held = (key as Holder)[holder]
      return held ? (held[slot] as V | undefined) : others.get(key)
    },
    set(key, value) {
      const held = (key as Holder)[holder]
      if (held) held[slot] = value
      else others.set(key, value)
      return value
    },
  }
}

const nothing = Symbol('nothing')

/** A function of an object that is asked once for each. */
export function perObject<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = createObjectTable<K, V | typeof nothing>()
  return (key) => {
    const last = known.get(key)
    if (last !== undefined) return last === nothing ? (undefined as V) : (last as V)
    const value = make(key)
    known.set(key, value === undefined ? nothing : value)
    return value
  }
}

/**
 * A function of two objects that is asked once for each pair: the result hangs on the first of them.
 * @param make may take a flag more.
 */
export function perPair<A extends object, B extends object, V>(
  make: (a: A, b: B, flag: boolean) => V,
): (a: A, b: B, flag?: boolean) => V {
  const known = createObjectTable<A, readonly { b: B; flag: boolean; value: V }[]>()
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
