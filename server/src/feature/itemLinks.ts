// Links between the items of a feature: which reference each other. The basis of traceability, coverage lenses and hierarchies.

import { perObject } from '../base/perObject.ts'
import { firstIndexFrom } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import type { BoxState } from '../document/checkboxes.ts'
import { keysBetween } from '../document/ids.ts'
import type { Reference } from '../document/model.ts'
import { definitionsOf } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import { type Feature, type LocatedDefinition, qualifierIn, resolve } from './feature.ts'
import { plainItemText } from './itemText.ts'
import { stateOf } from './progress.ts'

/** An item and where it is defined. */
export interface Traced {
  id: string
  text: string
  at: LocatedDefinition
  /** The state of a task. Undefined if nothing says it. */
  state: BoxState | undefined
}

export interface ItemLinks {
  stories: readonly Traced[]
  requirements: readonly Traced[]
  tasks: readonly Traced[]
  criteria: readonly Traced[]
  /** The items that an item references, and those that reference it. */
  linkedTo(item: Traced): ReadonlySet<Traced>
}

const none: ReadonlySet<Traced> = new Set()

/** The items of a feature and their links. Computed once per feature, in linear time. */
export const itemLinks = perObject((feature: Feature): ItemLinks => {
  const all = (role: Role): Traced[] =>
    feature.documents.flatMap((spec) => definitionsOf(spec, role).map((definition) => traced({ spec, definition })))
  const [stories, requirements, tasks, criteria] = (['story', 'requirement', 'task', 'criterion'] as const).map(
    all,
  ) as [Traced[], Traced[], Traced[], Traced[]]
  const byKey = new Map<string, Traced[]>()
  const everything = [...stories, ...requirements, ...tasks, ...criteria]
  for (const item of everything) {
    const same = byKey.get(item.at.definition.id.key)
    if (same) same.push(item)
    else byKey.set(item.at.definition.id.key, [item])
  }
  const links = new Map<Traced, Set<Traced>>()
  const link = (a: Traced, b: Traced): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const set = links.get(from) ?? new Set()
      links.set(from, set.add(to))
    }
  }
  for (const item of everything)
    for (const key of keysIn(feature, item))
      for (const linked of byKey.get(key) ?? []) if (linked !== item) link(item, linked)
  return { stories, requirements, tasks, criteria, linkedTo: (item) => links.get(item) ?? none }
})

function traced(at: LocatedDefinition): Traced {
  const {
    spec: { document },
    definition,
  } = at
  const words = plainItemText(document.text, definition)
  return {
    id: definition.id.text,
    text: excerpt(words, 80),
    at,
    state: stateOf(at.spec, definition),
  }
}

const keysOf = ({ id, last }: Reference): string[] => (last ? keysBetween(id, last) : [id.key])

/** Keys of the ids of this feature that an item references in its text. */
function keysIn(feature: Feature, { at: { spec, definition } }: Traced): string[] {
  const { whole, form, section, end } = definition
  const until = form === 'heading' && section ? section.end : whole.end
  const { references } = spec
  const keys: string[] = []
  for (const reference of references.slice(firstIndexFrom(references, end), firstIndexFrom(references, until))) {
    if (qualifierIn(feature, reference)) continue
    const [found] = resolve(feature, reference.id) // a sub-clause belongs to its item
    keys.push(found?.definition.id.key ?? reference.id.key, ...keysOf(reference))
  }
  return keys
}
