// Searches for words in a document: whether it contains them, and where it proposes something with them.
import { lineStart } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { meansSection } from '../languages/names.ts'
import type { Chunk } from './chunk.ts'
import { leavesOf } from './leaves.ts'
import type { Document, Section } from './model.ts'
import { blocksOf, inlineAt } from './places.ts'
import { sectionFinder } from './sections.ts'

/**
 * Whether a document contains one of some words. `anyCase` ignores case. The answer for a list of words is kept for the document and
 * for each of its chunks.
 */
export function hasWord(document: Document, words: readonly string[], anyCase = false): boolean {
  const key = `${anyCase} ${words.join('\n')}`
  return resultIn(resultsOf(document), key, () =>
    document.chunks.some(({ chunk }) => resultIn(resultsOfChunk(chunk), key, () => hasIn(chunk.text, words, anyCase))),
  )
}

function resultIn(results: Map<string, boolean>, key: string, search: () => boolean): boolean {
  const known = results.get(key)
  if (known !== undefined) return known
  const has = search()
  results.set(key, has)
  return has
}

/** The results of `hasWord`, by its arguments. */
const resultsOf = perObject((_: Document) => new Map<string, boolean>())
const resultsOfChunk = perObject((_: Chunk) => new Map<string, boolean>())

function hasIn(text: string, words: readonly string[], anyCase: boolean): boolean {
  if (!anyCase) return words.some((word) => text.includes(word))
  const low = text.toLowerCase()
  return words.some((word) => low.includes(word.toLowerCase()))
}

/** Whether a pattern matches in what a reader of the document sees: not in HTML, comments and front matter. */
export const showsWord = (document: Document, pattern: RegExp): boolean =>
  leavesOf(document).some(
    (leaf) => leaf.type !== 'html' && pattern.test(leaf.content().replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')),
  )

/** Whether a document states one of some words, in any case: not after "no", "without" or "missing", and not in an item with an empty checkbox. */
export function statesWord({ text }: Document, words: readonly string[]): boolean {
  const low = text.toLowerCase()
  return words.some((word) => {
    const wanted = word.toLowerCase()
    for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) {
      const before = low.slice(Math.max(lineStart(low, at), at - 200), at)
      if (!/^\s*[-*+] \[ \]/.test(before) && !/\b(?:no|without|missing)\s+(?:\w+\s+)?[`*]*$/.test(before)) return true
    }
    return false
  })
}

const refuses =
  /\b(?:not|never|no|without|away from|instead of|rather than|replac\w*|avoid\w*|drop\w*|remov\w*|than|over|unlike|legacy|old|migrat\w*|vs\.?)\b[^.\n]{0,30}$/i
const refused = /^[^.\n]{0,30}\b(?:not|deprecated|legacy|replaced|removed|dropped|obsolete|forbidden|no longer)\b/i

const setAside = /non-?goals|out of scope|alternatives|rejected/i
const isSetAside = (section: Section | undefined): boolean =>
  section !== undefined && (setAside.test(section.title) || meansSection(section.key, 'nonGoals'))

/**
 * The places where the prose of a document proposes something with one of some words, at most one per block. Refusals do not
 * count.
 */
export function proposalsOf(document: Document, words: readonly string[]): (Span & { word: string })[] {
  const found: (Span & { word: string })[] = []
  const sectionOf = sectionFinder(document.sections)
  const patterns = words.map((word) => ({
    word,
    pattern: new RegExp(`(?<![\\w-])${word.replace(/[^\w ]/g, '\\$&')}(?![\\w-])`),
  }))
  for (const { type, start: from, end } of blocksOf(document)) {
    if ((type !== 'paragraph' && type !== 'row') || isSetAside(sectionOf(from))) continue
    const text = document.text.slice(from, end)
    for (const { word, pattern } of patterns) {
      const match = pattern.exec(text)
      if (!match) continue
      if (refuses.test(text.slice(0, match.index)) || refused.test(text.slice(match.index + word.length))) continue
      const start = from + match.index
      if (inlineAt(document, start)) continue
      found.push({ start, end: start + word.length, word })
      break
    }
  }
  return found
}
