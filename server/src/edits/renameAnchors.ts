// Links to headings that start with an id: the anchor is derived from the heading, so it changes with the id.

import { slug } from 'github-slugger'
import type { Edit } from '../base/edit.ts'
import { groupBy } from '../base/groups.ts'
import { anchorKey } from '../document/anchors.ts'
import { destinationOf } from '../document/destination.ts'
import type { Id } from '../document/ids.ts'
import { htmlLinksOf } from '../document/links.ts'
import type { FeatureFile } from '../feature/feature.ts'

/** A heading whose id changes. */
export interface MovedHeading {
  file: FeatureFile
  /** Its present text. */
  title: string
  was: Id
  /** The new id, in the spelling of the heading. */
  text: string
}

const slashed = (path: string): string => path.replaceAll('\\', '/')

/** A link to a heading: the page, the anchor, and the start of the anchor. */
export interface AnchorLink {
  /** The path of the page, or the end of its path if the link is relative to the repository's root. */
  path: string
  fromRoot: boolean
  anchor: string
  start: number
}

/** The links to headings in a page, in Markdown and in HTML, in the order of the text. */
export const anchorLinksOf = ({ path, document }: Pick<FeatureFile, 'path' | 'document'>): AnchorLink[] =>
  [...document.linkTargets, ...htmlLinksOf(document)]
    .sort((a, b) => a.start - b.start)
    .flatMap(({ start, destination }): AnchorLink[] => {
      // The root of the repository is unknown here: a path from there is the end of the page's path.
      const to = destinationOf(slashed(path), destination, '')
      if (to.type !== 'path' || !to.anchor) return []
      const at = start + destination.indexOf('#') + 1
      return [{ path: to.path, fromRoot: destination.startsWith('/'), anchor: to.anchor, start: at }]
    })

/** Whether a link targets a page. A path from the root needs at least one folder: `/spec.md` is ambiguous. */
export const leadsTo = ({ path, fromRoot }: Pick<AnchorLink, 'path' | 'fromRoot'>, page: string): boolean =>
  slashed(page) === path || (fromRoot && /\/.*\//.test(path) && slashed(page).endsWith(path))

/** The edits of a page's links to headings whose ids change, in the order of the text. */
export function anchorEdits(file: FeatureFile, headings: readonly MovedHeading[]): Edit[] {
  if (headings.length === 0) return []
  const byAnchor = groupBy(headings, ({ title }) => anchorKey(title))
  return anchorLinksOf(file).flatMap((link): Edit[] => {
    const heading = byAnchor.get(anchorKey(link.anchor))?.find((one) => leadsTo(link, one.file.path))
    if (!heading) return []
    const old = slug(heading.was.text)
    const anchor = file.document.text.slice(link.start, link.start + link.anchor.length).toLowerCase()
    const before = anchor.indexOf(old) // a checkbox or a sign may come before the id: `#-x-t001-do-it`
    if (before < 0 || !/^(?:[^\p{L}\p{N}]|x(?!\p{L}))*$/u.test(anchor.slice(0, before))) return []
    const start = link.start + before
    return [{ start, end: start + old.length, text: slug(heading.text) }]
  })
}
