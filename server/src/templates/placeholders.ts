// The placeholders of a template. A placeholder is an exact text of the template, not any text in brackets.

import { lineStart } from '../base/lines.ts'
import { literal } from '../base/words.ts'
import { type Leaf, leavesOf } from '../document/leaves.ts'
import type { Document } from '../document/model.ts'
import { inlinesOf } from '../document/places.ts'
import { allMarkers } from '../languages/markers.ts'
import { anyOf } from '../languages/pattern.ts'
import type { Placeholders } from './template.ts'

const mostPlaceholders = 3000 // more would make the pattern too large

/* Text in brackets, with one level of nested brackets at most: `[Reduce tickets about [X]]`. */
const bracket = /\[(?:[^[\]\n]|\[[^[\]\n]*\])+\]/g
/* The same in prose, where it may continue on the next line. */
const wrapped = /\[(?:[^[\]\n]|\n(?!\n)|\[[^[\]\n]*\]){1,600}\]/g
// Brackets that are no placeholders: questions, checkboxes, `[P]` and `[MVP]`, ids such as `[US1]`.
const marker = new RegExp(
  String.raw`^\[${anyOf([...allMarkers.open, ...allMarkers.answered])}(?!\p{L})|^\[(?:.|#X+|MVP|[A-Z]+-?\d+)\]$`,
  'u',
)

/* `<task description>`, but neither a web address nor an HTML tag. */
const angle =
  /<(?!(?:br|hr|b|i|u|s|a|p|em|strong|code|pre|kbd|sub|sup|del|ins|mark|small|span|div|img|details|summary|table|t[rdh]|thead|tbody|ul|ol|li|h[1-6]|center|picture|source|video|template|script|style|slot|svg|canvas|iframe)\b)[A-Za-z][^<>\n:@=]{1,80}>/gi

/* `**[Story]**: which story a task belongs to`, without a placeholder after it. */
const legend = /^(?:\*\*|__)(\[[^[\]\n]+\])(?:\*\*[ \t]*[:：]|__[ \t]*[:：]|[:：]\*\*|[:：]__)[^[\]]*$/

/* "Consolidate findings in `research.md` using format:": the list below describes another file. */
const formOfOther = /^(?=.*\w\.\w{1,5}\b)(?=.*\b(?:format|form)\b).*[:：][*_]*$/im

/**
 * Learns the placeholders of a template: brackets, sample rows of tables, lines with an example or `SC-XXX`.
 * @param markers words of question markers, which are no placeholders
 */
export function placeholdersOf(template: Document, markers: readonly string[]): Placeholders {
  const prose = new Set<string>()
  const code = new Set<string>()
  const lines = new Set<string>()
  const { text } = template
  // Brackets that are also in a code span are a notation that the template explains: `[ID] [P?] [Story] Description`.
  const notation = new Set<string>()
  for (const inline of inlinesOf(template)) {
    if (inline.type === 'code')
      for (const [placeholder] of text.slice(inline.start, inline.end).matchAll(bracket))
        notation.add(folded(placeholder))
  }
  const leaves = leavesOf(template)
  for (const tag of tagsIn(template, leaves)) notation.add(tag)
  let formAt = Number.POSITIVE_INFINITY // the column of the line that introduces the form of another file
  for (const block of leaves) {
    if (block.type === 'html') continue
    const content = block.content()
    const column = block.start - lineStart(text, block.start)
    if (column > formAt) continue
    formAt = formOfOther.test(content.slice(-200)) ? column : Number.POSITIVE_INFINITY
    const explained = block.first ? legend.exec(content)?.[1] : undefined
    if (explained !== undefined) notation.add(folded(explained))
    for (const match of content.matchAll(block.type === 'code' ? bracket : wrapped)) {
      if (
        marker.test(match[0]) ||
        markers.some((word) => match[0].startsWith(word, 1)) ||
        isPart(content, match.index, match.index + match[0].length) ||
        isLabel(content, match.index, match.index + match[0].length)
      )
        continue
      if (block.type === 'code') code.add(folded(match[0]))
      else if (!notation.has(folded(match[0]))) prose.add(folded(match[0]))
    }
    if (block.type !== 'code')
      for (const [placeholder] of content.matchAll(angle))
        if (!notation.has(folded(placeholder))) prose.add(folded(placeholder))
    if (block.type === 'row' && !block.header) {
      const row = text.slice(block.start, block.end)
      // `| Resource1 | Always | Description |`. Other rows may be meant to be kept.
      if (/^\|?[ \t]*\w+\d[ \t]*\|/.test(row)) lines.add(sampleLine(row))
    }
    if (block.first && !content.includes('[', 3) && isSample(content, block.box !== undefined))
      lines.add(sampleLine(content))
  }
  return { prose, code, pattern: patternOf([...prose, ...code].slice(0, mostPlaceholders)), lines }
}

/**
 * Tags that documents keep, as in "Triage: [SYNC] vs [ASYNC]": capitals in brackets that are in a heading with other words,
 * not the title, and once more in the template.
 */
function tagsIn({ title, text }: Document, leaves: readonly Leaf[]): string[] {
  return leaves.flatMap((leaf) => {
    if (leaf.type !== 'heading' || leaf.start === title?.start) return []
    const content = leaf.content()
    if (!/\p{L}/u.test(content.replace(bracket, ''))) return []
    return (content.match(/\[[A-Z]{2,12}\]/g) ?? []).filter((tag) => text.split(tag).length > 2)
  })
}

/** Whether an item is a sample. A line with an example but without a checkbox or an id is a legend, which documents keep. */
const isSample = (content: string, boxed: boolean): boolean =>
  /-X{2,}/.test(content) || (/e\.g\./.test(content) && (boxed || /^[*_~]*[A-Z]{1,8}(?:-[A-Z]+)*-?\d/.test(content)))

/** Whether a bracket is a part of something else: a link, a path (`src/[name].ts`, `app/[id]/page`), an index. */
export const isPart = (text: string, start: number, end: number): boolean =>
  /[\w/.-]/.test(text[start - 1] ?? ' ') || /[\w/(]/.test(text[end] ?? ' ') || /^\.\w/.test(text.slice(end, end + 2))

/** Whether brackets in bold behind an id, before other words, are a label of the item: `T050 **[Code Review]** Check the types`. */
const isLabel = (text: string, start: number, end: number): boolean =>
  /(?:^|\s)[A-Z]{1,4}-?[\dX]{1,4}[ \t]+(?:\[[^[\]\n]{1,12}\][ \t]+){0,3}\*\*$/.test(
    text.slice(Math.max(0, start - 60), start),
  ) && /^\*\*[ \t]+\p{L}/u.test(text.slice(end, end + 8))

function patternOf(texts: readonly string[]): RegExp {
  const escaped = texts.map((text) => literal(text).replace(/ /g, '\\s+'))
  return new RegExp(escaped.length > 0 ? escaped.join('|') : '(?!)', 'g')
}

/** A text with each run of white space replaced by a space. */
export const folded = (text: string): string => text.replace(/\s+/g, ' ')

/** A line in the form in which samples are compared: without checkbox, with white space folded. */
export const sampleLine = (line: string): string =>
  line
    .replace(/^\[[^\]]{0,3}\]\s+/, '')
    .replace(/\s*\|\s*/g, ' | ')
    .replace(/\s+/g, ' ')
    .trim()
