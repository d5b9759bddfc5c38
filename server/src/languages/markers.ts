// The words of question markers: `[NEEDS CLARIFICATION: …]`, `[需要澄清：…]`, `[Zu klären: …]`.
import { english, foreign } from './index.ts'

/** The markers of open and of answered questions. */
export interface MarkerWords {
  open: readonly string[]
  answered: readonly string[]
}

const capitals = (word: string): string => word.toUpperCase()

/** A foreign marker in capitals, and with an initial capital. In English, the second would be prose. */
const spellings = (word: string): string[] => [
  ...new Set([capitals(word), word.replace(/^\p{Ll}/u, (first) => first.toUpperCase())]),
]

/** The markers that are written if neither the template nor the text has others. */
export const englishMarkers = {
  open: capitals(english.markers.open[0] as string),
  answered: capitals(english.markers.answered[0] as string),
}

/** The markers of all languages. */
export const allMarkers: MarkerWords = {
  open: [englishMarkers.open, ...foreign.flatMap(({ markers }) => markers.open.flatMap(spellings))],
  answered: [englishMarkers.answered, ...foreign.flatMap(({ markers }) => markers.answered.flatMap(spellings))],
}

/**
 * The markers in the language of a marker that is already written, and in its case; undefined if it is in no known language.
 * @param written the text of the marker; its question may follow.
 */
export function markersInLanguageOf(written: string): typeof englishMarkers | undefined {
  for (const { markers } of [english, ...foreign])
    for (const word of [...markers.open, ...markers.answered]) {
      const style = spellings(word).findIndex((spelling) => written.startsWith(spelling))
      if (style < 0) continue
      const write = (marker: string): string => spellings(marker)[style] ?? capitals(marker)
      return { open: write(markers.open[0] as string), answered: write(markers.answered[0] as string) }
    }
  return undefined
}
