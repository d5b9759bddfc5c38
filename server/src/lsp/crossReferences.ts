// References to ids of a specification in other specifications ("SPEC-004 FR-002"): for references, and for renames.
import type { Location } from 'vscode-languageserver'
import type { Checker } from '../analysis/checker.ts'
import { pathOf } from '../base/uri.ts'
import type { Id } from '../document/ids.ts'
import { numberOf } from '../document/specNumber.ts'
import { leadsTo } from '../edits/renameAnchors.ts'
import { type Feature, type FeatureFile, filesOf } from '../feature/feature.ts'
import { isArchive } from '../feature/lifeCycle.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import type { SpecEntry } from './messages.ts'
import type { Foreign, Indexed } from './specs.ts'

export interface CrossReferences {
  /** References to the ids in other specifications. Waits until all of them are read. */
  places(feature: Feature, ids: readonly Id[]): Promise<Location[]>
  /**
   * The documents of other specifications that reference ids of this one, or link to its headings.
   * @param patience milliseconds; without it, waits until all are read.
   * @returns undefined if not all are read, after that time or because reading was stopped.
   */
  documents(feature: Feature, patience?: number): Promise<readonly FeatureFile[] | undefined>
}

export function createCrossReferences(index: SpecIndex<Indexed>, checker: Checker): CrossReferences {
  const naming = (all: readonly Indexed[], feature: Feature, number: number): Indexed[] =>
    all.filter(({ entry, foreign }) => foreign.some((one) => one.number === number) && isBeside(entry, feature))

  /** Two specifications may have the same number: then a reference may be ambiguous. */
  const isMeant = async ({ uri }: SpecEntry, number: number, feature: Feature): Promise<boolean> => {
    const path = pathOf(uri)
    return path !== undefined && (await checker.specWithNumber(path, number))?.path === feature.path
  }

  return {
    async places(feature, ids) {
      const number = numberOf(feature.path)
      if (number === undefined) return []
      const found: Location[] = []
      for (const { entry, foreign } of naming(await index.all(), feature, number)) {
        const matching = foreign.filter((one) => one.number === number && ids.some((id) => names(one, id)))
        if (matching.length > 0 && (await isMeant(entry, number, feature)))
          found.push(...matching.map(({ place }) => place))
      }
      return found
    },
    async documents(feature, patience) {
      const number = numberOf(feature.path)
      const { changed: all, left, stopped } = await index.since(0, patience)
      if (stopped || (patience !== undefined && left > 0)) return number === undefined ? [] : undefined
      const files: FeatureFile[] = []
      const named = new Set(number === undefined ? [] : naming(all, feature, number))
      const pages = filesOf(feature).map(({ path }) => path)
      for (const one of all) {
        const { entry } = one
        const isNamed = number !== undefined && named.has(one) && (await isMeant(entry, number, feature))
        const isLinked = one.linked.some((link) => pages.some((page) => leadsTo(link, page)))
        if (!isNamed && !isLinked) continue
        const loaded = await checker.load(pathOf(entry.uri) ?? '').catch(() => undefined)
        if (!loaded || loaded.feature.path === feature.path) continue
        // Without qualified references, only links of the document are of this specification.
        for (const file of filesOf(loaded.feature)) files.push(isNamed ? file : { ...file, references: [] })
      }
      return files
    },
  }
}

/** Whether a reference in another specification includes an id. */
const names = ({ prefix, from, to, suffix }: Foreign, id: Id): boolean =>
  prefix === id.prefix &&
  (from === to ? from === id.number && suffix === id.suffix : from <= id.number && id.number <= to)

/** Whether a specification is in the same folder as another one, apart from archive folders. */
function isBeside({ uri }: SpecEntry, { path }: Feature): boolean {
  const sibling = pathOf(uri)?.replaceAll('\\', '/') ?? ''
  return sibling.startsWith(`${topOf(path.replaceAll('\\', '/'))}/`)
}

function topOf(path: string): string {
  let top = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  while (isArchive(top.slice(top.lastIndexOf('/') + 1))) top = top.slice(0, Math.max(0, top.lastIndexOf('/')))
  return top
}
