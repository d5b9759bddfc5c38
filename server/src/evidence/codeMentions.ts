// Ids of items that code and tests name: `FR-012`, `@req FR-012`, `test_fr_012_keeps_order`, `US1`.
import { detachedCopy, excerpt } from '../base/words.ts'

/** A place in code that names an id. */
export interface Mention {
  /** In capitals: `FR`, `NFR-SEC`. */
  prefix: string
  number: number
  /** From 1. */
  line: number
  /** The line without the spaces around it, shortened. */
  excerpt: string
  /** The specifications that the line names: the number of an id, or the name of a folder. */
  specs: readonly string[]
}

export interface CodeFacts {
  mentions: readonly Mention[]
  /** Those that the path or the text names. */
  specs: readonly string[]
  isTest: boolean
}

// Capitals may follow a small letter (`testFR012`); small letters need a separator around them (`test_fr_012_stops`).
const id =
  /(?<![A-Z0-9#])(?<prefix>[A-Z]{2,8}(?:[-_][A-Z]{2,8}){0,2})[-_ ]?(?<number>\d{1,4})(?![A-Za-z0-9]|\.\d)|(?<![A-Za-z0-9])(?<small>fr|nfr|sc|us|ac|req)[-_]?(?<count>\d{1,4})(?![A-Za-z0-9]|\.\d)/g
const spec =
  /\b(?:SPEC[-_ ]?(?<id>\d{1,4})|(?:[Ss]pec|[Ff]eature)[-_ ]#?(?<number>\d{3,4}))\b|(?<![\w-])(?<folder>\d{3,4}-[a-z][a-z0-9]*(?:-[a-z0-9]+)*)/g
const quick = /[A-Z]{2}[-_ ]?\d|(?:fr|sc|us|ac|req)[-_]?\d/
const mostMentions = 500 // of a file

const codeFile =
  /\.(?:[cm]?[jt]sx?|py|go|rs|java|kts?|scala|cs|fs|vb|rb|php|swift|m|mm|c|cc|cpp|cxx|h|hpp|dart|ex|exs|erl|clj|hs|lua|pl|r|jl|sh|bash|ps1|sql|feature|robot|bats|vue|svelte|proto|graphql|tf|bicep|rego)$/i
const testPath =
  /(?:^|\/)(?:tests?|__tests__|e2e|integration[-_]tests?|features|it)\/|[._-](?:tests?|spec|it|e2e)\.\w+$|(?:Tests?|Spec|IT)\.\w+$|(?:^|\/)test_\w+\.py$|\.(?:feature|robot|bats)$/

/** Whether a file may be code or a test. */
export const isCodePath = (path: string): boolean => codeFile.test(path)

/** The ids that a file names. Linear in its text. @param path with `/`, relative to the workspace */
export function codeFacts(path: string, text: string): CodeFacts {
  const isTest = testPath.test(path)
  if (!quick.test(text)) return { mentions: [], specs: [], isTest }
  const mentions: Mention[] = []
  const all = new Set(specsIn(path))
  for (const [k, content] of text.split('\n').entries()) {
    if (mentions.length >= mostMentions) break
    const isNamed = quick.test(content)
    if (!isNamed && !/\d-[a-z]|[Ss]pec|[Ff]eature/.test(content)) continue
    const specs = specsIn(content)
    for (const number of specs) all.add(number)
    if (!isNamed || content.length > longestLine) continue
    const seen = new Set<string>()
    for (const { groups = {} } of content.matchAll(id)) {
      const prefix = (groups.prefix ?? groups.small ?? '').toUpperCase().replaceAll('_', '-')
      const number = Number(groups.number ?? groups.count)
      const key = `${prefix} ${number}`
      if (prefix === 'SPEC' || seen.has(key)) continue
      seen.add(key)
      const [name, line] = [detachedCopy(prefix), detachedCopy(excerpt(content.trim(), 120))]
      mentions.push({ prefix: name, number, line: k + 1, excerpt: line, specs })
    }
  }
  return { mentions, specs: [...all], isTest }
}

const longestLine = 2000 // characters; a longer line is generated

/** The specifications that a text names: `4` for `SPEC-004` and `feature 004`, `004-queue` for `specs/004-queue`. */
const specsIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(spec)].map(({ groups = {} }) =>
      groups.folder === undefined ? String(Number(groups.id ?? groups.number)) : detachedCopy(groups.folder),
    ),
  ),
]
