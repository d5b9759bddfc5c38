// The meaning of section titles and metadata keys: which of them mean the same in different languages. All are in lower case.
import { english, foreign, wordsOf } from './index.ts'
import type { FieldName, Language, SectionName, Words } from './language.ts'
import { wholeWord } from './pattern.ts'

interface Meaning<N> {
  names: Set<N>
  /** Whether an English word has this meaning. */
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

// The number of a Chinese or Japanese section: `三、需求`
const numbered = /^第?[一二三四五六七八九十]{1,3}(?:[、.．：:]|[章节節部] ?)\s*/

const plainTitle = (title: string): string =>
  /^[第一二三四五六七八九十]/.test(title) ? title.replace(numbered, '') : title

/** Whether two meanings share a name. English words are compared elsewhere, by their letters. */
function isSame<N>(a: Meaning<N> | undefined, b: Meaning<N> | undefined): boolean {
  if (!a || !b || (a.english && b.english)) return false
  for (const name of a.names) if (b.names.has(name)) return true
  return false
}

/** Whether a section title is one in a language other than English. */
export const isForeignTitle = (title: string): boolean => sections.get(plainTitle(title))?.english === false

/** Whether two section titles mean the same, and at least one of them is not English. */
export const isTranslatedTitle = (a: string, b: string): boolean =>
  isSame(sections.get(plainTitle(a)), sections.get(plainTitle(b)))

/** Whether two metadata keys mean the same, and at least one of them is not English. */
export const isTranslatedKey = (a: string, b: string): boolean => isSame(fields.get(a), fields.get(b))

/** Whether a metadata key means a field, in any language. */
export const meansField = (key: string, name: FieldName): boolean => fields.get(key)?.names.has(name) === true

/** Whether a title means a section, in any language. */
export const meansSection = (title: string, name: SectionName): boolean =>
  sections.get(plainTitle(title))?.names.has(name) === true

const summaries = [english, ...foreign].flatMap(({ sections: titles }) => titles.summary ?? [])
// "통계 및 요약 기능" is a part of the product.
const summary = new RegExp(
  `(?:${wholeWord(summaries)})(?![ \\t]*(?:기능|화면|페이지|서비스|機能|画面|サービス|功能|页面|頁面|服务|服務))`,
  'iu',
)

/** Whether a title has a word for a summary, in any language: `Task Summary`, `체크리스트 요약`. */
export const namesSummary = (title: string): boolean => summary.test(title)

const reports = new RegExp(wholeWord(wordsOf((language) => language.reports)), 'iu')

/** Whether a title has a word for a report on items, in any language, or is a date: `Progress Update`, `タスク実行ログ`, `2025-10-31`. */
export const namesReport = (title: string): boolean =>
  reports.test(title) || /^(?:progress$|\d{4}-\d\d-\d\d)/i.test(title)

const kinds: readonly SectionName[] = ['requirements', 'functional', 'nonFunctional']
const requirementWords = foreign.flatMap(({ sections: titles }) => titles.requirements ?? [])

/** Whether a title in a language other than English is one of requirements of any kind: `非機能要件`, `성능 요구사항`. */
export const namesRequirements = (title: string): boolean =>
  kinds.some((kind) => isForeignTitle(title) && meansSection(title, kind)) ||
  requirementWords.some((word) => title.length > word.length && title.includes(word))
