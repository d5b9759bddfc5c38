// Spans of text, and how sorted ones are searched. Offsets are UTF-16 code units.

/** A half-open range of offsets: `text.slice(start, end)`. */
export interface Span {
  start: number
  end: number
}

/** Tells for a rising sequence of offsets in which of the sorted, disjoint spans each stands. */
export function spanFinder<T extends Span>(spans: readonly T[]): (offset: number) => T | undefined {
  let k = 0
  return (offset) => {
    while (k < spans.length && (spans[k] as T).end <= offset) k++
    const span = spans[k]
    return span && span.start <= offset ? span : undefined
  }
}

/** The one of the sorted, disjoint spans that an offset stands in. */
export function spanAt<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  const span = spans[countWhile(spans, ({ end }) => end <= offset)]
  return span && span.start <= offset ? span : undefined
}

/** Index of the first of some sorted spans that starts at or behind an offset; their number when none does. */
export const firstFrom = (spans: readonly Span[], offset: number): number =>
  countWhile(spans, ({ start }) => start < offset)

/** How many of a list's first elements pass a test that none passes behind one that fails; in logarithmic time. */
export function countWhile<T>(sorted: readonly T[], passes: (one: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(sorted[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}

/** Two lists in the order of the text as one. */
export function merged<T extends Span>(one: readonly T[], other: readonly T[]): T[] {
  const all: T[] = []
  let k = 0
  for (const span of one) {
    for (let next = other[k]; next && next.start < span.start; next = other[k]) {
      all.push(next)
      k++
    }
    all.push(span)
  }
  return [...all, ...other.slice(k)]
}
