// Link targets: of inline links and images, and of link definitions. `destination.ts` decides what they lead to.

import { perObject } from '../base/perObject.ts'
import { type Span, spanAt } from '../base/span.ts'
import type { Scan } from '../markdown/blocks.ts'
import { leafFinder } from '../markdown/find.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'

/** The destination of a link. Its span is without `<>` and title. */
export interface LinkTarget extends Span {
  /** As written. */
  destination: string
  /** The text between the brackets before it; undefined for link definitions and HTML, and for a very long text. */
  text: Span | undefined
}

// `](`, then `<…>` or a destination without white space (parentheses may nest one level deep), then a title, then `)`.
const target =
  /\]\([ \t]*(?:<([^<>\n]{0,2000})>|((?:[^\s()<>]|\([^\s()]{0,200}\)){1,2000}))(?:\s{1,20}(?:"[^"]{0,500}"|'[^']{0,500}'))?\s{0,20}\)/y

/** All link targets of a chunk, in order, except for those in code and HTML. Linear in its text. */
export function readLinks(scan: Scan): LinkTarget[] {
  const { text } = scan
  const found: LinkTarget[] = []
  const leafAt = leafFinder(scan)
  for (let at = text.indexOf(']('); at >= 0; at = text.indexOf('](', at + 1)) {
    target.lastIndex = at
    const match = target.exec(text)
    if (!match) continue
    const leaf = leafAt(at)
    if (!leaf || leaf.type === 'code' || leaf.type === 'html' || spanAt(scan.inlines, at)) continue
    const destination = match[1] ?? match[2] ?? ''
    const start = at + match[0].indexOf(destination, 2)
    const open = isEscaped(text, at) ? undefined : openingBracket(scan, leaf.start, at)
    if (open === undefined) continue
    const words = open < 0 ? undefined : { start: open + 1, end: at }
    found.push({ start, end: start + destination.length, destination, text: words })
  }
  if (scan.definitions.length === 0) return found
  for (const { destination } of scan.definitions) {
    const { start, end } = destination
    found.push({ start, end, destination: text.slice(start, end), text: undefined })
  }
  return found.sort((a, b) => a.start - b.start)
}

const longestText = 1000 // characters of the text of a link that are searched for its opening bracket

/** The offset of the opening bracket for the closing bracket at an offset; -1 if it is too far away, undefined if there is none. */
function openingBracket({ text, inlines }: Scan, from: number, close: number): number | undefined {
  let depth = 0
  for (let k = close - 1; k >= from; k--) {
    if (close - k >= longestText) return -1
    const c = text.charCodeAt(k)
    if (c === 96) k = spanAt(inlines, k)?.start ?? k
    else if ((c !== 91 && c !== 93) || isEscaped(text, k)) continue
    else if (c === 93) depth++
    else if (depth-- === 0) return k
  }
  return undefined
}

/** Whether the character at an offset is escaped: an odd number of backslashes precedes it. */
function isEscaped(text: string, at: number): boolean {
  let before = at
  while (at - before < longestText && text.charCodeAt(before - 1) === 92) before--
  return (at - before) % 2 === 1
}

const attribute = /\s(?:href|src)\s{0,5}=\s{0,5}(?:"([^"\n]{1,2000})"|'([^'\n]{1,2000})')/gi

/** The targets of links and images in the HTML of a document, in order, except for those in comments. */
export const htmlLinksOf = ({ chunks }: Pick<Document, 'chunks'>): LinkTarget[] =>
  chunks.flatMap(({ chunk, start }) => htmlLinksIn(chunk).map((link) => placeTarget(link, start)))

const htmlLinksIn = perObject(({ text, scan }: Chunk): readonly LinkTarget[] => {
  const spans: Span[] = [
    ...scan.blocks.filter((block) => block.type === 'html' && block.kind !== 2),
    ...scan.inlines.filter(({ type }) => type === 'html'),
  ]
  return spans
    .flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(attribute)].map((match): LinkTarget => {
        const destination = match[1] ?? match[2] ?? ''
        const from = start + match.index + match[0].lastIndexOf(destination)
        return { start: from, end: from + destination.length, destination, text: undefined }
      }),
    )
    .sort((a, b) => a.start - b.start)
})

/** Places a link target of a chunk in the text. `by` is the start of the chunk. */
export const placeTarget = ({ start, end, destination, text }: LinkTarget, by: number): LinkTarget => ({
  start: start + by,
  end: end + by,
  destination,
  text: text && { start: text.start + by, end: text.end + by },
})
