// Evidence for the items of specifications in the editor. Code, tests and reports are read in the background, some time after the
// first question; then lenses are requested again.

import { idAt } from '../document/ids.ts'
import type { Definition } from '../document/model.ts'
import { countDefiners, type Evidence, evidenceOf } from '../evidence/evidence.ts'
import type { Feature } from '../feature/feature.ts'
import { createEvidenceFiles, type EvidenceSettings } from '../workspace/evidenceFiles.ts'
import type { Files } from '../workspace/files.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import type { Indexed } from './specs.ts'

export type EvidenceOfDefinition = (definition: Definition) => Evidence

export interface OpenEvidence {
  /** The evidence for the definitions of a feature, as far as it is known now. Undefined until it is read, or if it is off. */
  of(feature: Feature): Promise<EvidenceOfDefinition | undefined>
  /** The settings have changed. */
  settingsChanged(): void
}

export interface OpenEvidenceOptions {
  /** The disk. Undefined if files come from the client: all code would be sent over the network. */
  disk: Files | undefined
  roots(): readonly string[]
  /** Undefined if evidence is off. */
  settings(): EvidenceSettings | undefined
  index: Pick<SpecIndex<Indexed>, 'since'>
  changed(): void
  onError(what: string, error: unknown): void
}

const delay = 2_000 // milliseconds after the first question, so that the first findings come first
const between = 60_000 // milliseconds between two looks for changed files, which are not watched

export function createOpenEvidence(options: OpenEvidenceOptions): OpenEvidence {
  const { disk, roots, settings, index, changed, onError } = options
  if (!disk) return { of: async () => undefined, settingsChanged() {} }
  const files = createEvidenceFiles({
    files: disk,
    roots,
    settings: async () => settings() ?? { reports: [], code: [] },
    told: changed,
    onError,
  })
  let looked = Number.NEGATIVE_INFINITY
  let isStarted = false
  let isWaiting = false
  const start = (): void => {
    isStarted = true
    files.now()
  }
  let counted: { serial: number; counts: ReadonlyMap<string, number> } | undefined
  /** How many specifications define each id. Undefined while some of them are not read. */
  const countIds = async (): Promise<ReadonlyMap<string, number> | undefined> => {
    const { serial, left, changed: all } = await index.since(0, 0)
    if (left > 0) return undefined
    if (counted?.serial !== serial) counted = { serial, counts: countDefiners(all.map(keysOf)) }
    return counted.counts
  }
  return {
    async of(feature) {
      if (!settings()) return undefined
      if (!isStarted) {
        if (!isWaiting) setTimeout(start, delay).unref?.()
        isWaiting = true
        return undefined
      }
      const now = performance.now()
      if (now - looked > between) {
        looked = now
        files.stale()
      }
      const known = files.now()
      const counts = known && (await countIds())
      return known && counts ? ({ id }) => evidenceOf(known, feature, id, counts) : undefined
    },
    settingsChanged() {
      files.stale()
      if (isStarted) files.refresh()
    },
  }
}

/** The keys of the ids that a specification defines. */
const keysOf = ({ symbols }: Indexed): string[] =>
  symbols.flatMap((symbol) => idAt(symbol.slice(0, symbol.indexOf('\t')), 0)?.key ?? [])
