// A resource gets a prefix before its name, and what refers to it by name does too.
import type { Edit } from '../base/edit.ts'
import type { Span } from '../base/span.ts'
import type { Document } from '../document/model.ts'
import { inlinesOf } from '../document/places.ts'
import { everything, plain, resourcesOf, rootsOf, type Value } from './manifest.ts'

/**
 * The name gets its prefix where the finding stands, in YAML where something refers to it by name (`bucketRef.name`), and in
 * code spans that are the name, unless another resource has it too. Prose is the author's.
 */
export function prefixEdits(document: Document, span: Span, old: string, prefix: string): Edit[] {
  const edits = new Map<number, Edit>()
  const add = (place: Span): void => {
    const start = place.start + Math.max(0, document.text.slice(place.start, place.end).indexOf(old))
    edits.set(start, { start, end: start, text: prefix })
  }
  add(span)
  for (const root of rootsOf(document))
    for (const one of everything(root))
      if (one.name === 'name' && refers.test(ownerOf(one)) && plain(one) === old) add(one.span)
  const shared = resourcesOf(document).filter(({ name }) => plain(name) === old).length > 1
  for (const { type, start, end } of shared ? [] : inlinesOf(document))
    if (type === 'code' && document.text.slice(start, end).replace(/^`+ ?| ?`+$/g, '') === old) add({ start, end })
  return [...edits.values()].sort((a, b) => a.start - b.start)
}

const refers = /Refs?$|Reference$|Selector$/

/** The key of what a value stands in, lists passed over. */
function ownerOf({ above }: Value): string {
  let one = above
  while (one?.name === '[]') one = one.above
  return one?.name ?? ''
}
