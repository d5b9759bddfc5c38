// Links to headings that start with an id: the anchor is made of the heading's words, so it goes with the id.
import { slug } from 'github-slugger'
import type { Edit } from '../base/edit.ts'
import { anchorKey } from '../document/anchors.ts'
import { destinationOf } from '../document/destination.ts'
import type { Id } from '../document/ids.ts'
import type { FeatureFile } from '../feature/feature.ts'

/** A heading whose id becomes another one. */
export interface MovedHeading {
  file: FeatureFile
  /** Its words, as they are. */
  title: string
  was: Id
  /** The new id, in the spelling of the heading. */
  text: string
}

const slashed = (path: string): string => path.replaceAll('\\', '/')

/** The edits of a page's links to headings that get another id; in the order of the text. */
export function anchorEdits(file: FeatureFile, headings: readonly MovedHeading[]): Edit[] {
  if (headings.length === 0) return []
  const byAnchor = new Map(headings.map((one) => [`${slashed(one.file.path)}#${anchorKey(one.title)}`, one]))
  return file.document.linkTargets.flatMap(({ start, destination }): Edit[] => {
    const to = destinationOf(slashed(file.path), destination, undefined)
    if (to.type !== 'path' || to.anchor === undefined) return []
    const heading = byAnchor.get(`${to.path}#${anchorKey(to.anchor)}`)
    const hash = destination.indexOf('#') + 1
    const old = heading && slug(heading.was.text)
    if (!heading || !old || !destination.slice(hash).toLowerCase().startsWith(old)) return []
    return [{ start: start + hash, end: start + hash + old.length, text: slug(heading.text) }]
  })
}
