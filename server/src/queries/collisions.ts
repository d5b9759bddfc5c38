// What collides only after two branches are merged: numbers of specifications, ids, names of resources, files of tasks.
import { groupBy } from '../base/groups.ts'
import { numberOf } from '../document/specNumber.ts'
import type { Feature, LocatedDefinition } from '../feature/feature.ts'
import { comparedText, comparedWords, isSameText } from '../feature/itemDiff.ts'
import { itemOf } from '../feature/items.ts'
import { summarise } from '../feature/summary.ts'
import { type TaskNode, taskGraph } from '../feature/taskGraph.ts'
import { plainText, resourcesOf } from '../manifests/manifest.ts'
import { definitionsOf } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'

export type Collision =
  | { kind: 'number'; number: number; features: readonly Feature[] }
  | { kind: 'specification'; feature: Feature; titles: readonly [string, string] }
  | { kind: 'id'; id: string; feature: Feature; definitions: readonly LocatedDefinition[] }
  | { kind: 'resource'; name: string; resource: string; features: readonly Feature[] }
  | { kind: 'file'; path: string; tasks: readonly { feature: Feature; task: TaskNode }[] }

/** The features of a tree that one of the sides has changed, and of the sides. */
export interface Sides {
  merged: readonly Feature[]
  ours: readonly Feature[]
  theirs: readonly Feature[]
  /** Those of the commit where the branches parted. */
  base: readonly Feature[]
}

/** The collisions that neither side has by itself. */
export function collisionsOf({ merged, ours, theirs, base }: Sides): Collision[] {
  const isOn = (side: readonly Feature[], feature: Feature): boolean => side.some(({ path }) => path === feature.path)
  const areApart = (features: readonly Feature[]): boolean =>
    ![ours, theirs].some((side) => features.every((feature) => isOn(side, feature)))
  return [
    ...numbers(merged, areApart),
    ...merged.flatMap((feature) => ids(feature, sameIn(ours, feature), sameIn(theirs, feature), sameIn(base, feature))),
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

/**
 * Ids with several meanings that have one on each side. A text with merge conflicts has only our side of them, so ids that are
 * new on both sides are compared, too.
 */
function ids(
  feature: Feature,
  ours: Feature | undefined,
  theirs: Feature | undefined,
  base: Feature | undefined,
): Collision[] {
  if (!ours || !theirs) return []
  if (!base) {
    const [own, other] = [summarise(ours).title ?? '', summarise(theirs).title ?? '']
    return isSameText(own, other) ? [] : [{ kind: 'specification', feature, titles: [own, other] }]
  }
  return roles.flatMap((role) => {
    const all = meanings(feature, role)
    const [a, b, old] = [meanings(ours, role), meanings(theirs, role), meanings(base, role)]
    return [...new Set([...all.keys(), ...b.keys()])].flatMap((key): Collision[] => {
      const [own, other] = [a.get(key), b.get(key)]
      if ((own?.size ?? 0) > 1 || (other?.size ?? 0) > 1) return []
      const bothNew = own && other && !old.has(key) ? new Map([...own, ...other]) : undefined
      const found = [all.get(key), bothNew].find((one) => (one?.size ?? 0) > 1)
      const definitions = [...(found?.values() ?? [])]
      const id = definitions[0]?.definition.id.text ?? key
      return definitions.length > 1 ? [{ kind: 'id', id, feature, definitions }] : []
    })
  })
}

/** By the key of an id, its definitions that say different things, by what they say. */
function meanings(feature: Feature, role: Role): Map<string, Map<string, LocatedDefinition>> {
  const byKey = new Map<string, Map<string, LocatedDefinition>>()
  for (const spec of feature.documents)
    for (const definition of definitionsOf(spec, role)) {
      if (definition.shared) continue
      const text = comparedWords(comparedText(itemOf(spec, role, definition).text))
      const known = byKey.get(definition.id.key) ?? new Map<string, LocatedDefinition>()
      if (!known.has(text)) known.set(text, { spec, definition })
      byKey.set(definition.id.key, known)
    }
  return byKey
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
        ? task.paths.map(({ path }) => ({
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
