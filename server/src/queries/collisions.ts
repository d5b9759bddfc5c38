// What collides only after two branches are merged: numbers of specifications, ids, names of resources, files of tasks.
import { groupBy } from '../base/groups.ts'
import { numberOf } from '../document/specNumber.ts'
import type { Feature, LocatedDefinition } from '../feature/feature.ts'
import { comparedText, isSameText } from '../feature/itemDiff.ts'
import { itemOf } from '../feature/items.ts'
import { type TaskNode, taskGraph } from '../feature/taskGraph.ts'
import { plainText, resourcesOf } from '../manifests/manifest.ts'
import { definitionsOf } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'

export type Collision =
  | { kind: 'number'; number: number; features: readonly Feature[] }
  | { kind: 'id'; id: string; feature: Feature; definitions: readonly LocatedDefinition[] }
  | { kind: 'resource'; name: string; resource: string; features: readonly Feature[] }
  | { kind: 'file'; path: string; tasks: readonly { feature: Feature; task: TaskNode }[] }

/** The features of a tree that one of the sides has changed, and of the sides. */
export interface Sides {
  merged: readonly Feature[]
  ours: readonly Feature[]
  theirs: readonly Feature[]
}

/** The collisions that neither side has by itself. */
export function collisionsOf({ merged, ours, theirs }: Sides): Collision[] {
  const isOn = (side: readonly Feature[], feature: Feature): boolean => side.some(({ path }) => path === feature.path)
  const areApart = (features: readonly Feature[]): boolean =>
    ![ours, theirs].some((side) => features.every((feature) => isOn(side, feature)))
  return [
    ...numbers(merged, areApart),
    ...merged.flatMap((feature) => ids(feature, sameIn(ours, feature), sameIn(theirs, feature))),
    ...resources(merged, areApart),
    ...files(merged, ours, theirs),
  ]
}

const sameIn = (side: readonly Feature[], { path }: Feature): Feature | undefined =>
  side.find((feature) => feature.path === path)

type AreApart = (features: readonly Feature[]) => boolean

function numbers(merged: readonly Feature[], areApart: AreApart): Collision[] {
  const byNumber = groupBy(merged, ({ path }) => numberOf(path))
  return [...byNumber].flatMap(([number, features]): Collision[] =>
    number !== undefined && features.length > 1 && areApart(features) ? [{ kind: 'number', number, features }] : [],
  )
}

const roles: readonly Role[] = ['requirement', 'criterion', 'story', 'task', 'decision']

/** Ids with several meanings that have one on each side. */
function ids(feature: Feature, ours: Feature | undefined, theirs: Feature | undefined): Collision[] {
  if (!ours || !theirs) return []
  return roles.flatMap((role) => {
    const [all, a, b] = [meanings(feature, role), meanings(ours, role), meanings(theirs, role)]
    return [...all].flatMap(([key, definitions]): Collision[] => {
      const isNew = definitions.length > 1 && (a.get(key)?.length ?? 0) < 2 && (b.get(key)?.length ?? 0) < 2
      const id = definitions[0]?.definition.id.text ?? key
      return isNew ? [{ kind: 'id', id, feature, definitions }] : []
    })
  })
}

/** The definitions of each id that say different things. */
function meanings(feature: Feature, role: Role): Map<string, LocatedDefinition[]> {
  const byKey = new Map<string, { at: LocatedDefinition; text: string }[]>()
  for (const spec of feature.documents)
    for (const definition of definitionsOf(spec, role)) {
      if (definition.shared) continue
      const text = comparedText(itemOf(spec, role, definition).text)
      const known = byKey.get(definition.id.key) ?? []
      if (!known.some((one) => isSameText(one.text, text))) known.push({ at: { spec, definition }, text })
      byKey.set(definition.id.key, known)
    }
  return new Map([...byKey].map(([key, all]) => [key, all.map(({ at }) => at)]))
}

function resources(merged: readonly Feature[], areApart: AreApart): Collision[] {
  const planned = merged.flatMap((feature) =>
    feature.documents.flatMap(({ document }) =>
      resourcesOf(document).flatMap(({ kind, name }) => {
        const text = plainText(name)
        return text === undefined || text === '' ? [] : [{ kind, name: text, feature }]
      }),
    ),
  )
  const byName = groupBy(planned, ({ kind, name }) => `${kind} ${name}`)
  return [...byName.values()].flatMap((all): Collision[] => {
    const features = [...new Set(all.map(({ feature }) => feature))]
    const [first] = all
    return first && features.length > 1 && areApart(features)
      ? [{ kind: 'resource', name: first.name, resource: first.kind, features }]
      : []
  })
}

/** Files that open tasks of a feature on one side and of another feature on the other side name. */
function files(merged: readonly Feature[], ours: readonly Feature[], theirs: readonly Feature[]): Collision[] {
  const named = merged.flatMap((feature) =>
    taskGraph(feature).tasks.flatMap((task) =>
      task.isOpen
        ? task.paths.map((path) => ({
            path,
            feature,
            task,
            isOurs: sameIn(ours, feature) !== undefined,
            isTheirs: sameIn(theirs, feature) !== undefined,
          }))
        : [],
    ),
  )
  return [...groupBy(named, ({ path }) => path)].flatMap(([path, all]): Collision[] => {
    const [own, other] = [all.filter(({ isTheirs }) => !isTheirs), all.filter(({ isOurs }) => !isOurs)]
    return own.length > 0 && other.length > 0
      ? [{ kind: 'file', path, tasks: [...own, ...other].map(({ feature, task }) => ({ feature, task })) }]
      : []
  })
}
