// The sentence that something stands in: the unit in which words belong together.
import type { Span } from '../base/span.ts'

const widest = 400 // characters to either side that are looked at

// A full stop behind a short word or a number ends no sentence: "e.g. ", "vs. ", "1. ".
const stop = /(?<!\b(?:e\.g|i\.e|vs|cf|etc|no|nos|resp|incl|approx|ca|\d))[.!?](?=[*_)\]"'”’]*(?:\s|$))|[。！？]/gi
// Another block: an empty line, a list item, a heading, a quote, a row.
const block = /(?:\r\n|\r|\n)[ \t>]*(?:(?=\r|\n|$)|(?:[-*+]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]|\|)/g

const marker = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]|\|)/ // at the start of a text, which may be a part of another

/** The sentence around a place of a text, as far as it is within `widest` characters of it. */
export function sentenceAround(text: string, { start, end }: Span): Span {
  const from = Math.max(0, start - widest)
  const head = text.slice(from, start)
  const tail = text.slice(end, end + widest)
  let [first, last] = [from === 0 ? (marker.exec(head)?.[0].length ?? 0) : 0, tail.length]
  for (const pattern of [stop, block]) {
    for (const match of head.matchAll(pattern)) first = Math.max(first, match.index + match[0].length)
    last = Math.min(last, [...tail.matchAll(pattern)][0]?.index ?? last)
  }
  return { start: from + first, end: end + last }
}
