// Where the links of a feature lead: paths in the repository, with the places that may be meant instead, and paths on one machine.
import { type Destination, possibleFiles } from '../document/destination.ts'
import { destinationsOf } from '../document/linkDestinations.ts'
import type { FeatureFile } from '../feature/feature.ts'

/** The links of a feature to a path: their anchors, and for each document the paths as written. */
export interface Links {
  anchors: string[]
  written: Map<string, Set<string>>
}

/** The paths that files link to. */
export function linksOf(files: readonly FeatureFile[], root: string | undefined): Map<string, Links> {
  const links = new Map<string, Links>()
  for (const { document, path: from } of files)
    for (const to of destinationsOf(document, from, root)) {
      if (to.type !== 'path') continue
      const { path, anchor, written } = to
      const one = links.get(path) ?? { anchors: [], written: new Map<string, Set<string>>() }
      if (anchor) one.anchors.push(anchor)
      one.written.set(from, (one.written.get(from) ?? new Set()).add(written))
      links.set(path, one)
    }
  return links
}

/** Where else the files of links may be. */
export const othersOf = ({ written }: Links, root: string): string[] =>
  [...written].flatMap(([from, all]) => [...all].flatMap((one) => possibleFiles(from, one, root)))

type Local = Extract<Destination, { type: 'local' }>

/** The links of files to paths on one machine, each with the path of its file. */
export const localLinksOf = (files: readonly FeatureFile[], root: string | undefined): [Local, string][] =>
  files.flatMap(({ document, path }) =>
    destinationsOf(document, path, root).flatMap((to): [Local, string][] => (to.type === 'local' ? [[to, path]] : [])),
  )
