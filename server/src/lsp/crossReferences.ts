// Which other specifications name ids of one ("SPEC-004 FR-002"): for references, and for renames to follow there.
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
  /** Where other specifications name one of the ids. Waits until all of them are read. */
  places(feature: Feature, ids: readonly Id[]): Promise<Location[]>
  /**
   * The documents of other specifications that name some id of this one, or link to its headings.
   * @param patience milliseconds; without it, waits until all are read.
   * @returns undefined when they are not known: after that time, or since reading was stopped.
   */
  documents(feature: Feature, patience?: number): Promise<readonly FeatureFile[] | undefined>
}

export function createCrossReferences(index: SpecIndex<Indexed>, checker: Checker): CrossReferences {
  const naming = (all: readonly Indexed[], feature: Feature, number: number): Indexed[] =>
    all.filter(({ entry, foreign }) => foreign.some((one) => one.number === number) && isBeside(entry, feature))

  /** Numbers are no names: with two specifications of one number nobody knows which is meant. */
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
        const own = foreign.filter((one) => one.number === number && ids.some((id) => names(one, id)))
        if (own.length > 0 && (await isMeant(entry, number, feature))) found.push(...own.map(({ place }) => place))
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
        // Where only links lead to it, what else is named there may be of another one.
        for (const file of filesOf(loaded.feature)) files.push(isNamed ? file : { ...file, references: [] })
      }
      return files
    },
  }
}

/** Whether a mention in another specification is one of an id. */
const names = ({ prefix, from, to, suffix }: Foreign, id: Id): boolean =>
  prefix === id.prefix &&
  (from === to ? from === id.number && suffix === id.suffix : from <= id.number && id.number <= to)

/** Whether a specification is kept in the folder that another one is kept in, archives passed over. */
function isBeside({ uri }: SpecEntry, { path }: Feature): boolean {
  const other = pathOf(uri)?.replaceAll('\\', '/') ?? ''
  return other.startsWith(`${topOf(path.replaceAll('\\', '/'))}/`)
}

function topOf(path: string): string {
  let top = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  while (isArchive(top.slice(top.lastIndexOf('/') + 1))) top = top.slice(0, Math.max(0, top.lastIndexOf('/')))
  return top
}
