// textDocument/prepareCallHierarchy of items: a story calls its requirements, tasks and criteria, and so on; a task calls the
// tasks that it needs.
import { perObject } from '../base/perObject.ts'
import type { Definition } from '../document/model.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { definitionsOfSymbol, type IdSymbol } from '../feature/symbol.ts'
import { taskGraph } from '../feature/taskGraph.ts'

/** The items of a symbol that have a level in the hierarchy. */
export function hierarchyItems(feature: Feature, symbol: IdSymbol): Traced[] {
  if (symbol.owner) return []
  const wanted = new Set(definitionsOfSymbol(feature, symbol).map(({ definition }) => definition))
  return levels(feature)
    .flat()
    .filter(({ at }) => wanted.has(at.definition))
}

/** The linked items below an item: for a story its requirements, tasks and criteria. For a task also the tasks that it needs. */
export const outgoing = (feature: Feature, item: Traced): Traced[] => [
  ...linked(feature, item, 1),
  ...tasksOfDefinitions(
    feature,
    (taskGraph(feature).needs.get(keyOf(item)) ?? []).map(({ on }) => on.task.definition),
  ),
]

/** The linked items above an item. For a task also the tasks that need it. */
export const incoming = (feature: Feature, item: Traced): Traced[] => [
  ...linked(feature, item, -1),
  ...tasksOfDefinitions(
    feature,
    (taskGraph(feature).waiting.get(keyOf(item)) ?? []).map(({ task }) => task.task.definition),
  ),
]

const keyOf = ({ at }: Traced): string => at.definition.id.key

function tasksOfDefinitions(feature: Feature, definitions: readonly Definition[]): Traced[] {
  const wanted = new Set(definitions)
  return itemLinks(feature).tasks.filter(({ at }) => wanted.has(at.definition))
}

function linked(feature: Feature, item: Traced, step: 1 | -1): Traced[] {
  const levels = levelOf(feature)
  const level = levels.get(item) ?? -1
  return [...itemLinks(feature).linkedTo(item)].filter((one) => ((levels.get(one) ?? -1) - level) * step > 0)
}

/** The level of each item in the hierarchy, 0 for stories. */
const levelOf = perObject(
  (feature: Feature): ReadonlyMap<Traced, number> =>
    new Map(levels(feature).flatMap((level, k) => level.map((one) => [one, k] as const))),
)

function levels(feature: Feature): (readonly Traced[])[] {
  const { stories, requirements, tasks, criteria } = itemLinks(feature)
  return [stories, requirements, tasks, criteria]
}
