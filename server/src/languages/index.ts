// The supported languages. The words of a repository's own template come first; these are for what it leaves open.
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import type { Language, Words } from './language.ts'
import { pl } from './pl.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import { zhHans } from './zh-hans.ts'
import { zhHant } from './zh-hant.ts'

export const english: Language = en

/** All languages except English. */
export const foreign: readonly Language[] = [zhHans, zhHant, ja, ko, es, pt, fr, de, pl, ru]

/** All languages, English first. */
export const languages: readonly Language[] = [en, ...foreign]

/** The words that `pick` selects from each language, without duplicates, in the order of the languages. */
export const wordsOf = (pick: (language: Language) => Words, of = languages): Words => [...new Set(of.flatMap(pick))]
