// The words of markers in brackets: `[NEEDS CLARIFICATION: …]`, `[需要澄清：…]`, `[Zu klären: …]`.
import { english, foreign } from './index.ts'

/** The words of open and of answered questions. */
export interface MarkerWords {
  open: readonly string[]
  answered: readonly string[]
}

const capitals = (word: string): string => word.toUpperCase()

/** In capitals, and with one capital: in English that is prose. */
const spellings = (word: string): string[] => [
  ...new Set([capitals(word), word.replace(/^\p{Ll}/u, (first) => first.toUpperCase())]),
]

/** What is written where nothing else is known. */
export const englishMarkers = {
  open: capitals(english.markers.open[0] as string),
  answered: capitals(english.markers.answered[0] as string),
}

/** Those of all languages. */
export const knownMarkers: MarkerWords = {
  open: [englishMarkers.open, ...foreign.flatMap(({ markers }) => markers.open.flatMap(spellings))],
  answered: [englishMarkers.answered, ...foreign.flatMap(({ markers }) => markers.answered.flatMap(spellings))],
}

/** The words of the language that some text of a marker starts with, in its case; undefined for others. */
export function markersLike(written: string): typeof englishMarkers | undefined {
  for (const { markers } of [english, ...foreign])
    for (const word of [...markers.open, ...markers.answered]) {
      const same = spellings(word).findIndex((one) => written.startsWith(one))
      if (same < 0) continue
      const write = (one: string): string => spellings(one)[same] ?? capitals(one)
      return { open: write(markers.open[0] as string), answered: write(markers.answered[0] as string) }
    }
  return undefined
}
