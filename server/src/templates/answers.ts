// How a format keeps the answers to open questions, learnt from its templates: in place, as entries of a log of
// decisions, or as lists of questions and answers by date.

import { leavesOf } from '../document/leaves.ts'
import type { Document } from '../document/model.ts'
import { blocksOf } from '../document/places.ts'
import { englishMarkers, type MarkerWords } from '../languages/markers.ts'
import type { DocumentKind } from './template.ts'

/** `place`: the marker becomes the answer. `log`: an entry of its own. `session`: question and answer under the day. */
export type AnswerMode = 'place' | 'log' | 'session'

export interface Answers {
  mode: AnswerMode
  /** The words of markers beside the English ones. */
  markers: MarkerWords
  /** An entry of the log as the template shows it, from its heading on; undefined without a log. */
  entry: string | undefined
}

/** Learns it from the templates of a format: a log has a template of its own, and a template that answers says so. */
export function learnAnswers(templates: readonly { documentKind: DocumentKind; document: Document }[]): Answers {
  const log = templates.find(({ documentKind }) => documentKind === 'clarifications')
  const markers = markersIn(templates.map(({ document }) => document))
  const told = [`[${englishMarkers.answered}`, ...markers.answered.map((word) => `[${word}`)]
  const inPlace = templates.some(({ document: { text } }) => told.some((one) => text.includes(one)))
  return { mode: log ? 'log' : inPlace ? 'place' : 'session', markers, entry: log && entryOf(log.document) }
}

// Words without small letters, and what is asked: `[需要澄清：…？]`, `[À CLARIFIER : …]`.
const marker = /\[([^[\]:：a-z\n]{2,40}?)[ \t]*[:：]([^[\]\n]{2,})\]/g

/** Markers in another language: in a line with an id, or with a question; what a comment names beside is the answer. */
function markersIn(documents: readonly Document[]): MarkerWords {
  const open = new Set<string>()
  const told = new Set<string>()
  for (const document of documents) {
    const { text, definitions } = document
    for (const block of leavesOf(document)) {
      if (block.type === 'code') continue
      const content = block.type === 'html' ? text.slice(block.start, block.end) : block.content()
      for (const [, words = '', rest = ''] of content.matchAll(marker)) {
        const word = words.trim().replace(/\s+/g, ' ')
        if (!isWord.test(word) || word !== word.toUpperCase() || isEnglish(word)) continue
        const defined = definitions.some(({ whole }) => whole.start <= block.start && block.end <= whole.end)
        if (defined || /[?？]\s*$/.test(rest)) open.add(word)
        else if (block.type === 'html') told.add(word)
      }
    }
  }
  return { open: [...open], answered: open.size > 0 ? [...told].filter((word) => !open.has(word)) : [] }
}

// `TODO`, `ID` and `NOTE` are shorter.
const isWord = /(?:\p{Lo}.*\p{Lo})|(?:\p{Lu}.*){6}/u

const isEnglish = (word: string): boolean => word === englishMarkers.open || word === englishMarkers.answered

/** The entry that a log shows: in a comment, or its first heading with an id. */
function entryOf(document: Document): string | undefined {
  const { text, definitions } = document
  const first = definitions.find(({ form }) => form === 'heading')
  if (first?.section)
    return text
      .slice(first.whole.start, first.section.end)
      .replace(/\n---\s*$/, '')
      .trim()
  for (const block of blocksOf(document)) {
    if (block.type !== 'html') continue
    const entry = /^#{2,4}[ \t]+[A-Z]+-(?:\d+|N+|X+)\b[\s\S]*/m.exec(text.slice(block.start, block.end))?.[0]
    if (entry) return entry.replace(/\s*-->\s*$/, '').trim()
  }
  return undefined
}
