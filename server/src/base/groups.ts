// Things under what they have in common.

/** Adds a value to those of a key. */
export function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const own = groups.get(key)
  if (own) own.push(value)
  else groups.set(key, [value])
}

/** Groups values by a key, in the order in which the keys come. */
export function groupBy<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const value of values) addTo(groups, keyOf(value), value)
  return groups
}
