// textDocument/hover of ids: the text of the item, its location, its progress, and references to it.

import { groupBy } from '../base/groups.ts'
import type { Span } from '../base/span.ts'
import type { BoxState } from '../document/checkboxes.ts'
import type { Section } from '../document/model.ts'
import { stepsOf } from '../document/scenarios.ts'
import { decisionIn } from '../feature/decisionText.ts'
import { type Feature, type FeatureFile, isSpecItself, type LocatedDefinition } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { textOf } from '../feature/itemText.ts'
import { stateOf } from '../feature/progress.ts'
import { type Summary, summarise } from '../feature/summary.ts'
import { definitionsOfSymbol, type IdSymbol, type ReferencePlace, referencesOf } from '../feature/symbol.ts'
import { taskGraph } from '../feature/taskGraph.ts'
import { roleOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'

/** The content of the hover of one item. */
export interface ItemHover {
  located: LocatedDefinition
  /** The text of the item on one line, or the title of a specification. */
  text: string
  role: Role | 'specification' | undefined
  /** For an entry of the log: the decision. */
  decision: string | undefined
  /** For a specification: its progress. */
  summary: Summary | undefined
  /** For a task or another item with a checkbox. */
  state: BoxState | undefined
  /** For a story: its acceptance scenarios. */
  scenarios: number
  /** Items of other kinds that it references or that reference it, by kind. */
  linked: Record<'stories' | 'requirements' | 'tasks' | 'criteria', readonly Traced[]>
  /** For a task: the tasks that it needs, and those that need it. */
  needs: readonly LocatedDefinition[]
  neededBy: readonly LocatedDefinition[]
  /** Documents that reference it, with the first place and the number of references. */
  mentions: { file: FeatureFile; first: Span; count: number }[]
}

const mostMembers = 12

/** What a hover shows; for a range its first members, and the number of the rest. */
export function hoverOf(feature: Feature, symbol: IdSymbol): { items: ItemHover[]; more: number } {
  const definitions = definitionsOfSymbol(feature, symbol)
  const items = definitions.slice(0, mostMembers).map((located) => itemHover(feature, located))
  return { items, more: Math.max(0, definitions.length - mostMembers) }
}

function itemHover(feature: Feature, located: LocatedDefinition): ItemHover {
  const { spec, definition } = located
  const summary = isSpecItself(located) ? summarise(feature) : undefined
  const role = summary ? 'specification' : roleOf(spec.format, spec.homes, definition)
  const { stories, requirements, tasks, criteria, linkedTo } = itemLinks(feature)
  const needs = (key: string) => taskGraph(feature).needs.get(key) ?? []
  const waiting = (key: string) => taskGraph(feature).waiting.get(key) ?? []
  const all = [stories, requirements, tasks, criteria].flat()
  const references = referencesOf(feature, definition.id).filter(
    ({ file, reference }) => file !== spec || reference.start !== definition.start,
  )
  const own = all.find(({ at }) => at.definition === definition)
  // The items that a decision affects: those that reference it.
  const named = (): Traced[] => all.filter((one) => references.some((place) => isIn(one, place)))
  const linked = own ? linkedTo(own) : new Set(summary ? [] : named())
  const linkedIn = (list: readonly Traced[]): Traced[] =>
    own && list.includes(own) ? [] : list.filter((one) => linked.has(one))
  const { section } = definition
  return {
    located,
    text: summary ? (summary.title ?? '') : textOf(located),
    role,
    decision:
      role === 'decision' && section ? decisionIn(spec.document.text.slice(section.body, section.end)) : undefined,
    summary,
    state: stateOf(spec, definition),
    scenarios: role === 'story' && definition.form === 'heading' && section ? scenariosIn(spec, section) : 0,
    linked: {
      stories: linkedIn(stories),
      requirements: linkedIn(requirements),
      tasks: linkedIn(tasks),
      criteria: linkedIn(criteria),
    },
    needs: role === 'task' ? needs(definition.id.key).map(({ on }) => on.task) : [],
    neededBy: role === 'task' ? waiting(definition.id.key).map(({ task }) => task.task) : [],
    mentions: [...groupBy(references, ({ file }) => file)].map(([file, own]) => ({
      file,
      first: (own[0] as ReferencePlace).reference,
      count: own.length,
    })),
  }
}

const isIn = ({ at: { spec, definition } }: Traced, { file, reference }: ReferencePlace): boolean =>
  file === spec && reference.start >= definition.whole.start && reference.start < definition.whole.end

/** The number of list items of a story that are scenarios. */
const scenariosIn = ({ document }: SpecDocument, { body, end }: Section): number =>
  stepsOf(document, { start: body, end }).filter(({ whole }) => whole).length
