// How a format keeps the answers to open questions, learned from its templates: in place, as entries of a decision log, or
// as lists of questions and answers by date.

import { leavesOf } from '../document/leaves.ts'
import type { Document } from '../document/model.ts'
import { blocksOf } from '../document/places.ts'
import { englishMarkers, type MarkerWords } from '../languages/markers.ts'
import type { DocumentKind } from './template.ts'

/** `place`: the answer replaces the marker. `log`: an entry in the decision log. `session`: a list of answers under the day. */
export type AnswerMode = 'place' | 'log' | 'session'

export interface Answers {
  mode: AnswerMode
  /** The words of markers in addition to the English ones. */
  markers: MarkerWords
  /** An entry of the log as in the template, from its heading on. Undefined without a log. */
  entry: string | undefined
}

/** Learns this from the templates of a format: a log has its own template, and answers in place are markers in a template. */
export function learnAnswers(templates: readonly { documentKind: DocumentKind; document: Document }[]): Answers {
  const log = templates.find(({ documentKind }) => documentKind === 'clarifications')
  const markers = markersIn(templates.map(({ document }) => document))
  const answerMarkers = [`[${englishMarkers.answered}`, ...markers.answered.map((word) => `[${word}`)]
  const inPlace = templates.some(({ document: { text } }) => answerMarkers.some((word) => text.includes(word)))
  return { mode: log ? 'log' : inPlace ? 'place' : 'session', markers, entry: log && entryOf(log.document) }
}

// Words without lowercase letters, and the question: `[需要澄清：…？]`, `[À CLARIFIER : …]`.
const marker = /\[([^[\]:：a-z\n]{2,40}?)[ \t]*[:：]([^[\]\n]{2,})\]/g

/** Markers in another language. An open one is in an item with an id or has a question; others in comments are answers. */
function markersIn(documents: readonly Document[]): MarkerWords {
  const open = new Set<string>()
  const answered = new Set<string>()
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
        else if (block.type === 'html') answered.add(word)
      }
    }
  }
  return { open: [...open], answered: open.size > 0 ? [...answered].filter((word) => !open.has(word)) : [] }
}

// Two letters without case, or six capitals: `TODO`, `ID` and `NOTE` are shorter.
const isWord = /(?:\p{Lo}.*\p{Lo})|(?:\p{Lu}.*){6}/u

const isEnglish = (word: string): boolean => word === englishMarkers.open || word === englishMarkers.answered

/** The sample entry of a log: its first heading with an id, or one in a comment. */
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
