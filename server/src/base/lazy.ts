// Values that are computed on first use.

/** Returns a function that computes a value on its first call and keeps it. */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * Returns a function that adds lazy properties to an object. Each is computed once, on first use. All objects have one shape:
 * getters in a literal would give each object its base hidden class, which is slow and expensive for the garbage collector.
 * @param makers compute the properties, by name. A property must not be undefined.
 */
export function lazily<Base extends object, Lazy extends object>(
  makers: {
    readonly [K in keyof Lazy]: (base: Base & Lazy) => Lazy[K]
  },
): (base: Base) => Base & Lazy {
  class WithLazy {
    readonly #values: unknown[] = []
    constructor(base: Base) {
      Object.assign(this, base)
    }
    static at(object: WithLazy, slot: number, make: (base: Base & Lazy) => unknown): unknown {
      const values = object.#values
      values[slot] ??= make(object as unknown as Base & Lazy)
      return values[slot]
    }
  }
  for (const [slot, name] of (Object.keys(makers) as (keyof Lazy)[]).entries())
    Object.defineProperty(WithLazy.prototype, name, {
      enumerable: true,
      get(this: WithLazy) {
        return WithLazy.at(this, slot, makers[name])
      },
    })
  return (base) => new WithLazy(base) as unknown as Base & Lazy
}
