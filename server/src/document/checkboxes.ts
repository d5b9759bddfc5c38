// The meaning of checkboxes. A few marks mean that an item is done or dropped, and a document may define its marks in a
// legend. Any other mark means that the item is still to be done.
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Box } from '../markdown/blocks.ts'
import { doneMarks, droppedMarks, openMarks, phrases } from '../markdown/boxMarks.ts'
import { boxAt } from '../markdown/leaf.ts'
import type { Chunk } from './chunk.ts'
import type { Document, Section } from './model.ts'

/** `dropped`: given up, or not applicable. Such items count in no total. */
export type BoxState = 'open' | 'done' | 'dropped'

const states = (words: readonly string[], state: BoxState): [string, BoxState][] => words.map((word) => [word, state])
const byMark: ReadonlyMap<string, BoxState> = new Map([
  ...states(openMarks, 'open'),
  ...states(droppedMarks, 'dropped'),
  ...states(doneMarks, 'done'),
])
const byWord: ReadonlyMap<string, BoxState> = new Map(
  [...byMark, ...states(phrases.open, 'open'), ...states(phrases.dropped, 'dropped'), ...states(phrases.done, 'done')]
    .filter(([word]) => /\p{L}.*\p{L}|[\p{Script=Han}]/u.test(word))
    .sort(([a], [b]) => b.length - a.length),
)

/** The state of a checkbox: by the legend of the document, otherwise by the usual meaning of its mark. */
export function boxState(document: Pick<Document, 'chunks'>, { mark }: Box): BoxState {
  const key = keyOf(mark)
  return (isPlain(key) ? undefined : legendOf(document).get(key)) ?? byMark.get(key) ?? 'open'
}

/** Whether a checkbox is empty, so that it can be ticked. */
export const isEmptyBox = ({ mark }: Box): boolean => keyOf(mark) === ''

/** Whether a mark is one of GitHub's, which no legend changes. */
const isPlain = (key: string): boolean => key === '' || key === 'x'
const keyOf = (mark: string): string =>
  mark
    .trim()
    .toLowerCase()
    .replace(/[\ufe0e\ufe0f]/, '')

const alternatives = [...byWord.keys()].map((word) => word.replaceAll('.', '\\.')).join('|')
const wordAt = new RegExp(`^(?:${alternatives})(?![\\p{L}\\p{N}])`, 'u')
const openSigns = /^[⬜🔲☐◻❌✗✘🚧⏳🔄⏸]/u

/** The state that a sign or word beside an item, or in a table cell, stands for; undefined if it stands for none. */
export function stateOfWords(words: string): BoxState | undefined {
  const key = keyOf(words.replace(/^[\s*_`"'~[(]+|[\s*_`"'~\])]+$/g, ''))
  if (isPlain(key) || openSigns.test(key)) return key === '' ? undefined : key === 'x' ? 'done' : 'open'
  const sign = /^[^\s\p{L}\p{N}]/u.exec(key)?.[0]
  if (sign !== undefined) return /\p{S}/u.test(sign) || key === sign ? byMark.get(sign) : undefined
  const word = wordAt.exec(key)?.[0]
  return word === undefined ? undefined : byWord.get(word)
}

const mark = String.raw`\[([^[\]\r\n]{1,12})\][\x60"'*_)]{0,4}`
const fillers = String.raw`(?:(?:the|this|that|a|an|tasks?|items?|it|was|were|has|have|been|is|are|be|will|intentionally|explicitly)[ \t]+){0,6}`
// A mark before its meaning: `[S] = skipped`, "`[S]` means that the task was skipped", `| [S] | Skipped |`, "[S] skipped, [!] blocked".
const forward = new RegExp(
  String.raw`${mark}[ \t]{0,4}(=>?|:|：|[–—-]>?|→|\||(?:means|marks|is|are|were|for|stands for)(?=[ \t]))?[ \t]{0,4}[\x60"'*_(]{0,4}(${fillers})(${alternatives})(?![\p{L}\p{N}])`,
  'giu',
)
// A mark after its meaning: "skipped = [S]", "skipped (`[S]`)", "skipped tasks are marked [S]".
const backward = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(${alternatives})(?:[ \t]+(?:tasks|items|ones))?[ \t]*(?:[=:：(→]|(?:(?:is|are)[ \t]+)?marked(?:[ \t]+(?:with|as|by))?)[ \t]*[\x60"'*]{0,3}${mark}`,
  'giu',
)
const ends = /^[\x60"'*_)\]]{0,4}[ \t]*(?:$|[\r\n,;.·•|/(（、，；。]|and\b|or\b)/
const speaksOfMarks =
  /\b(?:legend|key|states?|status(?:es)?|marks?|marked|markers?|notation|symbols?|boxes|checkbox(?:es)?|meaning|conventions?|legende|légende|leyenda|legenda)\b|图例|圖例|凡例|범례|легенда/i
const legendWord =
  /\b(?:legend|key|notation|symbols?|meaning|conventions?|legende|légende|leyenda|legenda)\b|图例|圖例|凡例|범례|легенда/i
const lookBehind = 200 // characters before a mark that are searched for the word "legend" and the like

const legendIn = perObject(({ text }: Chunk): readonly [string, BoxState][] => {
  const found: [string, BoxState][] = []
  const add = (written: string, word: string): void => {
    const state = byWord.get(word.toLowerCase())
    if (state && !/^[A-Z]{1,4}-?\d/.test(written)) found.push([keyOf(written), state])
  }
  if (!text.includes('[')) return found
  for (const match of text.matchAll(forward)) {
    const [whole, written = '', sign, , word = ''] = match
    const before = text.slice(Math.max(0, match.index - lookBehind), match.index)
    const coded = /^\][\x60"']/.test(whole.slice(written.length + 1))
    const explained =
      coded || legendWord.test(before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1))
    const behind = text.slice(match.index + whole.length, match.index + whole.length + 12)
    // After the checkbox of a task, words describe the task: "[~] Done by hand", "[-] skipped: why".
    const isWeak = sign === undefined || /^[–—-]$/.test(sign)
    const isLegend = !isWeak || explained || (ends.test(behind) && speaksOfMarks.test(before))
    if (isLegend) add(written, word)
  }
  for (const [, word = '', written = ''] of text.matchAll(backward)) add(written, word)
  return found
})

/** The meaning of marks as a document defines it. The first definition of a mark counts. */
const legendOf = perObject(({ chunks }: Pick<Document, 'chunks'>): ReadonlyMap<string, BoxState> => {
  const legend = new Map<string, BoxState>()
  for (const { chunk } of chunks)
    for (const [key, state] of legendIn(chunk)) if (!legend.has(key)) legend.set(key, state)
  return legend
})

const listMark = /(?:[-*+][ \t]+)?(?=\[)/y // `### - [x] T001`

/** The checkbox at the start of a heading. `start` is the offset of the heading's text. */
export function headingBoxAt(text: string, start: number): Box | undefined {
  listMark.lastIndex = start
  return boxAt(text, start + (listMark.exec(text)?.[0].length ?? 0))
}

/** The checkbox at the start of a section's heading. */
export const headingBox = ({ text }: Pick<Document, 'text'>, { name }: Pick<Section, 'name'>): Box | undefined =>
  headingBoxAt(text, name.start)

/** The source of a pattern for "not applicable", for use with the flag `i`. */
export const inapplicable = 'n/a|not applicable|不适用|不適用|該当なし|해당 ?없음'
const na = String.raw`(?:${inapplicable})(?!\p{L})`
const notApplicable = new RegExp(
  String.raw`(?:[([（][ \t]*[*_]*${na}[^()（）\r\n]{0,60}[)\]）]|[ \t][—–-]+[ \t]*[*_]*${na}(?:[*_]*[:：,—–][^\r\n]{0,80})?)[\s*_.]*$`,
  'iu',
)

/** Whether the text of an item ends with the remark that it does not apply: "Security review (N/A)". */
export const endsNotApplicable = (words: string): boolean => notApplicable.test(words.slice(-120))

/** Whether the line of a span is a list item with an empty checkbox. */
export const isInOpenTask = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /(?:^|[\r\n])[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[ \][^\r\n]*$/.test(
    text.slice(Math.max(0, start - longestLead), start),
  )

const longestLead = 400 // characters of the line before the span
