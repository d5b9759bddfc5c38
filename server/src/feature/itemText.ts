// The words of an item, for people: behind its id, on one line.

import { createObjectTable } from '../base/perObject.ts'
import { excerpt } from '../base/words.ts'
import type { Definition, Document } from '../document/model.ts'
import type { Located } from './feature.ts'

const longest = 600

/** The text of an item behind its id, on one line, of so many characters at most. */
export function textOf(
  { spec: { document }, definition: { end, whole, form, section } }: Located,
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

/** The words of an item behind its id, without marks. */
export const sectionText = (text: string, { end, whole, form, section }: Definition): string =>
  text
    .slice(end, Math.min(form === 'heading' && section ? section.name.end : whole.end, end + 400))
    .replace(/^[\s*_:：—–\])-]+/, '')
    .replace(/\*\*|__/g, '')

/** The first line of an item behind its id. */
export const openingWords = ({ text }: Pick<Document, 'text'>, { end, whole }: Definition): string =>
  text
    .slice(end, Math.min(whole.end, end + 200))
    .replace(/^[\s*_~\]:：|—–-]+/, '')
    .split(/[\r\n]/, 1)[0] ?? ''

/** All of an item, of 2,000 characters at most. */
export const wholeText = ({ text }: Pick<Document, 'text'>, { whole: { start, end } }: Definition): string =>
  text.slice(start, Math.min(end, start + 2000))

const words = createObjectTable<object, readonly string[]>()

/** The different words of an item, in small letters; kept while its text is the same. */
export function differentWords({ text }: Pick<Document, 'text'>, { whole, fact }: Definition): readonly string[] {
  const last = fact && words.get(fact.identity)
  if (last) return last
  const all =
    text
      .slice(whole.start, whole.end)
      .toLowerCase()
      .match(/[\p{L}\d]{2,}/gu) ?? []
  const different = [...new Set(all)]
  if (fact) words.set(fact.identity, different)
  return different
}
