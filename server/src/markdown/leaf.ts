// Recognises the start of a leaf block on a line, without its containers. Lines are ranges of offsets into the text.
// Clauses are those of CommonMark 0.31.2 and GFM 0.29.

import { doneMarks, droppedMarks, openMarks } from './boxMarks.ts'

const TAB = 9
const SPACE = 32

export const isSpace = (c: number): boolean => c === SPACE || c === TAB

/** The first offset from `at` that is not a space or tab, at most `end`. */
export function skipSpace(text: string, at: number, end: number): number {
  while (at < end && isSpace(text.charCodeAt(at))) at++
  return at
}

/** The offset `columns` columns after `at`, which is at column `col`. If that is within a tab, the offset of the tab. */
export function offsetBehind(text: string, at: number, col: number, columns: number): number {
  const target = col + columns
  while (col < target) {
    const stop = text.charCodeAt(at) === TAB ? (col & ~3) + 4 : col + 1
    if (stop <= target) at++
    col = stop
  }
  return at
}

/** `end` moved back over spaces and tabs, at least `at`. */
export function trimEnd(text: string, at: number, end: number): number {
  while (end > at && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

/**
 * Clause 4.1: three or more of the same `*`, `-` or `_`, with optional spaces between. Offsets have to rise: a line of list
 * markers is tested at each of them, but scanned only once.
 */
export function thematicBreaks(text: string): (at: number, end: number) => boolean {
  let refuted = { marker: 0, at: -1 } // the offset of another character: no break of this marker starts before it
  return (at, end) => {
    const marker = text.charCodeAt(at)
    if (marker !== 42 && marker !== 45 && marker !== 95) return false
    if (marker === refuted.marker && at <= refuted.at) return false
    let count = 0
    for (let i = at; i < end; i++) {
      const c = text.charCodeAt(i)
      if (c === marker) count++
      else if (!isSpace(c)) {
        refuted = { marker, at: i }
        return false
      }
    }
    return count >= 3
  }
}

/** Clause 4.2: the level of the ATX heading that starts at `at`, or 0. */
export function atxLevel(text: string, at: number, end: number): number {
  let i = at
  while (i < end && text.charCodeAt(i) === 35) i++
  const level = i - at
  return level >= 1 && level <= 6 && (i === end || isSpace(text.charCodeAt(i))) ? level : 0
}

/** Clause 4.2: the end of an ATX heading's text, before the closing sequence. `at` is after the opening sequence. */
export function atxTextEnd(text: string, at: number, end: number): number {
  const last = trimEnd(text, at, end)
  let i = last
  while (i > at && text.charCodeAt(i - 1) === 35) i--
  if (i === last) return last
  return i === at ? at : isSpace(text.charCodeAt(i - 1)) ? trimEnd(text, at, i) : last
}

/** Clause 4.3: the level of a setext heading underline, or 0. */
export function setextLevel(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at)
  if (marker !== 61 && marker !== 45) return 0
  let i = at
  while (i < end && text.charCodeAt(i) === marker) i++
  return skipSpace(text, i, end) === end ? (marker === 61 ? 1 : 2) : 0
}

/** Clause 4.5: the length of an opening fence, or 0. A backtick fence has no backtick in its info string. */
export function fenceLength(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at)
  if (marker !== 96 && marker !== 126) return 0
  let i = at
  while (i < end && text.charCodeAt(i) === marker) i++
  if (i - at < 3) return 0
  if (marker === 96) for (let k = i; k < end; k++) if (text.charCodeAt(k) === 96) return 0
  return i - at
}

/** Clause 4.5: whether the line closes a fence of this marker and length. */
export function isClosingFence(text: string, at: number, end: number, marker: number, length: number): boolean {
  let i = at
  while (i < end && text.charCodeAt(i) === marker) i++
  return i - at >= length && skipSpace(text, i, end) === end
}

const blockNames =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|' +
  'track|ul'
const attribute = `[ \\t]+[A-Za-z_:][\\w.:-]*(?:[ \\t]*=[ \\t]*(?:[^ \\t"'=<>\`]+|'[^']*'|"[^"]*"))?`
const htmlStarts = [
  /<(?:pre|script|style|textarea)(?=[\s>]|$)/iy,
  /<!--/y,
  /<\?/y,
  /<![A-Za-z]/y,
  /<!\[CDATA\[/y,
  new RegExp(`</?(?:${blockNames})(?=\\s|/?>|$)`, 'iy'),
  new RegExp(`<(?:[A-Za-z][A-Za-z0-9-]*(?:${attribute}){0,200}[ \\t]*/?|/[A-Za-z][A-Za-z0-9-]*[ \\t]*)>[ \\t]*$`, 'y'),
]
const htmlEnds = [/<\/(?:pre|script|style|textarea)>/i, /-->/, /\?>/, />/, /\]\]>/]

/** Clause 4.6: the first start condition (1 to 7) that a line meets, or 0. */
export function htmlKind(text: string, at: number, end: number): number {
  const line = text.slice(at, end)
  for (let kind = 1; kind <= htmlStarts.length; kind++) {
    const start = htmlStarts[kind - 1] as RegExp
    start.lastIndex = 0
    if (start.test(line)) return kind
  }
  return 0
}

/** Clause 4.6: whether the line ends a block of conditions 1 to 5. Conditions 6 and 7 end at a blank line. */
export function endsHtml(text: string, at: number, end: number, kind: number): boolean {
  return kind <= 5 && (htmlEnds[kind - 1] as RegExp).test(text.slice(at, end))
}

/** Clause 5.2: the length of a list marker (`-`, `1.`, `12)`), or 0. A space or the end of the line has to follow. */
export function listMarkerLength(text: string, at: number, end: number): number {
  const c = text.charCodeAt(at)
  let i = at + 1
  if (c !== 42 && c !== 43 && c !== 45) {
    if (c < 48 || c > 57) return 0
    while (i < end && text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) i++
    const delimiter = text.charCodeAt(i)
    if (i === end || i - at > 9 || (delimiter !== 41 && delimiter !== 46)) return 0
    i++
  }
  return i === end || isSpace(text.charCodeAt(i)) ? i - at : 0
}

const words = [...doneMarks, ...droppedMarks, ...openMarks].filter((word) => /\p{L}/u.test(word))
// Any sign is a mark, except for those of quotations, blanks and footnotes. Of words, only those in `boxMarks.ts` are.
const box = new RegExp(
  String.raw`\[( |${words.map((word) => word.replace('.', '\\.')).join('|')}|(?![[\]\\\x60#^…"'(){}|])[\p{S}\p{P}][\ufe0e\ufe0f]?)\](?=\s|$)`,
  'iuy',
)
// Any other letter is a mark only before an id: `- [S] T001`, but not `- [P] T001`, the label of a parallel task.
const letterBox = /\[((?!P)\p{L})\](?=[ \t]+(?:\*\*|__)?(?:[A-Z\d]{1,8}-)?[A-Z]{1,8}-?\d{1,4}(?![A-Z\d]))/uy

/**
 * The checkbox at an offset (GFM 0.29, clause 5.3), with more marks than GFM has. Returns the mark, with the span between the
 * brackets. Its meaning is decided in `document/boxes.ts`.
 */
export function boxAt(text: string, at: number): { start: number; end: number; mark: string } | undefined {
  if (text.charCodeAt(at) !== 91) return undefined
  box.lastIndex = letterBox.lastIndex = at
  const mark = (box.exec(text) ?? letterBox.exec(text))?.[1]
  return mark === undefined ? undefined : { start: at + 1, end: at + 1 + mark.length, mark }
}
