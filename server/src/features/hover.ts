// textDocument/hover of ids: the item's text, where it stands, how far it is, and what speaks of it.
import { decisionIn } from '../clarify/logEntry.ts'
import { type Feature, isItself, type Located } from '../formats/feature.ts'
import { type Reading, roleOf } from '../formats/reading.ts'
import { isDone, type Summary, summarise } from '../formats/summary.ts'
import { excerpt } from '../rules/text.ts'
import { definitionsOfSymbol, type IdSymbol, mentionsOf } from './symbol.ts'

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
  /** Tasks that name it, and how many of them are done. */
  tasks: { id: string; done: boolean | undefined }[]
  /** Criteria that name it, or that it names. */
  criteria: string[]
  /** Documents that speak of it, by name, with how often. */
  mentions: { path: string; count: number }[]
}

const mostMembers = 12

/** What a hover shows: of a range the first of its members, with how many there are. */
export function hoverOf(feature: Feature, symbol: IdSymbol): { items: ItemHover[]; more: number } {
  const definitions = definitionsOfSymbol(feature, symbol)
  const items = definitions
    .slice(0, mostMembers)
    .map((located) => itemHover(feature, located, symbol.last === undefined))
  return { items, more: Math.max(0, definitions.length - mostMembers) }
}

function itemHover(feature: Feature, located: Located, whole: boolean): ItemHover {
  const { reading, definition } = located
  const role = roleOf(reading.format, reading.homes, definition)
  const summary = isItself(located) ? summarise(feature) : undefined
  const own: ItemHover = {
    located,
    text: summary ? (summary.title ?? '') : textOf(located),
    role: summary ? 'specification' : role,
    decision:
      role === 'decision' && definition.section
        ? decisionIn(reading.spec.text.slice(definition.section.body, definition.section.end))
        : undefined,
    done: definition.box && isDone(reading.spec, definition),
    summary,
    tasks: [],
    criteria: [],
    mentions: [],
  }
  if (!whole) return own
  const counts = new Map<string, number>()
  for (const { page, mention } of mentionsOf(feature, definition.id)) {
    if (page === reading && mention.start === definition.start) continue
    counts.set(page.path, (counts.get(page.path) ?? 0) + 1)
    const there = feature.documents.find((one) => one === page)
    const around = there && itemAround(there, mention.start)
    if (!around || around.id.key === definition.id.key) continue
    const what = roleOf(there.format, there.homes, around)
    if (what === 'task' && !own.tasks.some(({ id }) => id === around.id.text))
      own.tasks.push({ id: around.id.text, done: around.box && isDone(there.spec, around) })
    if (what === 'criterion' && !own.criteria.includes(around.id.text)) own.criteria.push(around.id.text)
  }
  own.mentions = [...counts].map(([path, count]) => ({ path, count }))
  return own
}

/** The item that an offset stands in: lists of items do not overlap but by nesting, and the last to start is the inner one. */
function itemAround({ definitions }: Reading, offset: number): Reading['definitions'][number] | undefined {
  for (let k = definitions.length - 1; k >= 0; k--) {
    const one = definitions[k] as Reading['definitions'][number]
    if (one.whole.start <= offset && offset < one.whole.end) return one
    if (one.depth === 0 && one.whole.end <= offset) return undefined
  }
  return undefined
}

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
