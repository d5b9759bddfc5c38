// A table that forgets: what was put in first goes when there are too many.

/** Puts a value into a table, in place of the oldest entry when it holds `most` already. */
export function remember<K, V>(table: Map<K, V>, key: K, value: V, most: number): void {
  table.delete(key)
  if (table.size >= most) for (const oldest of table.keys()) if (table.delete(oldest)) break
  table.set(key, value)
}
