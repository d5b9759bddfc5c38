// Coverage: which requirements, criteria and stories the tasks and the plan of a feature reference. Computed once per
// feature.

import { groupBy } from '../base/groups.ts'
import { perObject } from '../base/perObject.ts'
import type { Chunk } from '../document/chunk.ts'
import type { Id } from '../document/ids.ts'
import { keysBetween, parentKey } from '../document/ids.ts'
import type { Reference } from '../document/model.ts'
import { isPutAside } from '../document/sections.ts'
import { storyWord } from '../languages/stories.ts'
import { within } from '../templates/fit.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { type Feature, qualifierIn } from './feature.ts'
import { hasAny } from './items.ts'

export interface Coverage {
  /** Keys of ids that are referenced in tasks and plans, or in the corresponding parts of a specification in one file. */
  named: ReadonlySet<string>
  /** Whether the feature has tasks. */
  begun: boolean
}

/** The coverage of a feature. Linear in its documents. */
export const coverageOf = perObject((feature: Feature): Coverage => {
  const named = new Set<string>()
  for (const spec of feature.documents) {
    const { documentKind } = spec.template
    if (documentKind === 'clarifications' || documentKind === 'checklist') continue
    const speaks = documentKind === 'spec' ? outsideItems(spec) : () => true
    for (const reference of spec.references) {
      if ((!reference.last && named.has(reference.id.key)) || !speaks(reference)) continue
      if (qualifierIn(feature, reference) || isPutAside(reference.section)) continue
      addKeys(reference, named, partsOf(feature))
    }
    if (documentKind !== 'spec') addStories(spec, named)
    // An id that looks defined here but belongs to another document: `- **FR-001**: done by T003` in a plan.
    for (const id of spec.foreign) named.add(id.key)
  }
  return { named, begun: hasAny(feature, 'task') }
})

/** The keys of ids with a letter, by the key without it. */
const partsOf = perObject(({ documents }: Feature): ReadonlyMap<string, readonly string[]> => {
  const withLetter = documents.flatMap(({ definitions }) => definitions.filter(({ id }) => id.suffix !== ''))
  const keys = groupBy(withLetter, ({ id }) => `${id.prefix}-${id.number}`)
  return new Map([...keys].map(([key, parts]) => [key, parts.map(({ id }) => id.key)]))
})

/** For a specification: whether a reference is outside of the sections with its stories, requirements and criteria. */
function outsideItems({ template, homes, sections }: SpecDocument): (reference: Reference) => boolean {
  const itemHomes = [...homes].filter(([kind]) => kind.role !== 'task').map(([, home]) => home)
  const tasks = [...homes].some(([kind]) => kind.role === 'task')
  if (!tasks && !template.kinds.some((kind) => kind.role === 'task')) return () => false
  const first = [...sections.values()].reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY)
  return ({ section, start }) => start >= first && !itemHomes.some((home) => within(home, section))
}

/** Adds the keys of a reference. `FR-001–FR-016` covers `FR-005a`, too. */
function addKeys({ id, last }: Reference, named: Set<string>, parts: ReadonlyMap<string, readonly string[]>): void {
  const add = (endpoint: Id): void => {
    named.add(endpoint.key)
    const parent = parentKey(endpoint)
    if (parent !== undefined) named.add(parent)
  }
  add(id)
  if (!last) return
  add(last)
  for (const key of keysBetween(id, last)) {
    named.add(key)
    for (const part of parts.get(key) ?? []) named.add(part)
  }
}

const stories = new RegExp(
  String.raw`(?:${storyWord})[ \t#]*((?:\d{1,3}(?:[ \t]*(?:,|、|and|&|\+|\/|–|—|-|~|～|to|through)[ \t]*(?=\d))?){1,20})`,
  'giu',
)

/** Adds stories that are referenced in words: `User Story 3`, `Stories 3 and 4`, `User Stories 1-4`. */
function addStories({ document, format }: SpecDocument, named: Set<string>): void {
  const prefix = format.kinds.find((kind) => kind.role === 'story')?.prefix
  if (prefix === undefined) return
  for (const { chunk } of document.chunks) for (const number of storyNumbersIn(chunk)) named.add(`${prefix}-${number}`)
}

const label = /\[US-?\d{1,3}(?:,[ \t]*\d{1,3}){1,20}\]/g

/** The numbers of stories that a chunk references in words or a label (`[US1,2,3]`), a hundred of a range at most. */
const storyNumbersIn = perObject(({ text }: Chunk): readonly number[] => {
  const found: number[] = []
  for (const [, numbers = ''] of text.matchAll(stories)) {
    for (const [, from, to] of numbers.matchAll(/(\d{1,3})(?:[ \t]*(?:–|—|-|~|～|to|through)[ \t]*(\d{1,3}))?/g)) {
      const last = Math.min(Number(to ?? from), Number(from) + 100)
      for (let number = Number(from); number <= last; number++) found.push(number)
    }
  }
  for (const [numbers] of text.matchAll(label))
    for (const [digits] of numbers.matchAll(/\d+/g)) found.push(Number(digits))
  return found
})
