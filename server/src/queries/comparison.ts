// What changed in specifications, as data for the comparison page.
import { lineNumberAt } from '../document/places.ts'
import type { LocatedDefinition } from '../feature/feature.ts'
import type { FeatureDiff } from '../feature/featureDiff.ts'
import type { Change, ComparisonModel, Place } from '../pages/comparisonModel.ts'
import { type DiffEntry, diffSummary, specDiff } from './diffEntries.ts'

/**
 * @param base what the specifications are compared with, for people
 * @param shown a path, as it is shown
 * @param uriOf the URI of a path
 */
export function comparison(
  diffs: readonly FeatureDiff[],
  base: string,
  shown: (path: string) => string,
  uriOf: (path: string) => string,
): ComparisonModel {
  const placeOf = ({ spec, definition }: LocatedDefinition): Place => ({
    uri: uriOf(spec.path),
    line: lineNumberAt(spec.document, definition.start),
  })
  const changeOf = ({ mark, role, id, words, scenarios, details, references }: DiffEntry): Change => ({
    mark,
    role: role ?? null,
    id: id ? { text: id.text, place: id.at ? placeOf(id.at) : null, was: id.was ?? null } : null,
    words,
    scenarios,
    details,
    references: references.map(({ path, line }) => ({ uri: uriOf(path), line, label: `${shown(path)}:${line}` })),
  })
  return {
    base,
    summary: diffSummary(diffs),
    specs: diffs.map((diff) => {
      const { path, title, exists, entries } = specDiff(diff, shown)
      return {
        title: title || shown(path),
        path: shown(path),
        uri: exists ? uriOf(path) : null,
        changes: entries.map(changeOf),
      }
    }),
  }
}
