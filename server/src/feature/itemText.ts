// The text of an item in the forms that messages, pages and comparisons need.

import { excerpt, wordsIn } from '../base/words.ts'
import { notesFate } from '../document/fate.ts'
import { perItem } from '../document/identity.ts'
import type { Definition, Document } from '../document/model.ts'
import { wordsOf } from '../languages/index.ts'
import { wholeWord } from '../languages/pattern.ts'
import type { LocatedDefinition } from './feature.ts'

const longest = 600

/** The text of an item after its id, on one line, of at most `length` characters. */
export function textOf(
  { spec: { document }, definition: { end, whole, form, section } }: LocatedDefinition,
  length = longest,
): string {
  const to = form === 'heading' && section ? section.name.end : whole.end
  return excerpt(
    document.text
      .slice(end, Math.min(to, end + length))
      .replace(/^[\s*_:：—–\])|-]+/, '')
      .replace(/[\s|]+$/, ''),
    length,
  )
}

/** The text of an item after its id, without bold marks. For a heading, the rest of the heading. 400 characters at most. */
export const plainItemText = (text: string, { end, whole, form, section }: Definition): string =>
  text
    .slice(end, Math.min(form === 'heading' && section ? section.name.end : whole.end, end + 400))
    .replace(/^[\s*_:：—–\])-]+/, '')
    .replace(/\*\*|__/g, '')

/** The first line of an item after its id, of 200 characters at most. */
export const openingWords = ({ text }: Pick<Document, 'text'>, { end, whole }: Definition): string =>
  text
    .slice(end, Math.min(whole.end, end + 200))
    .replace(/^[\s*_~\]:：|—–-]+/, '')
    .split(/[\r\n]/, 1)[0] ?? ''

/** The whole text of an item, of 2,000 characters at most. */
export const wholeText = ({ text }: Pick<Document, 'text'>, { whole: { start, end } }: Definition): string =>
  text.slice(start, Math.min(end, start + 2000))

/** The words of an item without the items in it. */
export const ownWords = (document: Pick<Document, 'text'>, definition: Definition): string =>
  wholeText(document, definition).split(/[\r\n]+[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/, 1)[0] ?? ''

const optionally = wholeWord(wordsOf((language) => language.optional))
const optional = new RegExp(
  String.raw`^(?:\[[^[\]]{0,20}\]\s*)*(?:[([（]\s*(?:${optionally})\s*[)\]）,;—–-]|(?:${optionally})[*_]*\s*[:：])|[(（]\s*(?:${optionally})\s*[)）][*_.]*\s*$`,
  'iu',
)

/** Whether an item says that it was put off or can be left out: "T021 Test the page — DEFERRED", "T022 (Optional) Add a link". */
export const isPutOff = (document: Pick<Document, 'text'>, definition: Definition): boolean =>
  notesFate(ownWords(document, definition).replace(/\s+/g, ' ')) || optional.test(openingWords(document, definition))

/** The distinct words of an item of at least two letters, in lower case. */
export const differentWords = perItem(({ text }, { whole }): readonly string[] => [
  ...new Set(wordsIn(text.slice(whole.start, whole.end)).filter((word) => word.length > 1)),
])
