// Values that are made when somebody asks for them.

/** Makes a value once, on first use. */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * Makes objects with further properties, each of which is made once, on first use. All have one shape: getters in a literal
 * would give each object a hidden class of its own, which is slow, and which keeps it from the garbage collector.
 * @param makers by property: gives it for an object. None may be undefined.
 */
export function lazily<Own extends object, More extends object>(
  makers: {
    readonly [K in keyof More]: (own: Own & More) => More[K]
  },
): (own: Own) => Own & More {
  class Made {
    readonly #values: unknown[] = []
    constructor(own: Own) {
      Object.assign(this, own)
    }
    static at(object: Made, slot: number, make: (own: Own & More) => unknown): unknown {
      const values = object.#values
      values[slot] ??= make(object as unknown as Own & More)
      return values[slot]
    }
  }
  for (const [slot, name] of (Object.keys(makers) as (keyof More)[]).entries())
    Object.defineProperty(Made.prototype, name, {
      enumerable: true,
      get(this: Made) {
        return Made.at(this, slot, makers[name])
      },
    })
  return (own) => new Made(own) as unknown as Own & More
}
