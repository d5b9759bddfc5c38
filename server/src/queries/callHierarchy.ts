// textDocument/prepareCallHierarchy of items: story, requirement, task, criterion. What follows from an item is called by it.
import { perObject } from '../base/perObject.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { definitionsOfSymbol, type IdSymbol } from '../feature/symbol.ts'

/** The items that a symbol speaks of, as far as they have a place in the hierarchy. */
export function hierarchyItems(feature: Feature, symbol: IdSymbol): Traced[] {
  if (symbol.owner) return []
  const wanted = new Set(definitionsOfSymbol(feature, symbol).map(({ definition }) => definition))
  return levels(feature)
    .flat()
    .filter(({ at }) => wanted.has(at.definition))
}

/** What an item leads to: of a story its requirements, tasks and criteria, of a requirement its tasks and criteria, … */
export const outgoing = (feature: Feature, item: Traced): Traced[] => linked(feature, item, 1)

/** What leads to an item. */
export const incoming = (feature: Feature, item: Traced): Traced[] => linked(feature, item, -1)

function linked(feature: Feature, item: Traced, step: 1 | -1): Traced[] {
  const levels = levelOf(feature)
  const own = levels.get(item) ?? -1
  return [...itemLinks(feature).linkedTo(item)].filter((one) => ((levels.get(one) ?? -1) - own) * step > 0)
}

/** Where items stand in the hierarchy: 0 for stories. */
const levelOf = perObject(
  (feature: Feature): ReadonlyMap<Traced, number> =>
    new Map(levels(feature).flatMap((level, k) => level.map((one) => [one, k] as const))),
)

function levels(feature: Feature): (readonly Traced[])[] {
  const { stories, requirements, tasks, criteria } = itemLinks(feature)
  return [stories, requirements, tasks, criteria]
}
