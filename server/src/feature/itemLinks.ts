// Which items of a feature speak of each other: what traceability, the coverage above items and their hierarchy stand on.

import { perObject } from '../base/perObject.ts'
import { firstFrom } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import type { BoxState } from '../document/boxes.ts'
import { keysBetween } from '../document/ids.ts'
import type { Reference } from '../document/model.ts'
import { definitionsOf } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'
import { type Feature, type Located, resolve } from './feature.ts'
import { sectionText } from './itemText.ts'
import { stateOf } from './progress.ts'

/** An item with its place. */
export interface Traced {
  id: string
  text: string
  at: Located
  /** How far a task is; undefined where nothing is said of it. */
  state: BoxState | undefined
}

export interface ItemLinks {
  stories: readonly Traced[]
  requirements: readonly Traced[]
  tasks: readonly Traced[]
  criteria: readonly Traced[]
  /** The items that one names, or that name it, in the order of the text. */
  linkedTo(one: Traced): ReadonlySet<Traced>
}

const none: ReadonlySet<Traced> = new Set()

/** The items of a feature and their links, collected once. Linear in its documents. */
export const itemLinks = perObject((feature: Feature): ItemLinks => {
  const all = (role: Role): Traced[] =>
    feature.documents.flatMap((spec) => definitionsOf(spec, role).map((definition) => traced({ spec, definition })))
  const [stories, requirements, tasks, criteria] = (['story', 'requirement', 'task', 'criterion'] as const).map(
    all,
  ) as [Traced[], Traced[], Traced[], Traced[]]
  const byKey = new Map<string, Traced[]>()
  const everything = [...stories, ...requirements, ...tasks, ...criteria]
  for (const one of everything) {
    const same = byKey.get(one.at.definition.id.key)
    if (same) same.push(one)
    else byKey.set(one.at.definition.id.key, [one])
  }
  const links = new Map<Traced, Set<Traced>>()
  const link = (a: Traced, b: Traced): void => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const set = links.get(one) ?? new Set()
      links.set(one, set.add(other))
    }
  }
  for (const one of everything)
    for (const key of keysIn(feature, one))
      for (const other of byKey.get(key) ?? []) if (other !== one) link(one, other)
  return { stories, requirements, tasks, criteria, linkedTo: (one) => links.get(one) ?? none }
})

function traced(at: Located): Traced {
  const {
    spec: { document },
    definition,
  } = at
  const words = sectionText(document.text, definition)
  return {
    id: definition.id.text,
    text: excerpt(words, 80),
    at,
    state: stateOf(at.spec, definition),
  }
}

const keysOf = ({ id, last }: Reference): string[] => (last ? keysBetween(id, last) : [id.key])

/** Keys of the ids of this feature that an item names in its text. */
function keysIn(feature: Feature, { at: { spec, definition } }: Traced): string[] {
  const { whole, form, section, end } = definition
  const until = form === 'heading' && section ? section.end : whole.end
  const { references } = spec
  const keys: string[] = []
  for (const reference of references.slice(firstFrom(references, end), firstFrom(references, until))) {
    if (reference.qualifier) continue
    const [found] = resolve(feature, reference.id) // a sub-clause belongs to its item
    keys.push(found?.definition.id.key ?? reference.id.key, ...keysOf(reference))
  }
  return keys
}
