// The anchors that links can lead to: of headings, compared as GitHub does or loosely, and the ids and names in HTML.
import { lazy } from '../base/lazy.ts'
import { perObject } from '../base/perObject.ts'
import { detachedCopy } from '../base/words.ts'
import { createSlugger } from '../markdown/anchors.ts'
import { contentOf, type Scan } from '../markdown/blocks.ts'
import { createScanner } from '../markdown/scan.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { readTheirs } from './read.ts'
import { readSections } from './sections.ts'

/** Whether a text has an anchor. */
export type HasAnchor = (anchor: string) => boolean

/** Normalises an anchor for comparison. Only letters and digits count, because renderers treat other characters differently. */
export const anchorKey = (anchor: string): string => anchor.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Returns a test whether a document has an anchor. In merge conflicts, either side may have it. */
export const anchorsOf = perObject((document: Document): HasAnchor => {
  const hasOurs = anchorsOfSide(document)
  const theirs = readTheirs(document)
  return theirs === document ? hasOurs : (anchor) => hasOurs(anchor) || anchorsOfSide(theirs)(anchor)
})

/** Returns the same test for the side of merge conflicts that the document was read from. */
const anchorsOfSide = perObject(({ chunks, links }: Document): HasAnchor => {
  const keys = lazy(() => new Set(chunks.flatMap(({ chunk }) => keysOf(chunk))))
  const slugs = lazy(() =>
    slugsOf(
      chunks.map(({ chunk }) => chunk.scan),
      (label) => links.has(label.toLowerCase()),
    ),
  )
  return (anchor) => keys().has(keyOf(anchor)) || slugs().has(slugOf(anchor))
})

/** The anchor of the first heading that starts at or after an offset, as GitHub makes it; undefined if there is none. Linear. */
export function anchorAt({ chunks, links }: Document, at: number): string | undefined {
  const slugger = createSlugger((label) => links.has(label.toLowerCase()))
  for (const { chunk, start } of chunks)
    for (const block of chunk.scan.blocks) {
      if (block.type !== 'heading') continue
      const slug = slugger.slug(contentOf(chunk.scan, block))
      if (start + block.start >= at) return slug
    }
  return undefined
}

/**
 * Returns a test whether a text has an anchor. It reads no more of the text than necessary, and keeps none of it in memory.
 * @param wanted the anchors that the test will be called with.
 */
export function anchorsIn(text: string, wanted: readonly string[]): HasAnchor {
  const scans: Scan[] = []
  const scanner = createScanner(text)
  for (let scan = scanner.next(); scan; scan = scanner.next()) scans.push(scan)
  const keys = new Set(scans.flatMap(readKeys).map(detachedCopy))
  if (wanted.every((anchor) => keys.has(keyOf(anchor)))) return (anchor) => keys.has(keyOf(anchor))
  const labels = new Set(
    scans.flatMap(({ text, definitions }) =>
      definitions.map(({ label }) => text.slice(label.start, label.end).toLowerCase()),
    ),
  )
  const slugs = slugsOf(scans, (label) => labels.has(label.toLowerCase()))
  return (anchor) => keys.has(keyOf(anchor)) || slugs.has(slugOf(anchor))
}

// GitHub prefixes the ids of its pages with this, and accepts links with and without it.
const pagePrefix = /^user-content-/i
const keyOf = (anchor: string): string => anchorKey(anchor.replace(pagePrefix, ''))

/** An anchor in GitHub's numbering. Other renderers write `details_1` for the second of two equal headings. */
const slugOf = (anchor: string): string =>
  anchor
    .toLowerCase()
    .replace(pagePrefix, '')
    .replace(/_(\d{1,3})$/, '-$1')

// `{#id}` of Pandoc and Docusaurus, `{: #id}` of kramdown: after a heading or a span, or on a line of its own.
const attributes = /\{:?[ \t]*(?:[\w.=:"'-]+[ \t]+){0,5}#([\p{L}\p{N}_:.-]{1,200})[^{}\n]{0,200}\}/gu
const htmlHeading = /<h[1-6]\b[^<>]{0,200}>([^\n]{1,300}?)<\/h[1-6]>/gi

/** The normalised anchors of a chunk. */
const keysOf = perObject(({ scan }: Chunk): readonly string[] => readKeys(scan))

function readKeys(scan: Scan): string[] {
  const { text } = scan
  const keys: string[] = []
  for (const { title } of readSections(scan)) {
    const words = title.replace(/\]\([^()]*\)/g, ']')
    keys.push(anchorKey(words))
    if (words.includes('{')) keys.push(anchorKey(words.replace(attributes, '')))
  }
  for (const block of scan.blocks)
    if (block.type === 'heading') keys.push(anchorKey(text.slice(block.start, block.end)))
  if (text.includes('<'))
    for (const [, id] of text.matchAll(/<[a-z][^<>]{0,200}\b(?:id|name)=["']?([^"'\s>]{1,200})/gi))
      keys.push(anchorKey(id ?? ''))
  if (text.includes('{')) for (const [, id = ''] of text.matchAll(attributes)) keys.push(anchorKey(id))
  if (/<h[1-6]/i.test(text))
    for (const [, words = ''] of text.matchAll(htmlHeading)) keys.push(anchorKey(words.replace(/<[^<>]*>/g, '')))
  return keys
}

/** The exact anchors of headings. Only these are right for the second of two equal headings, and for link references and entities. */
function slugsOf(scans: readonly Scan[], isDefined: (label: string) => boolean): ReadonlySet<string> {
  const slugger = createSlugger(isDefined)
  const slugs = new Set<string>()
  for (const scan of scans)
    for (const block of scan.blocks)
      if (block.type === 'heading') slugs.add(detachedCopy(slugger.slug(contentOf(scan, block))))
  return slugs
}
