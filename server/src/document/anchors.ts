// The anchors that links may lead to: of headings, as GitHub makes them or nearly so, and of the ids and names in HTML.
import { lazy } from '../base/lazy.ts'
import { perObject } from '../base/perObject.ts'
import { ownCopy } from '../base/words.ts'
import { createSlugger } from '../markdown/anchors.ts'
import { contentOf, type Scan } from '../markdown/blocks.ts'
import { createScanner } from '../markdown/scan.ts'
import type { Chunk } from './chunk.ts'
import type { Document } from './model.ts'
import { theirsOf } from './read.ts'
import { readSections } from './sections.ts'

/** Tells whether there is an anchor in a text. */
export type HasAnchor = (anchor: string) => boolean

/** For comparing anchors with headings: renderers differ in what they make of signs, so letters and digits alone count. */
export const anchorKey = (anchor: string): string => anchor.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Tells whether a document has an anchor; of merge conflicts either side may have it. */
export const anchorsOf = perObject((document: Document): HasAnchor => {
  const own = ownAnchors(document)
  const theirs = theirsOf(document)
  return theirs === document ? own : (anchor) => own(anchor) || ownAnchors(theirs)(anchor)
})

const ownAnchors = perObject(({ chunks, links }: Document): HasAnchor => {
  const keys = lazy(() => new Set(chunks.flatMap(({ chunk }) => keysOf(chunk))))
  const slugs = lazy(() =>
    slugsOf(
      chunks.map(({ chunk }) => chunk.scan),
      (label) => links.has(label.toLowerCase()),
    ),
  )
  return (anchor) => keys().has(keyOf(anchor)) || slugs().has(slugOf(anchor))
})

/** The anchor of the heading that starts at an offset, as GitHub makes it; undefined where there is none. Linear. */
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
 * Tells which of some anchors a text has, without reading more of it than that takes. Keeps nothing of it.
 * @param wanted those that are asked for.
 */
export function anchorsIn(text: string, wanted: readonly string[]): HasAnchor {
  const scans: Scan[] = []
  const scanner = createScanner(text)
  for (let scan = scanner.next(); scan; scan = scanner.next()) scans.push(scan)
  const keys = new Set(scans.flatMap(readKeys).map(ownCopy))
  if (wanted.every((anchor) => keys.has(keyOf(anchor)))) return (anchor) => keys.has(keyOf(anchor))
  const labels = new Set(
    scans.flatMap(({ text, definitions }) =>
      definitions.map(({ label }) => text.slice(label.start, label.end).toLowerCase()),
    ),
  )
  const slugs = slugsOf(scans, (label) => labels.has(label.toLowerCase()))
  return (anchor) => keys.has(keyOf(anchor)) || slugs.has(slugOf(anchor))
}

// GitHub puts this before the ids of its pages, and takes links with and without it.
const ofPage = /^user-content-/i
const keyOf = (anchor: string): string => anchorKey(anchor.replace(ofPage, ''))

/** An anchor as GitHub numbers it: other renderers write `details_1` for the second of two. */
const slugOf = (anchor: string): string =>
  anchor
    .toLowerCase()
    .replace(ofPage, '')
    .replace(/_(\d{1,3})$/, '-$1')

// `{#id}` of Pandoc and Docusaurus, `{: #id}` of kramdown, behind a heading, a span or on a line.
const attributes = /\{:?[ \t]*(?:[\w.=:"'-]+[ \t]+){0,5}#([\p{L}\p{N}_:.-]{1,200})[^{}\n]{0,200}\}/gu
const htmlHeading = /<h[1-6]\b[^<>]{0,200}>([^\n]{1,300}?)<\/h[1-6]>/gi

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

/** Anchors letter by letter. Only they tell of the second of two equal headings, and of references and entities in one. */
function slugsOf(scans: readonly Scan[], isDefined: (label: string) => boolean): ReadonlySet<string> {
  const slugger = createSlugger(isDefined)
  const slugs = new Set<string>()
  for (const scan of scans)
    for (const block of scan.blocks)
      if (block.type === 'heading') slugs.add(ownCopy(slugger.slug(contentOf(scan, block))))
  return slugs
}
