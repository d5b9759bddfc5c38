// Caches that are attached to objects: a derived value is computed once, and is collected together with its object.

const holder = Symbol('holder')

/**
 * Kinds of objects with derived values. Objects of a kind number their values together, so that each has only as many slots as
 * its kind has derived values.
 */
const kinds = ['chunk', 'code', 'document', 'feature', 'heading', 'item', 'spec', 'text'] as const
type Kind = (typeof kinds)[number]

/** The derived values of an object. */
class Held {
  readonly kind: number
  values: unknown[] | undefined = undefined
  constructor(kind: Kind) {
    this.kind = kinds.indexOf(kind)
  }
  get [holder](): Held {
    return this
  }
}

/** An object with hidden derived values. WeakMaps with many small objects are expensive for the garbage collector. */
type Holder = object & { [holder]?: Held }

/** Gives an object hidden derived values. They are not enumerable, so copies do not have them. */
export const holding = <T extends object>(kind: Kind, object: T): T =>
  Object.defineProperty(object, holder, { value: new Held(kind), enumerable: false })

/** Creates an object that consists of hidden derived values only. */
export const createHolder = (kind: Kind): object => new Held(kind)

/** A map whose keys are objects. */
export interface ObjectTable<K extends object, V> {
  get(key: K): V | undefined
  set(key: K, value: V): V
}

const used = kinds.map(() => 0) // slots, by kind

/** Creates a table that does not keep its keys alive. */
export function createObjectTable<K extends object, V>(): ObjectTable<K, V> {
  const slots = kinds.map(() => -1) // by kind
  const weak = new WeakMap<K, V>()
  return {
    get: (key) => {
      const held = (key as Holder)[holder]
      if (!held) return weak.get(key)
      const slot = slots[held.kind] as number
      return slot < 0 || held.values === undefined ? undefined : (held.values[slot] as V | undefined)
    },
    set(key, value) {
      const held = (key as Holder)[holder]
      if (held) {
        if ((slots[held.kind] as number) < 0) slots[held.kind] = (used[held.kind] as number)++
        held.values ??= []
        held.values[slots[held.kind] as number] = value
      } else weak.set(key, value)
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
