// The edits that add a prefix to the name of a resource and to the references to it.
import type { Edit } from '../base/edit.ts'
import type { Span } from '../base/span.ts'
import type { Document } from '../document/model.ts'
import { inlinesOf } from '../document/places.ts'
import { everything, plainText, resourcesOf, rootsOf, type Value } from './manifest.ts'

/**
 * Adds a prefix to the name at `span`, to references in YAML (`bucketRef.name`), and to code spans with exactly this name
 * unless another resource has it too. Prose is not changed.
 */
export function prefixEdits(document: Document, span: Span, old: string, prefix: string): Edit[] {
  const edits = new Map<number, Edit>()
  const add = (place: Span): void => {
    const start = place.start + Math.max(0, document.text.slice(place.start, place.end).indexOf(old))
    edits.set(start, { start, end: start, text: prefix })
  }
  add(span)
  for (const root of rootsOf(document))
    for (const value of everything(root))
      if (value.name === 'name' && refers.test(ownerOf(value)) && plainText(value) === old) add(value.span)
  const shared = resourcesOf(document).filter(({ name }) => plainText(name) === old).length > 1
  for (const { type, start, end } of shared ? [] : inlinesOf(document))
    if (type === 'code' && document.text.slice(start, end).replace(/^`+ ?| ?`+$/g, '') === old) add({ start, end })
  return [...edits.values()].sort((a, b) => a.start - b.start)
}

const refers = /Refs?$|Reference$|Selector$/

/** The key of the map around a value, skipping lists. */
function ownerOf({ above }: Value): string {
  let container = above
  while (container?.name === '[]') container = container.above
  return container?.name ?? ''
}
