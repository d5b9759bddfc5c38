// The sentence around a span: the unit in which words belong together.
import type { Span } from '../base/span.ts'

const widest = 400 // characters on either side that are examined

// The end of a sentence, but not a full stop after an abbreviation or a number: "e.g. ", "vs. ", "1. ".
const stop = /(?<!\b(?:e\.g|i\.e|vs|cf|etc|no|nos|resp|incl|approx|ca|\d))[.!?](?=[*_)\]"'”’]*(?:\s|$))|[。！？]/gi
// The start of another block: an empty line, a list item, a heading, a table row.
const block = /(?:\r\n|\r|\n)[ \t>]*(?:(?=\r|\n|$)|(?:[-*+]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]|\|)/g

const marker = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]|\|)/ // at the start of a text, which may be a chunk

/** The sentence around a span of a text, cut off `widest` characters before and after it. */
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
