// Titles of sections and keys of metadata: which mean the same in two languages.
import { english, foreign } from './index.ts'
import type { FieldName, Language, SectionName, Words } from './language.ts'

interface Meaning<N> {
  names: Set<N>
  /** An English word for it. */
  english: boolean
}

function meaningsOf<N extends string>(
  pick: (language: Language) => Partial<Record<N, Words>>,
): Map<string, Meaning<N>> {
  const meanings = new Map<string, Meaning<N>>()
  for (const language of [english, ...foreign])
    for (const [name, words] of Object.entries(pick(language)) as [N, Words][])
      for (const word of words) {
        const meaning = meanings.get(word) ?? { names: new Set(), english: false }
        meanings.set(word, meaning)
        meaning.names.add(name)
        meaning.english ||= language === english
      }
  return meanings
}

const sections = meaningsOf<SectionName>((language) => language.sections)
const fields = meaningsOf<FieldName>((language) => language.fields)

// `三、需求`
const numbered = /^第?[一二三四五六七八九十]{1,3}(?:[、.．：:]|[章节節部] ?)\s*/

const plainTitle = (title: string): string =>
  /^[第一二三四五六七八九十]/.test(title) ? title.replace(numbered, '') : title

function isSame<N>(one: Meaning<N> | undefined, other: Meaning<N> | undefined): boolean {
  if (!one || !other || (one.english && other.english)) return false
  for (const name of one.names) if (other.names.has(name)) return true
  return false
}

/** Whether a title of a section, in small letters, may be one in another language than English. */
export const isForeignTitle = (title: string): boolean => sections.get(plainTitle(title))?.english === false

/** Whether two titles, in small letters, mean the same in different languages. English ones are compared by their words. */
export const isTranslatedTitle = (one: string, other: string): boolean =>
  isSame(sections.get(plainTitle(one)), sections.get(plainTitle(other)))

/** Whether two keys of metadata, in small letters, mean the same in different languages. */
export const isTranslatedKey = (one: string, other: string): boolean => isSame(fields.get(one), fields.get(other))

/** Whether a key of metadata, in small letters, means some field, in any language. */
export const meansField = (key: string, name: FieldName): boolean => fields.get(key)?.names.has(name) === true

/** Whether a title means some section, in any language. */
export const meansSection = (title: string, name: SectionName): boolean =>
  sections.get(plainTitle(title))?.names.has(name) === true

const kinds: readonly SectionName[] = ['requirements', 'functional', 'nonFunctional']
const requirementWords = foreign.flatMap(({ sections: own }) => own.requirements ?? [])

/** Whether a title in another language than English is one of requirements of some kind: `非機能要件`, `성능 요구사항`. */
export const namesRequirements = (title: string): boolean =>
  kinds.some((kind) => isForeignTitle(title) && meansSection(title, kind)) ||
  requirementWords.some((word) => title.length > word.length && title.includes(word))
