// workspace/symbol: items of all specifications by id and text. And ids of other specifications that a feature names: their
// references.
import { allOf, type Feature, type Page, pagesOf } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import type { Id } from '../spec/ids.ts'
import { numbersNamedIn, otherOwnerOf } from '../spec/scope.ts'
import { namesSpecs } from '../spec/specNumber.ts'
import { textOf } from './hover.ts'

export interface ItemSymbol {
  id: string
  text: string
  reading: Reading
  span: Span
}

const longestText = 60

/** All items of a feature with an id. Linear in its documents. */
export function itemSymbols(feature: Feature): ItemSymbol[] {
  return (['story', 'requirement', 'criterion', 'task', 'decision'] as const).flatMap((role) =>
    allOf(feature, role).map((located) => ({
      id: located.definition.id.text,
      text: textOf(located, longestText),
      reading: located.reading,
      span: { start: located.definition.start, end: located.definition.end },
    })),
  )
}

/** An id of another specification, by its number. */
export interface ForeignMention {
  number: number
  id: Id
  last: Id | undefined
  page: Page
  span: Span
}

/** The ids of other specifications that a feature names, where the text tells which one. */
export function foreignMentions(feature: Feature): ForeignMention[] {
  return pagesOf(feature).flatMap((page) => {
    const { spec } = page
    const named = numbersNamedIn(spec.text).size > 0
    return page.mentions.flatMap((mention): ForeignMention[] => {
      if (!named && !namesSpecs(spec, mention.id.prefix)) return []
      const number = otherOwnerOf(spec, mention)?.number
      const { id, last, start, end } = mention
      return number === undefined ? [] : [{ number, id, last, page, span: { start, end } }]
    })
  })
}

/** Whether a query fits an item: its letters stand in the id in their order, or all its words in the text. Empty fits all. */
export function fits(query: string, id: string, text: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const [low, said] = [id.toLowerCase(), text.toLowerCase()]
  return standsIn(words.join(''), low) || words.every((word) => said.includes(word) || standsIn(word, low))
}

function standsIn(letters: string, text: string): boolean {
  let at = 0
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
