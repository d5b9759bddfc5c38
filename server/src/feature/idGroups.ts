// The groups within which ids are compared with each other.
import { perObject } from '../base/perObject.ts'
import type { Definition, Section } from '../document/model.ts'
import { startsWithName } from '../document/sections.ts'
import { within } from '../templates/fit.ts'
import { definitionsOf, kindOf, type SpecDocument } from '../templates/specDocument.ts'
import { isAboutOthers, isOfDemands } from './reusedIds.ts'

/**
 * The group within which ids are compared: all tasks, the stories, the requirements under Functional. Ids of unknown kinds
 * may start again in every section (AC1 of each story), and so may a list that repeats the items above.
 */
export function groupOf(spec: SpecDocument, definition: Definition): number | string | undefined {
  const kind = kindOf(spec.format, definition)
  const story = kind?.role === 'story' ? undefined : storyAround(spec, definition.section)
  if (story && restarts(spec, definition)) return `story ${story.index}` // AC1 of each story
  if (kind?.within.type === 'below') return 'home'
  if (kind?.within.type === 'named') {
    const { name } = kind.within
    for (let at = definition.section; at; at = at.parent) if (startsWithName(at.key, name)) return 'home'
    // Below "Requirements", without a heading for functional ones. Numbers may start again in each part, on purpose.
    const home = kind && spec.homes.get(kind)
    if (home && within(home, definition.section) && !restarts(spec, definition) && !isAboutOthers(definition.section))
      return 'home'
  }
  // The sections below "Non-Functional Requirements" share one series of numbers if only the first one starts with 1.
  const { section, id } = definition
  const isShared = startedOnce(spec).has(id.prefix) && !isAboutOthers(section)
  return isShared && section?.parent && isOfDemands(section.parent) ? `below ${section.parent.index}` : section?.index
}

/** The section of the story that a section belongs to. */
function storyAround(spec: SpecDocument, section: Section | undefined): Section | undefined {
  const stories = storySections(spec)
  for (let at = section; at; at = at.parent) if (stories.has(at)) return at
  return undefined
}

const storySections = perObject(
  (spec: SpecDocument): ReadonlySet<Section> =>
    new Set(
      definitionsOf(spec, 'story').flatMap(({ form, section }) => (form === 'heading' && section ? [section] : [])),
    ),
)

/** Whether the first id of a prefix in a section has the number 1. */
const restarts = (spec: SpecDocument, { id, section }: Definition): boolean =>
  firstNumbers(spec).get(id.prefix)?.get(section) === 1

/** The prefixes whose numbers start with 1 in one section only. */
const startedOnce = perObject(
  (spec: SpecDocument): ReadonlySet<string> =>
    new Set(
      [...firstNumbers(spec)].flatMap(([prefix, first]) =>
        [...first.values()].filter((number) => number === 1).length === 1 ? [prefix] : [],
      ),
    ),
)

/** The first number of each prefix in each section. */
const firstNumbers = perObject(
  ({ definitions }: SpecDocument): ReadonlyMap<string, ReadonlyMap<Section | undefined, number>> => {
    const numbers = new Map<string, Map<Section | undefined, number>>()
    for (const { id, section } of definitions) {
      const first = numbers.get(id.prefix) ?? new Map()
      numbers.set(id.prefix, first)
      if (!first.has(section)) first.set(section, id.number)
    }
    return numbers
  },
)
