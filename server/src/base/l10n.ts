// The language of the interface, and the translation of messages. English sentences are the keys, as in `vscode.l10n`.

/** Translations by English sentence. */
export type Bundle = Readonly<Record<string, string>>

/** The language of the process. */
export interface Language {
  /** A BCP 47 language tag. */
  tag: string
  /** Undefined for English. */
  bundle: Bundle | undefined
}

type Argument = string | number

let language: Language = { tag: 'en', bundle: undefined }
const lists = new Map<string, Intl.ListFormat>()

/**
 * Sets the language of the process. Called once, before anything is shown: messages that already exist do not change.
 * @param bundle undefined for English.
 * @param tag a BCP 47 language tag.
 */
export function useLanguage(bundle: Bundle | undefined, tag = 'en'): void {
  language = { tag: bundle ? tag : 'en', bundle }
  lists.clear()
}

export const currentLanguage = (): Language => language

/**
 * The names of the bundles that fit a language tag such as `zh-CN`, `zh_CN.UTF-8` or `zh-Hans`, best first; none for English.
 * The names of Chinese bundles are VS Code's, `zh-cn` and `zh-tw`.
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
 * Translates a sentence into the language of the process. `{0}`, `{1}` … are replaced by the arguments.
 * @param message the English sentence. It has to be a literal, because `npm run generate` collects the sentences from the sources.
 */
export const t = (message: string, ...args: readonly Argument[]): string => filled(translated(message), args)

/** Translates a sentence with a number, in the singular or plural. `{0}` is the number, `{1}` … are the other arguments. */
export const counted = (n: number, singular: string, plural: string, ...args: readonly Argument[]): string =>
  filled(translated(n === 1 ? singular : plural), [n, ...args])

const filled = (text: string, args: readonly Argument[]): string =>
  args.length === 0 ? text : text.replace(/\{(\d)\}/g, (all, k: string) => String(args[Number(k)] ?? all))

/** Translates a sentence that comes from data, such as the built-in rule pack. Placeholders are kept. */
export function translated(message: string): string {
  const { bundle } = language
  return bundle && Object.hasOwn(bundle, message) ? (bundle[message] ?? message) : message
}

/** Joins words to a list in the language of the process: `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[], joint: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words[0] ?? ''
  // The first list of Intl takes ten milliseconds, which the first message would wait for.
  if (!language.bundle) return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
  let format = lists.get(joint)
  if (!format) {
    format = new Intl.ListFormat(language.tag, { type: joint === 'and' ? 'conjunction' : 'disjunction' })
    lists.set(joint, format)
  }
  return format.format(words)
}

/** The same as `listed`, with each word in quotes. */
export const quotedList = (words: readonly string[], joint: 'and' | 'or' = 'or'): string =>
  listed(
    words.map((word) => t('"{0}"', word)),
    joint,
  )

/** Lists at most `most` words, and says how many more there are. */
export const someOf = (words: readonly string[], most: number): string =>
  words.length <= most ? listed(words) : t('{0} and {1} more', words.slice(0, most).join(', '), words.length - most)
