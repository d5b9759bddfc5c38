// Ids that a demand in another section uses again: "Constraints", "Performance Requirements".
import { isWithdrawn } from '../document/fate.ts'
import { hasLongerName } from '../document/idForms.ts'
import type { Definition, Document, Section } from '../document/model.ts'
import { isTitleOfItem } from '../document/sections.ts'
import { mayTouch } from '../languages/pattern.ts'
import { isSampleItem } from '../templates/leftOver.ts'
import { kindOf, type SpecDocument } from '../templates/specDocument.ts'
import { definitionsIn } from '../templates/storyNames.ts'
import { openingWords } from './itemText.ts'

// Titles of sections with requirements of their own, and of sections about the requirements of other sections.
const demands = /\b(?:constraints?|requirements?|criteria|limits?|performance|security|privacy|availability|quality)\b/
// Sections in which a heading is a requirement of its own, and no detail, copy or part of one.
const ofRequirements =
  /^(?:(?:non-?)?functional |technical |business |product |system |core |user )?requirements?$|^success criteria$|^constraints$/
const speaksOfOthers =
  /\b(?:trac\w+|cover\w*|matri\w+|mapping|map|verif\w+|validat\w+|check\w*|tests?|testing|review|status|summary|overview|open|answer\w*|clarif\w+|non-goals?|scope|assumptions?|risks?|dependenc\w+|changes?|decisions?|notes?|implement\w*|compliance|acceptance|gates?|inherited|removed|deferred|future)\b/
/** Whether a section or one around it is about the requirements of other sections: "Spec Testing Requirements". */
export const isAboutOthers = (section: Section | undefined): boolean =>
  section !== undefined &&
  section.level > 1 &&
  ((speaksOfOthers.test(section.key) && !isTitleOfItem(section)) || isAboutOthers(section.parent))
/** Whether a section is one of demands: "Constraints", "Non-Functional Requirements". */
export const isOfDemands = ({ key }: Section): boolean => demands.test(key)

const sameItemShare = 0.4 // share of the shorter item's words; above it, the item is the same one again

const wordsIn = (document: Document, definition: Definition): ReadonlySet<string> =>
  new Set(
    openingWords(document, definition)
      .toLowerCase()
      .match(/[\p{L}\d]{3,}/gu),
  )

/** Whether a document, with the sections whose items are not those of the specification, defines more items than ids. */
export const mayReuseIds = ({ document, format }: SpecDocument): boolean => {
  const definitions = definitionsIn(document, format)
  return new Set(definitions.map(({ id }) => id.key)).size < definitions.length
}

/**
 * Items outside of the home section of their kind that reuse an id for another requirement, each with the first definition
 * of the id. Only items in the form of those in the home section count. A home section may come late, if requirements were
 * added in a section of their own: then headings of the home section reuse the ids of those before it.
 */
export function reusedIds(spec: SpecDocument, firstByKey: ReadonlyMap<string, Definition>): [Definition, Definition][] {
  const found: [Definition, Definition][] = []
  for (const candidate of definitionsIn(spec.document, spec.format)) {
    const known = firstByKey.get(candidate.id.key)
    if (known && candidate !== known && reuses(spec, candidate, known))
      found.push(candidate.start < known.start ? [known, candidate] : [candidate, known])
  }
  return found
}

function reuses(spec: SpecDocument, candidate: Definition, known: Definition): boolean {
  const { document, format, homes } = spec
  const { form } = candidate
  if (candidate.qualifier || candidate.shared || !candidate.strong || candidate.box) return false
  if (form !== known.form || (form !== 'item' && form !== 'heading') || candidate.depth > 0) return false
  if (candidate.start < known.start && form === 'item') return false
  const kind = kindOf(format, candidate)
  if ((kind?.role !== 'requirement' && kind?.role !== 'criterion') || !homes.has(kind)) return false
  const around = form === 'heading' ? candidate.section?.parent : candidate.section
  if (!(form === 'heading' ? ofRequirements : demands).test(around?.key ?? '') || isAboutOthers(around)) return false
  if (hasLongerName(document, candidate)) return false
  if ([candidate, known].some((one) => isWithdrawn(document, one) || isSampleItem(spec, one))) return false
  const [words, knownWords] = [wordsIn(document, candidate), wordsIn(document, known)]
  const fewer = Math.min(words.size, knownWords.size)
  if (fewer === 0 || [...words].some(mayTouch)) return false
  return [...words].filter((word) => knownWords.has(word)).length <= sameItemShare * fewer
}
