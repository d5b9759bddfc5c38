// The language of the interface. English sentences are the keys of translations, as in `vscode.l10n`.

/** Translations by their English sentences. */
export type Bundle = Readonly<Record<string, string>>

/** The language of a process. */
export interface Language {
  /** A BCP 47 language tag. */
  tag: string
  /** Undefined in English. */
  bundle: Bundle | undefined
}

type Argument = string | number

let language: Language = { tag: 'en', bundle: undefined }
const lists = new Map<string, Intl.ListFormat>()

/**
 * Chooses the language of the process, before anything is shown. Messages that exist already do not change.
 * @param bundle undefined for English.
 * @param tag a BCP 47 language tag.
 */
export function useLanguage(bundle: Bundle | undefined, tag = 'en'): void {
  language = { tag: bundle ? tag : 'en', bundle }
  lists.clear()
}

export const currentLanguage = (): Language => language

/**
 * The names of the bundles that fit a language tag such as `zh-CN`, `zh_CN.UTF-8` or `zh-Hans`, the best one first. None for
 * English. Chinese has the names of VS Code, `zh-cn` and `zh-tw`.
 */
export function bundleNames(tag: string | undefined): string[] {
  const [name = '', ...parts] = (tag ?? '')
    .toLowerCase()
    .replace(/[.@].*$/, '')
    .split(/[-_]/)
  if (!/^[a-z]{2,3}$/.test(name) || name === 'en') return []
  if (name === 'zh') return [parts.some((part) => /^(?:hant|tw|hk|mo)$/.test(part)) ? 'zh-tw' : 'zh-cn']
  return parts.length > 0 ? [[name, ...parts].join('-'), name] : [name]
}

/**
 * A sentence in the language of the process. `{0}`, `{1}` … stand for the arguments.
 * @param message the English sentence, as a literal: `npm run generate` collects them from the sources.
 */
export const t = (message: string, ...args: readonly Argument[]): string => filled(translated(message), args)

/** A sentence about a number, which is `{0}`, for one and for many. Further arguments are `{1}` and so on. */
export const counted = (n: number, one: string, many: string, ...args: readonly Argument[]): string =>
  filled(translated(n === 1 ? one : many), [n, ...args])

const filled = (text: string, args: readonly Argument[]): string =>
  args.length === 0 ? text : text.replace(/\{(\d)\}/g, (all, k: string) => String(args[Number(k)] ?? all))

/** The translation of a sentence from data, such as the built-in rule pack. Its placeholders are kept. */
export function translated(message: string): string {
  const { bundle } = language
  return bundle && Object.hasOwn(bundle, message) ? (bundle[message] ?? message) : message
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[], joint: 'and' | 'or' = 'and'): string {
  let format = lists.get(joint)
  if (!format) {
    const tag = language.bundle ? language.tag : 'en-GB' // without a comma before the last word
    format = new Intl.ListFormat(tag, { type: joint === 'and' ? 'conjunction' : 'disjunction' })
    lists.set(joint, format)
  }
  return format.format(words)
}

/** The same, with each word in quotes. */
export const quotedList = (words: readonly string[], joint: 'and' | 'or' = 'or'): string =>
  listed(
    words.map((word) => t('"{0}"', word)),
    joint,
  )

/** The first of some words, and how many more there are. */
export const someOf = (words: readonly string[], most: number): string =>
  words.length <= most ? listed(words) : t('{0} and {1} more', words.slice(0, most).join(', '), words.length - most)
