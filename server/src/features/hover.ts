// textDocument/hover of ids: the item's text, where it stands, how far it is, and what speaks of it.
import { decisionIn } from '../clarify/logEntry.ts'
import { type Feature, isItself, type Located } from '../formats/feature.ts'
import { type Reading, roleOf } from '../formats/reading.ts'
import { isDone, type Summary, summarise } from '../formats/summary.ts'
import { isTold, topItems } from '../rules/scenarios.ts'
import { excerpt } from '../rules/text.ts'
import type { Section } from '../spec/model.ts'
import { itemLinks, type Traced } from './links.ts'
import { definitionsOfSymbol, type IdSymbol, type MentionPlace, mentionsOf } from './symbol.ts'

/** What is said of one item. */
export interface ItemHover {
  located: Located
  /** The text of the item, on one line; of a specification its title. */
  text: string
  role: string | undefined
  /** Of an entry of the log: what was decided. */
  decision: string | undefined
  /** Of a specification itself: how far it is. */
  summary: Summary | undefined
  /** For items with a box. */
  done: boolean | undefined
  /** Of a story: its acceptance scenarios. */
  scenarios: number
  /** Items of other kinds that it names, or that name it, by what they are. */
  linked: Record<'stories' | 'requirements' | 'tasks' | 'criteria', readonly Traced[]>
  /** Documents that speak of it, by name, with how often. */
  mentions: { path: string; count: number }[]
}

const mostMembers = 12

/** What a hover shows: of a range the first of its members, with how many there are. */
export function hoverOf(feature: Feature, symbol: IdSymbol): { items: ItemHover[]; more: number } {
  const definitions = definitionsOfSymbol(feature, symbol)
  const items = definitions.slice(0, mostMembers).map((located) => itemHover(feature, located))
  return { items, more: Math.max(0, definitions.length - mostMembers) }
}

function itemHover(feature: Feature, located: Located): ItemHover {
  const { reading, definition } = located
  const summary = isItself(located) ? summarise(feature) : undefined
  const role = summary ? 'specification' : roleOf(reading.format, reading.homes, definition)
  const { stories, requirements, tasks, criteria, linkedTo } = itemLinks(feature)
  const all = [stories, requirements, tasks, criteria].flat()
  const mentions = mentionsOf(feature, definition.id).filter(
    ({ page, mention }) => page !== reading || mention.start !== definition.start,
  )
  const own = all.find(({ at }) => at.definition === definition)
  // What a decision touched: the items that name it.
  const named = (): Traced[] => all.filter((one) => mentions.some((place) => isIn(one, place)))
  const linked = own ? linkedTo(own) : new Set(summary ? [] : named())
  const counts = new Map<string, number>()
  for (const { page } of mentions) counts.set(page.path, (counts.get(page.path) ?? 0) + 1)
  const others = (list: readonly Traced[]): Traced[] =>
    own && list.includes(own) ? [] : list.filter((one) => linked.has(one))
  const { section } = definition
  return {
    located,
    text: summary ? (summary.title ?? '') : textOf(located),
    role,
    decision:
      role === 'decision' && section ? decisionIn(reading.spec.text.slice(section.body, section.end)) : undefined,
    summary,
    done: definition.box && isDone(reading.spec, definition),
    scenarios: role === 'story' && definition.form === 'heading' && section ? scenariosIn(reading, section) : 0,
    linked: {
      stories: others(stories),
      requirements: others(requirements),
      tasks: others(tasks),
      criteria: others(criteria),
    },
    mentions: [...counts].map(([path, count]) => ({ path, count })),
  }
}

const isIn = ({ at: { reading, definition } }: Traced, { page, mention }: MentionPlace): boolean =>
  page === reading && mention.start >= definition.whole.start && mention.start < definition.whole.end

/** List items of a story that say what is given and expected. */
const scenariosIn = ({ spec }: Reading, { body, end }: Section): number =>
  topItems(spec, { start: body, end }).filter(({ text }) => isTold(text)).length

const longest = 600

/** The text of an item behind its id, on one line, of so many characters at most. */
export function textOf(
  { reading: { spec }, definition: { end, whole, form, section } }: Located,
  length = longest,
): string {
  const to = form === 'heading' && section ? section.name.end : whole.end
  return excerpt(
    spec.text
      .slice(end, Math.min(to, end + length))
      .replace(/^[\s*_:：—–\])|-]+/, '')
      .replace(/[\s|]+$/, ''),
    length,
  )
}
