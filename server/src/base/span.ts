// Spans of text, and searches in sorted lists of spans. Offsets count UTF-16 code units.

/** A half-open range of offsets: `text.slice(start, end)`. */
export interface Span {
  start: number
  end: number
}

/** Returns a lookup of the span around an offset, among sorted, disjoint spans. It has to be called with rising offsets. */
export function spanFinder<T extends Span>(spans: readonly T[]): (offset: number) => T | undefined {
  let k = 0
  return (offset) => {
    while (k < spans.length && (spans[k] as T).end <= offset) k++
    const span = spans[k]
    return span && span.start <= offset ? span : undefined
  }
}

/** The span around an offset, among sorted, disjoint spans. Takes logarithmic time. */
export function spanAt<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  const span = spans[countWhile(spans, ({ end }) => end <= offset)]
  return span && span.start <= offset ? span : undefined
}

/** The index of the first of some sorted spans that starts at or after an offset; their number if none does. */
export const firstIndexFrom = (spans: readonly Span[], offset: number): number =>
  countWhile(spans, ({ start }) => start < offset)

/** The number of elements that pass a test. All that pass have to come before all that fail. Takes logarithmic time. */
export function countWhile<T>(sorted: readonly T[], passes: (element: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(sorted[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}

/** Merges two sorted lists of spans. At equal starts, a span of `first` comes first. */
export function merged<T extends Span>(first: readonly T[], second: readonly T[]): T[] {
  const all: T[] = []
  let k = 0
  for (const span of first) {
    for (let next = second[k]; next && next.start < span.start; next = second[k]) {
      all.push(next)
      k++
    }
    all.push(span)
  }
  return [...all, ...second.slice(k)]
}
