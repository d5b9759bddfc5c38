// The texts that a template leaves for its writer. A placeholder is an exact text of the template, never any bracket.

import { lineStart } from '../base/lines.ts'
import { literal } from '../base/words.ts'
import { type Leaf, leavesOf } from '../document/leaves.ts'
import type { Document } from '../document/model.ts'
import { inlinesOf } from '../document/places.ts'
import { knownMarkers } from '../languages/markers.ts'
import { anyOf } from '../languages/pattern.ts'
import type { Placeholders } from './template.ts'

const mostPlaceholders = 3000 // more make a pattern that is too large

/* A bracket with no bracket in it, or one level of them: `[Reduce tickets about [X]]`. */
const bracket = /\[(?:[^[\]\n]|\[[^[\]\n]*\])+\]/g
/* The same in prose, where one may go on in the next line. */
const wrapped = /\[(?:[^[\]\n]|\n(?!\n)|\[[^[\]\n]*\]){1,600}\]/g
// Questions, boxes, `[P]`, ids such as `[US1]`.
const marker = new RegExp(
  String.raw`^\[${anyOf([...knownMarkers.open, ...knownMarkers.answered])}(?!\p{L})|^\[(?:.|#X+|[A-Z]+-?\d+)\]$`,
  'u',
)

/* `<task description>`, but neither an address nor a tag of HTML. */
const angle =
  /<(?!(?:br|hr|b|i|u|s|a|p|em|strong|code|pre|kbd|sub|sup|del|ins|mark|small|span|div|img|details|summary|table|t[rdh]|thead|tbody|ul|ol|li|h[1-6]|center|picture|source|video)\b)[A-Za-z][^<>\n:@=]{1,80}>/gi

/* `**[Story]**: which story a task belongs to`, and nothing to fill in behind it. */
const legend = /^(?:\*\*|__)(\[[^[\]\n]+\])(?:\*\*[ \t]*[:：]|__[ \t]*[:：]|[:：]\*\*|[:：]__)[^[\]]*$/

/* "Consolidate findings in `research.md` using format:": the list below it tells how another file looks. */
const formOfOther = /^(?=.*\w\.\w{1,5}\b)(?=.*\b(?:format|form)\b).*[:：][*_]*$/im

/** Learns the placeholders of a template, `markers` of questions left out: brackets, the body rows of its tables, lines with an example or `SC-XXX`. */
export function placeholdersOf(template: Document, markers: readonly string[]): Placeholders {
  const prose = new Set<string>()
  const code = new Set<string>()
  const lines = new Set<string>()
  const { text } = template
  // What stands in a code span too is a notation that the template explains: `[ID] [P?] [Story] Description`.
  const notation = new Set<string>()
  for (const inline of inlinesOf(template)) {
    if (inline.type === 'code')
      for (const [one] of text.slice(inline.start, inline.end).matchAll(bracket)) notation.add(folded(one))
  }
  const leaves = leavesOf(template)
  for (const tag of tagsIn(template, leaves)) notation.add(tag)
  let formAt = Number.POSITIVE_INFINITY // the column of a line that tells how another file looks
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
        markers.some((one) => match[0].startsWith(one, 1)) ||
        isPart(content, match.index, match.index + match[0].length)
      )
        continue
      if (block.type === 'code') code.add(folded(match[0]))
      else if (!notation.has(folded(match[0]))) prose.add(folded(match[0]))
    }
    if (block.type !== 'code')
      for (const [one] of content.matchAll(angle)) if (!notation.has(folded(one))) prose.add(folded(one))
    if (block.type === 'row' && !block.header) {
      const row = text.slice(block.start, block.end)
      // `| Resource1 | Always | Description |`; other rows may be meant to stay.
      if (/^\|?[ \t]*\w+\d[ \t]*\|/.test(row)) lines.add(sampleLine(row))
    }
    if (block.first && !content.includes('[', 3) && isSample(content, block.box !== undefined))
      lines.add(sampleLine(content))
  }
  return { prose, code, pattern: patternOf([...prose, ...code].slice(0, mostPlaceholders)), lines }
}

/**
 * Words in capitals that a heading below the title has beside other words, and the template elsewhere: tags that documents keep, as in
 * "Triage: [SYNC] vs [ASYNC]".
 */
function tagsIn({ title, text }: Document, leaves: readonly Leaf[]): string[] {
  return leaves.flatMap((leaf) => {
    if (leaf.type !== 'heading' || leaf.start === title?.start) return []
    const content = leaf.content()
    if (!/\p{L}/u.test(content.replace(bracket, ''))) return []
    return (content.match(/\[[A-Z]{2,12}\]/g) ?? []).filter((tag) => text.split(tag).length > 2)
  })
}

/** An item with an example in it; a line without a box or an id that has one is a legend, which stays. */
const isSample = (content: string, boxed: boolean): boolean =>
  /-X{2,}/.test(content) || (/e\.g\./.test(content) && (boxed || /^[*_~]*[A-Z]{1,8}(?:-[A-Z]+)*-?\d/.test(content)))

/** A bracket that is a piece of something else: a link, a path (`src/[name].ts`, `app/[id]/page`), an index. */
export const isPart = (text: string, start: number, end: number): boolean =>
  /[\w/.-]/.test(text[start - 1] ?? ' ') || /[\w/(]/.test(text[end] ?? ' ') || /^\.\w/.test(text.slice(end, end + 2))

function patternOf(texts: readonly string[]): RegExp {
  const escaped = texts.map((text) => literal(text).replace(/ /g, '\\s+'))
  return new RegExp(escaped.length > 0 ? escaped.join('|') : '(?!)', 'g')
}

/** White space as in the template. */
export const folded = (text: string): string => text.replace(/\s+/g, ' ')

/** A line as samples are compared: without box, white space folded. */
export const sampleLine = (line: string): string =>
  line
    .replace(/^\[[^\]]{0,3}\]\s+/, '')
    .replace(/\s*\|\s*/g, ' | ')
    .replace(/\s+/g, ' ')
    .trim()
