// specwise diff --format json: the differences as plain data.
import { lineNumberAt } from '../document/places.ts'
import type { LocatedDefinition } from '../feature/feature.ts'
import type { FeatureDiff, ItemChange } from '../feature/featureDiff.ts'
import { summarise } from '../feature/summary.ts'
import { shownFrom } from './checkUnit.ts'

/** The differences of features. Paths are relative to a folder, with `/`; lines count from 1. */
export function diffData(diffs: readonly FeatureDiff[], cwd: string): unknown[] {
  const shown = shownFrom(cwd)
  const place = ({ spec, definition }: LocatedDefinition) => ({
    path: shown(spec.path),
    line: lineNumberAt(spec.document, definition.start),
  })
  const item = (change: ItemChange): unknown => {
    const { kind, role, id, at } = change
    const common = { kind, role, id, ...place(at) }
    if (kind === 'added') return common
    if (kind === 'removed')
      return {
        ...common,
        references: change.references.map(({ file, reference }) => ({
          path: shown(file.path),
          line: lineNumberAt(file.document, reference.start),
        })),
      }
    const { recycled, renumberedFrom, moved, words, scenarios, meaning, withdrawn, state } = change
    return {
      ...common,
      before: place(change.before),
      recycled,
      renumberedFrom,
      moved,
      words,
      scenarios,
      meaning,
      withdrawn,
      state,
    }
  }
  return diffs.map(({ before, after, fileRemains, status, items, questions, documents }) => ({
    path: after ? shown(after.spec.path) : null,
    fileRemains,
    previousPath: before ? shown(before.spec.path) : null,
    title: (after ?? before) === undefined ? null : summarise((after ?? before) as NonNullable<typeof after>).title,
    status: status ?? null,
    items: items.map(item),
    questions,
    documents,
  }))
}
