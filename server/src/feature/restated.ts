// Items that are stated again: a closing section that lists the open tasks once more, a log of progress.
import { addTo } from '../base/groups.ts'
import { lineEnd } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import type { Definition, Document, Section } from '../document/model.ts'
import { isReport } from '../document/sections.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

/**
 * The definitions of a document that only state an item again: in a section that reports on items, or with the same words in
 * a section of another name. If a part of a document was pasted twice, its headings are the same, and nothing is restated.
 */
export const restatedIn = perObject(({ definitions, document }: SpecDocument): ReadonlySet<Definition> => {
  const first = new Map<string, Definition>()
  const again = new Map<Section | undefined, Definition[]>()
  const changed = new Set<Section | undefined>() // sections in which an item has other words or another state
  for (const definition of definitions) {
    const earlier = first.get(definition.id.key)
    if (!earlier) first.set(definition.id.key, definition)
    else if (isReport(earlier.section) && !isReport(definition.section)) {
      addTo(again, earlier.section, earlier)
      first.set(definition.id.key, definition)
    } else if (isAgain(document, earlier, definition)) addTo(again, definition.section, definition)
    else changed.add(definition.section)
  }
  return new Set([...again].flatMap(([section, items]) => (changed.has(section) ? [] : items)))
})

function isAgain(document: Document, earlier: Definition, { section, ...later }: Definition): boolean {
  if (earlier.section === section || earlier.section?.key === section?.key) return false
  if (isReport(section) && !isReport(earlier.section)) return true
  if (earlier.box?.mark !== later.box?.mark) return false
  const words = lineOf(document, later)
  return words.length >= shortest && words === lineOf(document, earlier)
}

const shortest = 12 // characters: less may be the same by chance

const lineOf = ({ text }: Document, { end }: Pick<Definition, 'end'>): string =>
  text.slice(end, Math.min(lineEnd(text, end), end + 400)).trim()
