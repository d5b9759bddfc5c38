// Where a document links to: inline links and images, and link definitions. Addresses are told apart elsewhere.
import { type Span, spanAt } from '../base/span.ts'
import type { Document } from './model.ts'
import { leafFinder } from './sections.ts'

/** A link's destination: the span of what is written, without `<>` and title. */
export interface LinkTarget extends Span {
  /** As written. */
  destination: string
}

// Behind `](`: `<…>`, or what has no white space and balanced brackets one level deep; then a title; then `)`.
const target =
  /\]\([ \t]*(?:<([^<>\n]{0,2000})>|((?:[^\s()<>]|\([^\s()]{0,200}\)){1,2000}))(?:\s{1,20}(?:"[^"]{0,500}"|'[^']{0,500}'))?\s{0,20}\)/y

/** All destinations in the order of the text; those in code and HTML are none. */
export function readLinks({ text, scan }: Pick<Document, 'text' | 'scan'>): LinkTarget[] {
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
    found.push({ start, end: start + destination.length, destination })
  }
  for (const { destination } of scan.definitions) {
    const { start, end } = destination
    found.push({ start, end, destination: text.slice(start, end) })
  }
  return found.sort((a, b) => a.start - b.start)
}

const attribute = /\s(?:href|src)\s{0,5}=\s{0,5}(?:"([^"\n]{1,2000})"|'([^'\n]{1,2000})')/gi

/** The destinations of links and pictures in HTML, in the order of the text; those in comments are none. */
export function readHtmlLinks({ text, scan }: Pick<Document, 'text' | 'scan'>): LinkTarget[] {
  const spans: Span[] = [
    ...scan.blocks.filter((block) => block.type === 'html' && block.kind !== 2),
    ...scan.inlines.filter(({ type }) => type === 'html'),
  ]
  return spans
    .flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(attribute)].map((match): LinkTarget => {
        const destination = match[1] ?? match[2] ?? ''
        const from = start + match.index + match[0].lastIndexOf(destination)
        return { start: from, end: from + destination.length, destination }
      }),
    )
    .sort((a, b) => a.start - b.start)
}

/** What a destination leads to. */
export type Destination =
  | { type: 'web' } // has a scheme, or is a mail address
  | { type: 'local' } // `file:` or a drive letter: a path of somebody's machine
  | { type: 'path'; path: string; anchor: string | undefined }

const escaped = /\\([!-/:-@[-`{-~])/g // a backslash before punctuation

/** Tells what a destination in the document at `from` leads to. Paths have `/`; `root` is what `/docs` is meant from. */
export function destinationOf(from: string, destination: string, root: string | undefined): Destination {
  if (/^file:/i.test(destination) || /^[a-z]:[\\/]/i.test(destination) || destination.startsWith('\\\\'))
    return { type: 'local' }
  if (/^[a-z][a-z0-9+.-]*:/i.test(destination) || destination.startsWith('//')) return { type: 'web' }
  const hash = destination.indexOf('#')
  const written = (hash < 0 ? destination : destination.slice(0, hash)).replace(/\?.*$/, '').replace(escaped, '$1')
  const anchor = hash < 0 ? undefined : decoded(destination.slice(hash + 1))
  if (written === '') return { type: 'path', path: from, anchor }
  const own = decoded(written)
  if (own.startsWith('/'))
    return root === undefined ? { type: 'web' } : { type: 'path', path: joined(`${root}${own}`), anchor }
  return { type: 'path', path: joined(`${from.slice(0, from.lastIndexOf('/') + 1)}${own}`), anchor }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Takes `.` and `..` out of a path. */
function joined(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop()
    else if (part !== '.' && part !== '..' && !(part === '' && parts.length > 0)) parts.push(part)
  }
  return parts.join('/')
}

/** The anchors of a document, as `anchorKey` gives them: its headings, and the ids and names in its HTML. */
export function anchorsOf(document: Pick<Document, 'text' | 'sections' | 'scan'>): ReadonlySet<string> {
  const anchors = known.get(document) ?? readAnchors(document)
  known.set(document, anchors)
  return anchors
}

const known = new WeakMap<object, ReadonlySet<string>>()

function readAnchors({ text, sections, scan }: Pick<Document, 'text' | 'sections' | 'scan'>): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const { title } of sections) anchors.add(anchorKey(title.replace(/\]\([^()]*\)/g, ']')))
  for (const block of scan.blocks) {
    if (block.type === 'heading') anchors.add(anchorKey(text.slice(block.start, block.end)))
  }
  if (text.includes('<')) {
    for (const [, id] of text.matchAll(/<[a-z][^<>]{0,200}\b(?:id|name)=["']?([^"'\s>]{1,200})/gi))
      anchors.add(anchorKey(id ?? ''))
  }
  return anchors
}

/** For comparing anchors with headings: renderers differ in what they make of signs, so letters and digits alone count. */
export const anchorKey = (anchor: string): string => anchor.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
