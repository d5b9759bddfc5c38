// workspace/symbol: items of all specifications by id and text. And the references of a feature to ids of other specifications.

import type { Span } from '../base/span.ts'
import type { Id } from '../document/ids.ts'
import { definitionsOfRole, type Feature, type FeatureFile, filesOf } from '../feature/feature.ts'
import { textOf } from '../feature/itemText.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

export interface ItemSymbol {
  id: string
  text: string
  spec: SpecDocument
  span: Span
}

const longestText = 60

/** All items of a feature with an id. Linear in its documents. */
export function itemSymbols(feature: Feature): ItemSymbol[] {
  return (['story', 'requirement', 'criterion', 'task', 'decision'] as const).flatMap((role) =>
    definitionsOfRole(feature, role).map((located) => ({
      id: located.definition.id.text,
      text: textOf(located, longestText),
      spec: located.spec,
      span: { start: located.definition.start, end: located.definition.end },
    })),
  )
}

/** A reference to an id of another specification, by its number. */
export interface ForeignReference {
  number: number
  id: Id
  last: Id | undefined
  file: FeatureFile
  span: Span
}

/** The references of a feature to ids of other specifications, if the text has their numbers. */
export function foreignReferences(feature: Feature): ForeignReference[] {
  return filesOf(feature).flatMap((file) => {
    return file.references.flatMap((reference): ForeignReference[] => {
      const number = reference.qualifier?.number
      const { id, last, start, end } = reference
      return number === undefined ? [] : [{ number, id, last, file, span: { start, end } }]
    })
  })
}

/** Whether a query matches an item: the id has its letters in order, or the text all its words. An empty query matches all. */
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
