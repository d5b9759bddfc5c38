// The histories of the features that are open: read in the background, and again after a commit.
import type { Histories } from '../analysis/histories.ts'
import { createLru } from '../base/lru.ts'
import type { Feature } from '../feature/feature.ts'
import type { FeatureHistory } from '../feature/history.ts'

export interface OpenHistories {
  /** The history of a feature as far as it is known now. Never waits. */
  of(feature: Feature): FeatureHistory | undefined
}

interface Known {
  history: FeatureHistory | undefined
  /** The last commit, and the documents, that it was read for. */
  readFor: string
  /** When the last commit was asked for, in milliseconds. */
  asked: number
  isAsking: boolean
}

const between = 30_000 // milliseconds between two questions for the last commit
const most = 50 // features

/**
 * @param isWanted whether a document is open and git may be run.
 * @param changed called when a history is known, or is another one.
 */
export function createOpenHistories(
  histories: Histories | undefined,
  isWanted: (path: string) => boolean,
  changed: () => void,
): OpenHistories {
  const known = createLru<string, Known>(most)

  const ask = async (source: Histories, feature: Feature, one: Known): Promise<void> => {
    const head = await source.head(feature)
    if (head === undefined) return
    const readFor = [head, ...feature.documents.map(({ path }) => path)].join('\n')
    if (readFor === one.readFor) return
    const history = await source.of(feature)
    one.readFor = readFor
    if (!history && !one.history) return
    one.history = history
    changed()
  }

  return {
    of(feature) {
      if (!histories || !feature.documents.some(({ path }) => isWanted(path))) return undefined
      const one = known.get(feature.path) ?? {
        history: undefined,
        readFor: '',
        asked: Number.NEGATIVE_INFINITY,
        isAsking: false,
      }
      known.set(feature.path, one)
      const now = performance.now()
      if (!one.isAsking && now - one.asked >= between) {
        one.asked = now
        one.isAsking = true
        void ask(histories, feature, one)
          .catch(() => undefined)
          .finally(() => {
            one.isAsking = false
          })
      }
      return one.history
    },
  }
}
